-- Landasan: dari mana jumlah tiap tahun daftar; dasar bagi landasan lain dan paspor setiap angka.
-- data: angka_publikasi, sumber

-- Apakah tidak satu pun saringan ini mempersempit: angka terbit hanya berlaku se-kota.
create macro se_kota(opd, bentuk, urusan) as opd is null and bentuk is null and urusan is null;

create macro tanggal_kata(hari) as concat_ws(
    ' ', day(hari),
    ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September',
        'Oktober', 'November', 'Desember'][month(hari)],
    year(hari)
);

create macro belum_setahun(per_tanggal) as
    coalesce('Sampai ' || tanggal_kata(per_tanggal) || ', belum setahun penuh', 'Belum setahun penuh');

create macro hanya_se_kota() as 'Yang terbit hanya jumlah se-kota; rinciannya belum';

-- Kota yang kontraknya belum memuat paspor memakai buku angka saja.
create table if not exists paspor_register (
    dataset varchar, tahun bigint, ukuran varchar, sumber varchar, per_tanggal date,
    cakupan_waktu varchar, kepastian varchar, catatan varchar
);

-- Dari kumpulan mana baris tiap tahun dibaca: kumpulan itu sendiri, atau yang seperti dia bila hanya
-- yang itu punya baris nyata.
-- satu baris: satu dataset pada satu tahun
create table kumpulan_tahun as
with terbaca as (
    select
        b.dataset as kumpulan, b.tahun, k.seperti,
        sum(case when hitung_contoh() then b.baris else b.baris - b.baris_contoh end) as baris,
        sum(case when hitung_contoh() then b.baris_contoh else 0 end) as baris_contoh,
        any_value(b.sumber) as sumber_baris
    from berkas b
    left join kontrak k using (dataset)
    where b.dipakai and b.tahun is not null
    group by all
),
bersama as (
    select kumpulan as dataset, * exclude (seperti) from terbaca
    union all
    select seperti, * exclude (seperti) from terbaca where seperti is not null
)
select *
from bersama
qualify row_number() over (
    partition by dataset, tahun order by baris > baris_contoh desc, kumpulan = dataset desc
) = 1
order by dataset, tahun;

-- Tahun daftar tiap dataset: yang ada barisnya, dan yang disebut buku angka terbit (boleh kosong).
-- satu baris: satu dataset pada satu tahun
create table tahun_data as
with terbit as (
    select h.dataset, p.tahun, p.ukuran, p.nilai, p.sumber, p.per_tanggal, p.cakupan_waktu,
        p.kepastian, p.catatan, coalesce(s.penerbit, s.judul) as penerbit
    from angka_publikasi p
    left join sumber s on s.sumber = p.sumber
    join hitungan h on h.ukuran = p.ukuran and h.utama
    where p.dipakai
    qualify row_number() over (partition by h.dataset, p.tahun order by p.id) = 1
),
terbaca as (
    select k.* exclude (kumpulan), p as paspor
    from kumpulan_tahun k
    left join paspor_register p
        on p.dataset = k.kumpulan and p.tahun = k.tahun and k.baris > k.baris_contoh
),
bernama as (
    select b.dataset, b.tahun,
        string_agg(coalesce(s.penerbit, s.judul), '; ' order by s.sumber) as nama_sumber_baris
    from (select dataset, tahun, unnest(sumber_baris) as sumber from terbaca) b
    join sumber s using (sumber)
    group by all
),
bersama as (
    select
        * exclude (ukuran, nilai),
        paspor.ukuran is not null as berpaspor,
        coalesce(paspor.ukuran, ukuran) as ukuran,
        -- Angka terbit dengan ukuran lain bukan angka daftar ini.
        case when coalesce(paspor.ukuran, ukuran) is not distinct from ukuran then nilai end as nilai
    from terbaca
    full join terbit using (dataset, tahun)
    left join bernama using (dataset, tahun)
)
-- Yang dinyatakan saat terbit berlaku. Tanpa itu tanggal, sumber, dan kepastian angka terbit hanya
-- berlaku bagi daftar nyata yang jumlahnya sama dengannya; yang lain berbicara untuk dirinya. Contoh
-- tidak bertanggal dan tidak bersumber. Tetapi daftar yang belum sebanyak angka sebagian tahun tidak
-- mungkin setahun penuh.
select
    dataset,
    tahun,
    coalesce(baris, 0)::bigint as baris,
    coalesce(baris_contoh, 0)::bigint as baris_contoh,
    coalesce(baris, 0) > 0 as ada_baris,
    ukuran,
    nilai,
    coalesce(baris, 0) in (0, baris_contoh) or nilai is null or baris = nilai as sesuai_terbit,
    ada_baris and baris = baris_contoh as contoh_saja,
    not berpaspor and sesuai_terbit and not contoh_saja as menurut_terbit,
    case when berpaspor then paspor.sumber when menurut_terbit then sumber end as sumber,
    nama_sumber_baris,
    case when berpaspor then paspor.per_tanggal when menurut_terbit then per_tanggal end
        as per_tanggal,
    case
        when berpaspor then paspor.cakupan_waktu
        when menurut_terbit
            or (cakupan_waktu = 'tahun berjalan' and baris < nilai and not contoh_saja)
            then cakupan_waktu
    end as cakupan_waktu,
    case when berpaspor then paspor.kepastian when menurut_terbit then kepastian end as kepastian,
    case
        when baris > 0 and not sesuai_terbit
            then format(
                'daftar inovasi berisi {} baris; angka terbit {} ({}{})', baris, nilai::bigint, coalesce(penerbit, sumber),
                case when cakupan_waktu = 'tahun berjalan' then ', baru sebagian tahun' else '' end
            )
        when contoh_saja then null
        when berpaspor then paspor.catatan
        when baris > 0 then catatan
        else coalesce(catatan, 'Belum ada data')
    end as catatan
from bersama
order by dataset, tahun;
