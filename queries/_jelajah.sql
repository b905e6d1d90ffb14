-- Landasan Jelajah: teks yang dicari, tebakan salah ketik, dan jumlah di balik tiap pilihan.
-- data: inovasi, opd, unit, angka_publikasi, sumber

-- Teks untuk dicari: huruf kecil tanpa tanda baca dan tanpa aksen.
create macro teks_cari(teks) as
    trim(regexp_replace(lower(strip_accents(teks)), '[^a-z0-9]+', ' ', 'g'));

-- Kolom terbuka tiap inovasi untuk dijelajahi, dengan teks yang dicari; letak barisnya (rowid) ialah
-- urutannya: daftar terbaru dahulu, lalu menurut judul, yang sama judulnya menurut id. Teks judul tidak dimampatkan karena dibaca
-- seluruhnya oleh tiap pencarian; teks kantor hanya beberapa puluh yang berbeda.
-- satu baris: satu inovasi pada daftar satu tahun
create table jelajah_inovasi (
    tahun bigint, id varchar, judul varchar, opd varchar, singkatan varchar, bentuk varchar,
    urusan varchar, jenis varchar, tahapan varchar, inisiator varchar, asal varchar,
    kematangan double, tanggal_penerapan date, urusan_lain varchar, keadaan varchar,
    tanggal_input date, tanggal_pengembangan date, sumber varchar, unit varchar,
    klasifikasi varchar, masa_penerapan varchar, masa_input varchar, masa_pengembangan varchar,
    keberlanjutan varchar, status_usulan varchar,
    teks varchar using compression uncompressed, teks_kantor varchar, kelompok ubigint
);

insert into jelajah_inovasi by name
with kantor as (
    select kode, singkatan, teks_cari(concat_ws(' ', singkatan, nama)) as teks from opd
),
unit_kantor as (
    select unit, nama, teks_cari(nama) as teks from unit
)
select
    i.tahun, i.id, i.judul, i.opd, coalesce(k.singkatan, i.opd) as singkatan,
    i.bentuk, i.urusan,
    terisi(i.jenis) as jenis,
    terisi(i.tahapan) as tahapan,
    terisi(i.inisiator) as inisiator,
    i.asal, i.kematangan, i.tanggal_penerapan, i.urusan_lain, i.keadaan, i.tanggal_input,
    i.tanggal_pengembangan, i.sumber,
    terisi(coalesce(u.nama, i.unit)) as unit,
    terisi(i.klasifikasi) as klasifikasi,
    i.masa_penerapan, i.masa_input, i.masa_pengembangan, i.keberlanjutan, i.status_usulan,
    coalesce(teks_cari(i.judul), '') as teks,
    concat_ws(' ', k.teks, u.teks) as teks_kantor,
    hash(
        i.tahun, i.opd, i.bentuk, i.urusan, i.jenis, i.tahapan, i.inisiator, i.asal, i.klasifikasi,
        i.unit
    ) as kelompok
from register_inovasi() i
left join kantor k on k.kode = i.opd
left join unit_kantor u on u.unit = i.unit
order by i.tahun desc, i.judul, i.id;

-- Baris daftar yang lolos saringan, menurut urutannya: satu tabel dibaca dari awal.
create macro inovasi_terurut(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan) as table
select *
from jelajah_inovasi
where lolos_saringan(
    tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
);

-- Banyaknya inovasi dengan semua saringan yang sama: jauh lebih sedikit daripada barisnya.
-- satu baris: satu kelompok
create table kubus_jelajah as
select
    kelompok, tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit,
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

-- Kata yang dicari, paling banyak delapan, masing-masing tiga tempat: kata itu sendiri, atau ejaan yang
-- mirip bila tak ada yang memuatnya; tempat yang tidak terpakai NULL.
create macro pola_cari(cari) as table
with kata as (
    select kata, row_number() over () as urutan
    from (select unnest(string_split(teks_cari(cari), ' ')) as kata)
    where kata <> ''
    limit 8
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
    and cocok_kata(teks, teks_kantor, pola[13], pola[14], pola[15])
    and cocok_kata(teks, teks_kantor, pola[16], pola[17], pola[18])
    and cocok_kata(teks, teks_kantor, pola[19], pola[20], pola[21])
    and cocok_kata(teks, teks_kantor, pola[22], pola[23], pola[24])
);

