-- Landasan semua pertanyaan; dibuat sekali saat gudang dibangun, bukan pertanyaan.

-- Tahun register tiap dataset: yang ada barisnya, dan yang disebut buku angka terbit (boleh kosong).
-- satu baris: satu dataset pada satu tahun
create table tahun_data as
with terbit as (
    select h.dataset, p.tahun, p.ukuran, p.nilai, p.sumber, p.per_tanggal, p.cakupan_waktu,
        p.kepastian, p.catatan
    from angka_publikasi p
    join hitungan h on h.ukuran = p.ukuran and h.utama
    where p.dipakai
    qualify row_number() over (partition by h.dataset, p.tahun order by p.id) = 1
),
terbaca as (
    select
        dataset, tahun, sum(baris) as baris, sum(baris_contoh) as baris_contoh,
        any_value(sumber) as sumber_baris
    from berkas
    where dipakai and tahun is not null
    group by all
),
bernama as (
    select b.dataset, b.tahun,
        string_agg(coalesce(s.penerbit, s.judul), '; ' order by s.sumber) as nama_sumber_baris
    from (select dataset, tahun, unnest(sumber_baris) as sumber from terbaca) b
    join sumber s using (sumber)
    group by all
)
-- Tanggal, sumber, dan kepastian angka terbit hanya berlaku bagi register yang contoh (dibuat dari
-- angka itu) atau yang jumlahnya sama dengannya; register nyata yang lain berbicara untuk dirinya.
select
    dataset,
    tahun,
    coalesce(baris, 0)::bigint as baris,
    coalesce(baris_contoh, 0)::bigint as baris_contoh,
    coalesce(baris, 0) > 0 as ada_baris,
    ukuran,
    nilai,
    coalesce(baris, 0) in (0, baris_contoh) or nilai is null or baris = nilai as sesuai_terbit,
    case when sesuai_terbit then sumber end as sumber,
    nama_sumber_baris,
    case when sesuai_terbit then per_tanggal end as per_tanggal,
    case when sesuai_terbit then cakupan_waktu end as cakupan_waktu,
    case when sesuai_terbit then kepastian end as kepastian,
    case
        when baris > 0 and not sesuai_terbit
            then format('register berisi {} baris; angka terbit {} ({})', baris, nilai::bigint, sumber)
        when baris > 0 then catatan
        when nilai is not null then 'Angka terbit ada, tetapi berkas barisnya belum ada atau ditolak'
        else coalesce(catatan, 'Belum ada data')
    end as catatan
from terbaca
full join terbit using (dataset, tahun)
left join bernama using (dataset, tahun);

-- Saringan halaman bagi satu baris register. NULL berarti tidak disaring; yang kosong pada register
-- dapat dipilih sebagai 'Tidak diisi'.
create macro lolos_saringan(
    tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
) as (dari is null or tahun >= dari)
    and (sampai is null or tahun <= sampai)
    and (pilih_opd is null or list_contains(pilih_opd::varchar[], opd))
    and (pilih_bentuk is null or list_contains(pilih_bentuk::varchar[], coalesce(bentuk, 'Tidak diisi')))
    and (pilih_urusan is null or list_contains(pilih_urusan::varchar[], coalesce(urusan, 'Tidak diisi')));

-- Baris register yang lolos saringan: untuk pertanyaan yang memerlukan inovasinya satu per satu.
create macro inovasi_terpilih(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan) as table
select *
from inovasi
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
    from inovasi i
    left join tahun_data t on t.dataset = 'inovasi' and t.tahun = i.tahun
    left join (
        select distinct j.tahun, j.asal, d.ukuran
        from inovasi j
        left join tahun_data d on d.dataset = 'inovasi' and d.tahun = j.tahun
    ) s
        on s.tahun = i.tahun - 1
            and s.asal is not distinct from i.asal
            and s.ukuran is not distinct from t.ukuran
    left join inovasi l
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

-- Teks untuk dicari: huruf kecil tanpa tanda baca dan tanpa aksen.
create macro teks_cari(teks) as
    trim(regexp_replace(lower(strip_accents(teks)), '[^a-z0-9]+', ' ', 'g'));

