-- Pandangan apa yang disimpan bagi semua pembaca?
-- satu baris: satu pandangan
-- parameter: halaman
-- nilai halaman: jelajah, sql
-- kolom:
--   nama       | VARCHAR | Nama
--   halaman    | VARCHAR | Halaman
--   tautan     | VARCHAR | Tautan
--   keterangan | VARCHAR | Keterangan
--   pemilik    | VARCHAR | Pemilik
select nama, halaman, tautan, keterangan, pemilik
from pandangan
where $halaman is null or halaman = $halaman
order by nama
