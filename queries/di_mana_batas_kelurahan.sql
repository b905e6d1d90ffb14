-- Di mana batas tiap kelurahan, bila berkas batasnya ada?
-- satu baris: satu kelurahan dalam daftar wilayah
-- perlu: wilayah
-- parameter:
-- kolom:
--   kode      | VARCHAR | Kode wilayah
--   kelurahan | VARCHAR | Kelurahan
--   batas     | VARCHAR | Garis batas untuk gambar
select w.kode, w.kelurahan, b.batas
from wilayah w
left join batas_kelurahan b using (kode)
order by w.kode
