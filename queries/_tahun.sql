-- Landasan: setiap tahun dengan paspor angkanya; hanya dibuat bila kota punya kamus ukurannya.
-- data: angka_publikasi, sumber, ukuran, opd

-- Sumbu tahun tanpa lubang: dari tahun pertama sampai tahun terakhir, juga yang tidak disebut siapa pun,
-- dengan paspor tiap tahunnya; yang ditunggu tiap tahun sampai tahun ini. Beserta OPD yang ada dan yang
-- belum atau tidak lagi ada pada tahun itu.
create table sumbu_tahun as
with rentang as (
    select
        dataset, min(tahun) as awal,
        greatest(max(tahun), case when any_value(tiap_tahun) then tahun_ini() end) as akhir
    from tahun_data
    left join kontrak using (dataset)
    group by all
)
select
    r.dataset, t.tahun,
    d.* exclude (dataset, tahun, ada_baris),
    coalesce(d.ada_baris, false) as ada_baris,
    u.label as label_ukuran,
    o.ada as opd_ada,
    o.tiada as opd_tiada
from rentang r
cross join range(r.awal, r.akhir + 1) t(tahun)
cross join lateral (
    select
        coalesce(list(kode order by kode) filter (masa), []) as ada,
        coalesce(list(kode order by kode) filter (not masa), []) as tiada
    from (
        select
            kode,
            t.tahun between coalesce(berlaku_dari, t.tahun) and coalesce(berlaku_sampai, t.tahun) as masa
        from opd
    )
) o
left join tahun_data d on d.dataset = r.dataset and d.tahun = t.tahun
left join ukuran u on u.ukuran = d.ukuran
order by r.dataset, t.tahun, d.ukuran;

-- Asal yang tidak bergantung pada saringan, disusun sekali: paspor tiap tahun daftar dan tiap angka
-- terbit, dengan nama ukuran dan sumbernya.
-- satu baris: satu dataset pada satu tahun, atau satu angka terbit
create table asal_angka as
with di_belakang as (
    select
        dataset, tahun, ukuran, nilai, sumber, nama_sumber_baris, per_tanggal, cakupan_waktu,
        kepastian, catatan, baris, baris_contoh
    from tahun_data
    union all
    select
        'angka_publikasi', tahun, ukuran, nilai, sumber, null, per_tanggal, cakupan_waktu,
        kepastian, catatan, 0, 0
    from angka_publikasi
    where dipakai
)
select
    a.dataset, k.judul, a.tahun, a.ukuran as kode_ukuran, coalesce(u.label, a.ukuran) as ukuran,
    u.definisi, a.nilai,
    coalesce(s.judul, a.nama_sumber_baris) as sumber,
    coalesce(s.penerbit, s.judul, a.nama_sumber_baris) as penerbit, s.tanggal as tanggal_sumber,
    a.per_tanggal, a.cakupan_waktu, a.kepastian, a.catatan, a.baris, a.baris_contoh
from di_belakang a
left join kontrak k using (dataset)
left join ukuran u using (ukuran)
left join sumber s on s.sumber = a.sumber
order by a.dataset, a.tahun, a.ukuran, a.sumber, a.nilai;

-- Sumbu tahun satu dataset di dalam saringan. Bila tidak satu pun OPD yang dipilih ada pada tahun itu
-- (opd_tidak_ada), tidak ada yang dihitung: celah, bukan nol.
create macro tahun_terpilih(nama_dataset, dari, sampai, pilih_opd := null) as table
select
    * exclude (dataset, opd_ada),
    coalesce(
        list_has_any(opd_tiada, pilih_opd::varchar[]) and not list_has_any(opd_ada, pilih_opd::varchar[]),
        false
    ) as opd_tidak_ada
from sumbu_tahun
where dataset = nama_dataset
    and (dari is null or tahun >= dari)
    and (sampai is null or tahun <= sampai);

-- Tahun terbaru di dalam saringan yang ada barisnya; NULL bila tidak ada.
create macro tahun_terakhir(nama_dataset, dari, sampai, pilih_opd := null) as table
select max(tahun) as tahun, arg_max(opd_tidak_ada, tahun) as opd_tidak_ada
from tahun_terpilih(nama_dataset, dari, sampai, pilih_opd := pilih_opd)
where ada_baris;
