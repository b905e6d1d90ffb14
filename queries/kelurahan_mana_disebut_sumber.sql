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
-- Nilai hanya bagi urutan juara, yang milik satu nama; sebuah jumlah milik semua yang dihitung.
select
    f.kelurahan as kode,
    w.kelurahan,
    f.tahun,
    f.nama,
    coalesce(u.label, f.ukuran) as ukuran,
    p.nilai,
    case when p.nilai is not null then u.satuan end as satuan,
    coalesce(s.penerbit, s.judul) as sumber,
    f.kepastian
from fakta_bernama f
join wilayah w on w.kode = f.kelurahan
left join ukuran u using (ukuran)
left join sumber s using (sumber)
left join angka_publikasi p
    on p.ukuran = f.ukuran and p.tahun = f.tahun and p.sumber = f.sumber and p.dipakai
    and u.satuan like 'juara%'
order by f.kelurahan, f.tahun, f.id