-- Kolom terbuka tiap inovasi untuk dijelajahi, dengan teks yang dicari; letak barisnya (rowid) ialah
-- urutannya: register terbaru dahulu, lalu menurut judul. Teks judul tidak dimampatkan karena dibaca
-- seluruhnya oleh tiap pencarian; teks kantor hanya beberapa puluh yang berbeda.
-- satu baris: satu inovasi pada register satu tahun
create table jelajah_inovasi (
    tahun bigint, id varchar, judul varchar, opd varchar, singkatan varchar, bentuk varchar,
    urusan varchar, jenis varchar, tahapan varchar, inisiator varchar, asal varchar,
    kematangan double, tanggal_penerapan date,
    teks varchar using compression uncompressed, teks_kantor varchar, kelompok ubigint
);

insert into jelajah_inovasi by name
with kantor as (
    select kode, singkatan, teks_cari(concat_ws(' ', singkatan, nama)) as teks from opd
)
select
    i.tahun, i.id, i.judul, i.opd, coalesce(k.singkatan, i.opd) as singkatan,
    i.bentuk, i.urusan,
    coalesce(i.jenis, 'Tidak diisi') as jenis,
    coalesce(i.tahapan, 'Tidak diisi') as tahapan,
    coalesce(i.inisiator, 'Tidak diisi') as inisiator,
    i.asal, i.kematangan, i.tanggal_penerapan,
    coalesce(teks_cari(i.judul), '') as teks,
    coalesce(k.teks, '') as teks_kantor,
    hash(
        i.tahun, i.opd, i.bentuk, i.urusan, i.jenis, i.tahapan, i.inisiator, i.asal
    ) as kelompok
from inovasi i
left join kantor k on k.kode = i.opd
order by i.tahun desc, i.judul, i.id;

-- Banyaknya inovasi dengan kedelapan saringan yang sama: jauh lebih sedikit daripada barisnya.
-- satu baris: satu kelompok
create table kubus_jelajah as
select
    kelompok, tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal,
    count(*)::bigint as jumlah
from jelajah_inovasi
group by all
order by all;

-- Kata-kata yang ada, untuk menebak kata yang salah ketik.
create table kata_cari as
with teks as (
    select teks, 1 as jumlah from jelajah_inovasi
    union all
    select teks_kantor, count(*) from jelajah_inovasi group by teks_kantor
)
select kata, sum(jumlah)::bigint as jumlah
from (select unnest(string_split(teks, ' ')) as kata, jumlah from teks)
where length(kata) >= 4 and regexp_matches(kata, '[a-z]')
group by kata
order by kata;

-- Kata yang dicari, paling banyak empat, masing-masing tiga tempat: kata itu sendiri, atau ejaan yang
-- mirip bila tak ada yang memuatnya; tempat yang tidak terpakai NULL.
create macro pola_cari(cari) as table
with kata as (
    select kata, row_number() over () as urutan
    from (select unnest(string_split(teks_cari(cari), ' ')) as kata)
    where kata <> ''
    limit 4
),
mirip as (
    select k.urutan, c.kata, damerau_levenshtein(k.kata, c.kata) as beda, c.jumlah
    from kata k
    join kata_cari c
        on length(k.kata) >= 4
        and abs(length(c.kata) - length(k.kata)) <= 2
        and damerau_levenshtein(k.kata, c.kata) <= case when length(k.kata) >= 7 then 2 else 1 end
    where not exists (select 1 from kata_cari ada where contains(ada.kata, k.kata))
),
tebakan as (
    select urutan, list(kata order by beda, jumlah desc, kata)[:3] as kata from mirip group by urutan
)
select flatten(list(list_resize(coalesce(t.kata, [k.kata]), 3) order by k.urutan)) as pola
from kata k
left join tebakan t using (urutan);

-- Ejaan NULL tidak meloloskan apa pun.
create macro cocok_kata(teks, teks_kantor, ejaan, lain, lain_lagi) as (
    ejaan is null
    or contains(teks, ejaan) or contains(teks_kantor, ejaan)
    or contains(teks, lain) or contains(teks_kantor, lain)
    or contains(teks, lain_lagi) or contains(teks_kantor, lain_lagi)
);