create macro sandi_gagal(nilai, pilihan, sandi) as
    case
        when pilihan is null or list_contains(pilihan::varchar[], terisi(nilai)) then 0
        else sandi
    end;

-- Saringan mana yang tidak dilalui: 0 berarti semuanya lolos; tiap saringan punya satu angka biner,
-- sehingga jumlah tiap pilihan dapat dihitung tanpa saringannya sendiri.
create macro sandi_saringan(
    tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit, dari, sampai,
    pilih_opd, pilih_bentuk, pilih_urusan, pilih_jenis, pilih_tahapan, pilih_inisiator, pilih_asal,
    pilih_klasifikasi, pilih_unit
) as
    case when (dari is null or tahun >= dari) and (sampai is null or tahun <= sampai)
        then 0 else 1 end
    + sandi_gagal(opd, pilih_opd, 2)
    + sandi_gagal(bentuk, pilih_bentuk, 4)
    + sandi_gagal(urusan, pilih_urusan, 8)
    + sandi_gagal(jenis, pilih_jenis, 16)
    + sandi_gagal(tahapan, pilih_tahapan, 32)
    + sandi_gagal(inisiator, pilih_inisiator, 64)
    + sandi_gagal(asal, pilih_asal, 128)
    + sandi_gagal(klasifikasi, pilih_klasifikasi, 256)
    + sandi_gagal(unit, pilih_unit, 512);

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
    pilih_inisiator, pilih_asal, pilih_klasifikasi, pilih_unit, skor_dari, skor_sampai, terap_dari,
    terap_sampai
) as table
select *
from inovasi_cocok(pola, skor_dari, skor_sampai, terap_dari, terap_sampai)
where lolos_saringan(
        tahun, opd, bentuk, urusan, dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan
    )
    and (pilih_jenis is null or list_contains(pilih_jenis::varchar[], jenis))
    and (pilih_tahapan is null or list_contains(pilih_tahapan::varchar[], tahapan))
    and (pilih_inisiator is null or list_contains(pilih_inisiator::varchar[], inisiator))
    and (pilih_asal is null or list_contains(pilih_asal::varchar[], asal))
    and (pilih_klasifikasi is null or list_contains(pilih_klasifikasi::varchar[], klasifikasi))
    and (pilih_unit is null or list_contains(pilih_unit::varchar[], unit));

-- Kunci urutan satu kolom daftar: yang berupa teks, dan yang berupa angka.
create macro teks_urut(
    nama, id, judul, singkatan, unit, bentuk, jenis, urusan, tahapan, inisiator, asal, klasifikasi
) as
    nullif(case nama::varchar
        when 'id' then id
        when 'judul' then judul
        when 'opd' then singkatan
        when 'unit' then unit
        when 'bentuk' then bentuk
        when 'jenis' then jenis
        when 'urusan' then urusan
        when 'tahapan' then tahapan
        when 'inisiator' then inisiator
        when 'asal' then asal
        when 'klasifikasi' then klasifikasi
    end, tanpa_isi());

create macro angka_urut(nama, tahun, kematangan, tanggal_penerapan) as
    case nama::varchar
        when 'tahun' then tahun
        when 'kematangan' then kematangan
        when 'penerapan' then epoch(tanggal_penerapan)
    end;

-- Satu golongan dari satu inovasi, menurut nama golongannya.
create macro golongan(
    nama, tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit
) as
    terisi(
        case nama
            when 'tahun' then tahun::varchar
            when 'opd' then opd
            when 'bentuk' then bentuk
            when 'urusan' then urusan
            when 'jenis' then jenis
            when 'tahapan' then tahapan
            when 'inisiator' then inisiator
            when 'klasifikasi' then klasifikasi
            when 'unit' then unit
            when 'asal' then case asal when 'contoh' then 'data contoh' else asal end
            else 'Semua'
        end
    );
