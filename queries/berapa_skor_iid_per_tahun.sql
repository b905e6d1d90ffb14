-- Berapa skor Indeks Inovasi Daerah tiap tahun, dan apa predikatnya menurut ambang edisi itu?
-- satu baris: satu tahun, juga tahun tanpa angka terbit
-- ukuran: skor_iid
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   skor       | DOUBLE  | Skor IID | skor 0–100
--   predikat   | VARCHAR | Predikat menurut sumber
--   predikat_hitung | VARCHAR | Predikat menurut ambang edisi
--   kepastian  | VARCHAR | Kepastian
--   keterangan | VARCHAR | Keterangan
-- Ambang berbeda tiap edisi. Bila batas edisi itu belum diketahui, predikat hitungan kosong.
with angka as (
    select tahun, nilai, sebutan, kepastian, catatan
    from angka_publikasi
    where ukuran = 'skor_iid' and dipakai
),

sumbu as (
    select t.tahun
    from (select min(tahun) as awal, greatest(max(tahun), tahun_ini()) as akhir from angka),
        range(awal, akhir + 1) t(tahun)
),

tertimbang as (
    select a.tahun, b.predikat
    from angka a
    join ambang_iid b
        on b.edisi = a.tahun and a.nilai between b.batas_bawah and b.batas_atas
)

select
    s.tahun,
    a.nilai as skor,
    a.sebutan as predikat,
    b.predikat as predikat_hitung,
    a.kepastian,
    case when a.tahun is null then 'Belum ada data' else a.catatan end as keterangan
from sumbu s
left join angka a using (tahun)
left join tertimbang b using (tahun)
where ($tahun_dari is null or s.tahun >= $tahun_dari)
    and ($tahun_sampai is null or s.tahun <= $tahun_sampai)
order by s.tahun