create macro cocok_pola(teks, teks_kantor, pola) as (
    cocok_kata(teks, teks_kantor, pola[1], pola[2], pola[3])
    and cocok_kata(teks, teks_kantor, pola[4], pola[5], pola[6])
    and cocok_kata(teks, teks_kantor, pola[7], pola[8], pola[9])
    and cocok_kata(teks, teks_kantor, pola[10], pola[11], pola[12])
);

create macro sandi_gagal(nilai, pilihan, sandi) as
    case
        when pilihan is null or list_contains(pilihan::varchar[], coalesce(nilai, 'Tidak diisi')) then 0
        else sandi
    end;

-- Saringan mana yang tidak dilalui: 0 berarti semuanya lolos; tiap saringan punya satu angka biner,
-- sehingga jumlah tiap pilihan dapat dihitung tanpa saringannya sendiri.
create macro sandi_saringan(
    tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, dari, sampai, pilih_opd,
    pilih_bentuk, pilih_urusan, pilih_jenis, pilih_tahapan, pilih_inisiator, pilih_asal
) as
    case when (dari is null or tahun >= dari) and (sampai is null or tahun <= sampai)
        then 0 else 1 end
    + sandi_gagal(opd, pilih_opd, 2)
    + sandi_gagal(bentuk, pilih_bentuk, 4)
    + sandi_gagal(urusan, pilih_urusan, 8)
    + sandi_gagal(jenis, pilih_jenis, 16)
    + sandi_gagal(tahapan, pilih_tahapan, 32)
    + sandi_gagal(inisiator, pilih_inisiator, 64)
    + sandi_gagal(asal, pilih_asal, 128);

create macro dalam_rentang(nilai, dari, sampai) as
    (dari is null or nilai >= dari) and (sampai is null or nilai <= sampai);

-- Inovasi yang cocok dengan pola (dari pola_cari) dan rentang, saringan lain belum.
create macro inovasi_cocok(pola, skor_dari, skor_sampai, terap_dari, terap_sampai) as table
select j.rowid as nomor, j.*
from jelajah_inovasi j
where cocok_pola(j.teks, j.teks_kantor, pola)
    and dalam_rentang(j.kematangan, skor_dari::double, skor_sampai::double)
    and dalam_rentang(j.tanggal_penerapan, terap_dari::date, terap_sampai::date);

-- Apakah pola dan rentang kosong semuanya, sehingga baris tidak perlu dibaca.
create macro tanpa_batas(pola, skor_dari, skor_sampai, terap_dari, terap_sampai) as
    pola is null and skor_dari is null and skor_sampai is null
    and terap_dari is null and terap_sampai is null;

-- Inovasi yang lolos kata, rentang, dan semua saringan.
create macro inovasi_dicari(
    pola, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan, pilih_jenis, pilih_tahapan,
    pilih_inisiator, pilih_asal, skor_dari, skor_sampai, terap_dari, terap_sampai
) as table
select *
from inovasi_cocok(pola, skor_dari, skor_sampai, terap_dari, terap_sampai)
where lolos_saringan(
        tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
    )
    and (pilih_jenis is null or list_contains(pilih_jenis::varchar[], jenis))
    and (pilih_tahapan is null or list_contains(pilih_tahapan::varchar[], tahapan))
    and (pilih_inisiator is null or list_contains(pilih_inisiator::varchar[], inisiator))
    and (pilih_asal is null or list_contains(pilih_asal::varchar[], asal));

-- Satu golongan dari satu inovasi, menurut nama golongannya.
create macro golongan(nama, tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal) as
    coalesce(
        case nama
            when 'tahun' then tahun::varchar
            when 'opd' then opd
            when 'bentuk' then bentuk
            when 'urusan' then urusan
            when 'jenis' then jenis
            when 'tahapan' then tahapan
            when 'inisiator' then inisiator
            when 'asal' then case asal when 'contoh' then 'data contoh' else asal end
            else 'Semua'
        end,
        'Tidak diisi'
    );
