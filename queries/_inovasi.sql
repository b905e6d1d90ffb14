-- Landasan register inovasi: saringan halaman, dan jumlah yang sudah dihitung agar halaman tidak
-- membaca baris.
-- data: inovasi, angka_publikasi, sumber

create table if not exists inovasi_indeks as from inovasi limit 0;

-- Register yang tampil: register inovasi, dan register di aplikasi indeks pada tahun yang hanya dia
-- punya baris nyatanya.
create macro register_inovasi() as table
with dari_indeks as (
    select tahun from kumpulan_tahun where dataset = 'inovasi' and kumpulan = 'inovasi_indeks'
)
select * from inovasi where tahun not in (from dari_indeks)
union all by name
select * from inovasi_indeks where tahun in (from dari_indeks);

-- Yang kosong pada register tampil, dihitung, dan dapat dipilih dengan satu kata.
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

-- Baris register yang lolos saringan: untuk pertanyaan yang memerlukan inovasinya satu per satu.
create macro inovasi_terpilih(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan) as table
select *
from register_inovasi()
where lolos_saringan(
    tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
);

-- Jumlah inovasi yang sudah dihitung saat gudang dibangun, agar halaman tidak membaca baris:
-- rincian '' memuat jumlah seluruhnya, rincian lain jumlah menurut jenis, tahapan, inisiator, atau
-- keadaan (baru atau lanjutan; bila sumbernya tidak menyatakan, dilihat dari register tahun lalu).
-- satu baris: tahun, perangkat daerah, bentuk, urusan, asal, dan satu nilai dari satu rincian
create table kubus_inovasi as
with bertanda as (
    select
        i.tahun, i.opd, i.bentuk, i.urusan, i.asal, i.jenis, i.tahapan, i.inisiator,
        case
            when i.keadaan = 'baru' then 'Baru'
            when i.keadaan = 'lanjutan' then 'Lanjutan'
            when s.tahun is null then 'Belum dapat dipisahkan'
            when l.id is null then 'Baru'
            else 'Lanjutan'
        end as keadaan
    from register_inovasi() i
    left join tahun_data t on t.dataset = 'inovasi' and t.tahun = i.tahun
    left join (
        select distinct j.tahun, j.asal, d.ukuran
        from register_inovasi() j
        left join tahun_data d on d.dataset = 'inovasi' and d.tahun = j.tahun
    ) s
        on s.tahun = i.tahun - 1
            and s.asal is not distinct from i.asal
            and s.ukuran is not distinct from t.ukuran
    left join register_inovasi() l
        on l.tahun = s.tahun and l.id = i.id and l.asal is not distinct from i.asal
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
