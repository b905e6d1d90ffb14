-- Ukuran apa saja yang dipakai, apa artinya, dan tahun berapa saja yang sudah terbit?
-- satu baris: satu ukuran dalam kamus ukuran
-- parameter:
-- kedudukan terbit: dihitung
-- kolom:
--   kode      | VARCHAR | Kode ukuran
--   ukuran    | VARCHAR | Ukuran
--   konsep    | VARCHAR | Konsep
--   definisi  | VARCHAR | Definisi
--   interpretasi | VARCHAR | Interpretasi
--   cara_hitung | VARCHAR | Metode penghitungan
--   satuan    | VARCHAR | Satuan
--   bagian_dari | VARCHAR | Bagian dari
--   terkecil  | DOUBLE  | Nilai terkecil yang masuk akal
--   terbesar  | DOUBLE  | Nilai terbesar yang masuk akal
--   terbit    | BIGINT  | Angka yang terbit dan dipakai | angka
--   dari_tahun | BIGINT | Tahun pertama yang terbit | tahun
--   sampai_tahun | BIGINT | Tahun terakhir yang terbit | tahun
--   catatan   | VARCHAR | Catatan
with angka as (
    select
        ukuran, count(*) as terbit, min(tahun) as dari_tahun, max(tahun) as sampai_tahun
    from angka_publikasi
    where dipakai and nilai is not null
    group by ukuran
)

select
    u.ukuran as kode, u.label as ukuran, u.konsep, u.definisi, u.interpretasi, u.cara_hitung,
    u.satuan, b.label as bagian_dari, u.min as terkecil, u.maks as terbesar,
    coalesce(a.terbit, 0)::bigint as terbit, a.dari_tahun, a.sampai_tahun, u.catatan
from ukuran u
left join ukuran b on b.ukuran = u.bagian_dari
left join angka a on a.ukuran = u.ukuran
order by u.label, u.ukuran
