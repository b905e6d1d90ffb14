-- Berapa inovasi yang sudah terdaftar di aplikasi indeks Kemendagri tiap tahun?
-- satu baris: satu tahun, juga tahun tanpa angka terbit
-- data: inovasi_indeks
-- ukuran: inovasi_terdaftar_iid
-- kedudukan jumlah: terbit
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   tahun         | BIGINT  | Tahun | tahun
--   jumlah        | BIGINT  | Terdaftar di aplikasi indeks | inovasi
--   ukuran        | VARCHAR | Ukuran
--   per_tanggal   | DATE    | Per tanggal
--   tahun_berjalan | BOOLEAN | Belum setahun penuh
--   kepastian     | VARCHAR | Kepastian
--   keterangan    | VARCHAR | Keterangan
-- Ukuran lain daripada daftar kota: yang terdata belum tentu sudah didaftarkan.
-- Daftarnya sendiri, bila dimuat, mendahului angka terbit tahun itu.
with angka as (
    select *
    from (
        select false as dihitung, tahun, ukuran, nilai, per_tanggal, cakupan_waktu, kepastian, catatan
        from angka_publikasi
        where ukuran = 'inovasi_terdaftar_iid' and dipakai
        union all
        select
            true, tahun, 'inovasi_terdaftar_iid', baris, per_tanggal, cakupan_waktu, kepastian,
            catatan
        from tahun_terpilih('inovasi_indeks', null, null)
        where ada_baris
    )
    qualify not bool_or(dihitung) over (partition by tahun) or dihitung
),

sumbu as (
    select t.tahun
    from (select min(tahun) as awal, greatest(max(tahun), tahun_ini()) as akhir from angka),
        range(awal, akhir + 1) t(tahun)
)

select
    s.tahun,
    a.nilai::bigint as jumlah,
    u.label as ukuran,
    a.per_tanggal,
    coalesce(a.cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan,
    a.kepastian,
    case when a.nilai is null then coalesce(a.catatan, 'Belum ada data') end as keterangan
from sumbu s
left join angka a using (tahun)
left join ukuran u on u.ukuran = a.ukuran
where ($tahun_dari is null or s.tahun >= $tahun_dari)
    and ($tahun_sampai is null or s.tahun <= $tahun_sampai)
order by s.tahun
