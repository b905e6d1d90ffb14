-- Apa arti huruf kepastian di belakang setiap angka?
-- satu baris: satu huruf kepastian
-- parameter:
-- kolom:
--   kepastian | VARCHAR | Kepastian
--   arti      | VARCHAR | Arti
--   huruf     | VARCHAR | Huruf pada berkas
select kepastian, arti, kepastian as huruf
from kepastian
order by kepastian
