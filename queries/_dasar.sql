-- Landasan semua pertanyaan; dibuat sekali saat gudang dibangun, bukan pertanyaan.

-- Tahun register tiap dataset: yang ada barisnya, dan yang disebut buku angka terbit (boleh kosong).
-- satu baris: satu dataset pada satu tahun
create view tahun_data as
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
    sumber_baris,
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
full join terbit using (dataset, tahun);

-- Sumbu tahun tanpa lubang: dari tahun pertama sampai tahun terakhir, juga yang tidak disebut siapa pun.
create view sumbu_tahun as
with rentang as (select dataset, min(tahun) as awal, max(tahun) as akhir from tahun_data group by all)
select r.dataset, t.tahun
from rentang r, range(r.awal, r.akhir + 1) t(tahun);

-- Register yang lolos saringan halaman. NULL berarti tidak disaring.
create macro inovasi_terpilih(dari, sampai, pilih_opd, pilih_bentuk, pilih_urusan) as table
select *
from inovasi
where (dari is null or tahun >= dari)
    and (sampai is null or tahun <= sampai)
    and (pilih_opd is null or list_contains(pilih_opd::varchar[], opd))
    and (pilih_bentuk is null or list_contains(pilih_bentuk::varchar[], bentuk))
    and (pilih_urusan is null or list_contains(pilih_urusan::varchar[], urusan));

-- Sumbu tahun register inovasi di dalam saringan, dengan paspor tiap tahunnya.
create macro tahun_terpilih(nama_dataset, dari, sampai) as table
select s.tahun, d.* exclude (dataset, tahun, ada_baris), coalesce(d.ada_baris, false) as ada_baris
from sumbu_tahun s
left join tahun_data d on d.dataset = s.dataset and d.tahun = s.tahun
where s.dataset = nama_dataset
    and (dari is null or s.tahun >= dari)
    and (sampai is null or s.tahun <= sampai);

-- Tahun terbaru di dalam saringan yang ada barisnya; NULL bila tidak ada.
create macro tahun_terakhir(nama_dataset, dari, sampai) as table
select max(tahun) as tahun
from tahun_terpilih(nama_dataset, dari, sampai)
where ada_baris;
