-- Angka mana yang belum bersumber atau belum dinilai kepastiannya, sehingga belum tampil?
-- satu baris: satu baris data yang menunggu; dari berkas tahunan satu baris tiap tahun
-- parameter:
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   pokok   | VARCHAR | Tentang
--   isi     | VARCHAR | Yang tertulis
--   kurang  | VARCHAR | Yang belum ada
--   berkas  | VARCHAR | Berkas
--   baris   | BIGINT  | Baris pada berkas
select
    m.tahun,
    k.judul as pokok,
    m.isi,
    m.kurang,
    m.berkas,
    m.baris
from menunggu_sumber m
join kontrak k using (dataset)
order by m.berkas, m.baris, m.tahun
