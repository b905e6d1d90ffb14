-- Berapa skor Indeks Inovasi Daerah tiap tahun, dan apa predikatnya menurut ambang edisi itu?
-- satu baris: satu tahun, juga tahun tanpa angka terbit
-- ukuran: skor_iid
-- parameter: tahun_dari, tahun_sampai
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   skor       | DOUBLE  | Skor IID | skor 0–100
--   predikat   | VARCHAR | Predikat menurut sumber
--   predikat_hitung | VARCHAR | Predikat menurut ambang edisi
--   kepastian  | VARCHAR | Kepastian
--   keterangan | VARCHAR | Keterangan
-- Ambang berbeda tiap edisi. Bila batas edisi itu belum diketahui, predikat hitungan kosong.
with angka as (
    select p.tahun, p.nilai, p.sebutan, p.kepastian, p.catatan
    from angka_publikasi p
    where p.ukuran = 'skor_iid' and p.dipakai
),

tertimbang as (
    select a.tahun, b.predikat
    from angka a
    join ambang_iid b
        on b.edisi = a.tahun and a.nilai between b.batas_bawah and b.batas_atas
)

select
    a.tahun,
    a.nilai as skor,
    a.sebutan as predikat,
    b.predikat as predikat_hitung,
    a.kepastian,
    a.catatan as keterangan
from angka a
left join tertimbang b using (tahun)
where ($tahun_dari is null or a.tahun >= $tahun_dari)
    and ($tahun_sampai is null or a.tahun <= $tahun_sampai)
order by a.tahun
