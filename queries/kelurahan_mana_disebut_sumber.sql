-- Kelurahan mana yang disebut namanya oleh sumber, dan untuk apa?
-- satu baris: satu nama yang terbit untuk satu kelurahan
-- perlu: wilayah
-- parameter:
-- kolom:
--   kode      | VARCHAR | Kode wilayah
--   kelurahan | VARCHAR | Kelurahan
--   tahun     | BIGINT  | Tahun | tahun
--   nama      | VARCHAR | Nama
--   ukuran    | VARCHAR | Ukuran
--   nilai     | DOUBLE  | Nilai
--   satuan    | VARCHAR | Satuan
--   sumber    | VARCHAR | Sumber
--   kepastian | VARCHAR | Kepastian
select
    f.kelurahan as kode,
    w.kelurahan,
    f.tahun,
    f.nama,
    coalesce(u.label, f.ukuran) as ukuran,
    p.nilai,
    u.satuan,
    coalesce(s.penerbit, s.judul) as sumber,
    f.kepastian
from fakta_bernama f
join wilayah w on w.kode = f.kelurahan
left join ukuran u using (ukuran)
left join sumber s using (sumber)
left join angka_publikasi p
    on p.ukuran = f.ukuran and p.tahun = f.tahun and p.sumber = f.sumber and p.dipakai
order by f.kelurahan, f.tahun, f.id
