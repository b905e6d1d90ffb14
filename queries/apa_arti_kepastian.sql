-- Apa arti huruf kepastian di belakang setiap angka?
-- satu baris: satu huruf kepastian
-- parameter:
-- kolom:
--   kepastian | VARCHAR | Kepastian
--   arti      | VARCHAR | Arti
select kepastian, arti
from kepastian
order by kepastian
