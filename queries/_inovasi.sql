-- Landasan daftar inovasi: saringan halaman, dan jumlah yang sudah dihitung agar halaman tidak
-- membaca baris.
-- data: inovasi, angka_publikasi, sumber

create table if not exists inovasi_indeks as from inovasi limit 0;

-- Daftar yang tampil: daftar inovasi, dan daftar di aplikasi indeks pada tahun yang hanya dia
-- punya baris nyatanya.
create macro register_inovasi() as table
with dari_indeks as (
    select tahun from kumpulan_tahun where dataset = 'inovasi' and kumpulan = 'inovasi_indeks'
)
select * from inovasi where tahun not in (from dari_indeks)
union all by name
select * from inovasi_indeks where tahun in (from dari_indeks);

-- Yang kosong pada daftar tampil, dihitung, dan dapat dipilih dengan satu kata.
create macro tanpa_isi() as 'Tidak diisi';

create macro terisi(nilai) as coalesce(nilai, tanpa_isi());

-- Saringan halaman bagi satu baris register. NULL berarti tidak disaring.
create macro lolos_saringan(
    tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
) as (dari is null or tahun >= dari)
    and (sampai is null or tahun <= sampai)
    and (pilih_opd is null or list_contains(pilih_opd::varchar[], opd))
    and (pilih_bentuk is null or list_contains(pilih_bentuk::varchar[], terisi(bentuk)))
    and (pilih_urusan is null or list_contains(pilih_urusan::varchar[], terisi(urusan)));

-- Baris daftar yang lolos saringan: untuk pertanyaan yang memerlukan inovasinya satu per satu.
create macro inovasi_terpilih(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan) as table
select *
from register_inovasi()
where lolos_saringan(
    tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
);

-- Kota yang kontraknya belum mengenal putusan lanjutan tidak punya satu pun.
create table if not exists lanjutan (
    nomor varchar, nomor_terdahulu varchar, hubungan varchar, catatan varchar
);

-- Nomor yang dinyatakan inovasi yang sama, dengan nomor terdahulunya yang paling awal.
-- satu baris: satu nomor yang disambung
create table nomor_bersama as
with recursive rantai as (
    select nomor, nomor_terdahulu as pokok, 1 as langkah
    from lanjutan
    where hubungan = 'lanjutan'
    union
    select r.nomor, l.nomor_terdahulu, r.langkah + 1
    from rantai r
    join lanjutan l on l.nomor = r.pokok and l.hubungan = 'lanjutan'
    where r.langkah < 50
)
select nomor, min(pokok) as pokok
from rantai r
where langkah = (select max(langkah) from rantai m where m.nomor = r.nomor)
group by nomor;

-- Jumlah inovasi yang sudah dihitung saat gudang dibangun, agar halaman tidak membaca baris:
-- rincian '' memuat jumlah seluruhnya, rincian lain jumlah menurut jenis, tahapan, inisiator, atau
-- keadaan (baru atau lanjutan; bila sumbernya tidak menyatakan, dilihat dari daftar tahun lalu).
-- satu baris: tahun, perangkat daerah, bentuk, urusan, asal, dan satu nilai dari satu rincian
create table kubus_inovasi as
with bernomor as (
    select i.*, coalesce(n.pokok, i.id) as pokok
    from register_inovasi() i
    left join nomor_bersama n on n.nomor = i.id
),
bertanda as (
    select
        i.tahun, i.opd, i.bentuk, i.urusan, i.asal, i.jenis, i.tahapan, i.inisiator,
        case
            when i.keadaan = 'baru' then 'Baru'
            when i.keadaan = 'lanjutan' then 'Lanjutan'
            when s.tahun is null then 'Belum dapat dipisahkan'
            when exists (
                select 1
                from bernomor l
                where l.tahun = s.tahun and l.pokok = i.pokok
                    and l.asal is not distinct from i.asal
            ) then 'Lanjutan'
            else 'Baru'
        end as keadaan
    from bernomor i
    left join tahun_data t on t.dataset = 'inovasi' and t.tahun = i.tahun
    left join (
        select distinct j.tahun, j.asal, d.ukuran
        from register_inovasi() j
        left join tahun_data d on d.dataset = 'inovasi' and d.tahun = j.tahun
    ) s
        on s.tahun = i.tahun - 1
            and s.asal is not distinct from i.asal
            and s.ukuran is not distinct from t.ukuran
)
select
    case
        when grouping(jenis) = 0 then 'jenis'
        when grouping(tahapan) = 0 then 'tahapan'
        when grouping(inisiator) = 0 then 'inisiator'
        when grouping(keadaan) = 0 then 'keadaan'
        else ''
    end as rincian,
    tahun, opd, bentuk, urusan, asal,
    coalesce(jenis, tahapan, inisiator, keadaan) as nilai,
    count(*) as jumlah
from bertanda
group by grouping sets (
    (tahun, opd, bentuk, urusan, asal),
    (tahun, opd, bentuk, urusan, asal, jenis),
    (tahun, opd, bentuk, urusan, asal, tahapan),
    (tahun, opd, bentuk, urusan, asal, inisiator),
    (tahun, opd, bentuk, urusan, asal, keadaan)
)
order by all;

-- Jumlah yang lolos saringan, menurut satu rincian ('' berarti tanpa rincian).
create macro inovasi_terhitung(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan, menurut) as table
select tahun, opd, bentuk, urusan, asal, nilai, jumlah
from kubus_inovasi
where rincian = menurut
    and lolos_saringan(
        tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
    );
