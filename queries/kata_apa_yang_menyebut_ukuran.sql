-- Kata apa yang menyebut ukuran dalam sebuah kalimat?
-- satu baris: satu cara sebuah kalimat menyebut satu ukuran; yang lebih dulu cocok yang berlaku
-- parameter:
-- kolom:
--   jenis       | VARCHAR | Jenis angka
--   kode        | VARCHAR | Kode ukuran
--   sebelum     | VARCHAR | Kata sebelum angka
--   sesudah     | VARCHAR | Kata sesudah angka
--   kalimat     | VARCHAR | Kata dalam kalimat
--   kecuali     | VARCHAR | Kecuali
--   bagian_dari | VARCHAR | Bagian dari
--   luar_kota   | BOOLEAN | Juga tentang luar kota
select
    jenis, ukuran as kode, sebelum, sesudah, kalimat, kecuali, bagian_dari,
    coalesce(luar_kota, false) as luar_kota
from kata_klaim
order by urutan
