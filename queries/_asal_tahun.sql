-- Landasan: dari mana jumlah tiap tahun register; dasar bagi landasan lain dan paspor setiap angka.
-- data: angka_publikasi, sumber

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
