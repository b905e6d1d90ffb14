-- Angka mana tentang kelurahan, Posyantek, dan anggarannya yang pernah terbit?
-- satu baris: satu angka dalam buku angka terbit, juga angka lain yang terbit
-- perlu: wilayah
-- parameter:
-- kolom:
--   tahun       | BIGINT  | Tahun | tahun
--   ukuran      | VARCHAR | Ukuran
--   nilai       | DOUBLE  | Nilai
--   satuan      | VARCHAR | Satuan
--   pemakaian   | VARCHAR | Pemakaian
--   per_tanggal | DATE    | Per tanggal
--   sumber      | VARCHAR | Sumber
--   kepastian   | VARCHAR | Kepastian
--   catatan     | VARCHAR | Catatan
--   definisi    | VARCHAR | Arti ukuran
--   kode_ukuran | VARCHAR | Kode ukuran
-- Ukurannya berlain-lainan: tidak untuk dijumlahkan atau dikurangkan satu dengan yang lain.
select
    p.tahun,
    coalesce(u.label, p.ukuran) as ukuran,
    p.nilai,
    u.satuan,
    case when p.dipakai then 'dipakai' else 'angka lain' end as pemakaian,
    p.per_tanggal,
    coalesce(s.penerbit, s.judul) as sumber,
    p.kepastian,
    nullif(concat_ws('; ', p.lingkup, p.catatan), '') as catatan,
    u.definisi,
    p.ukuran as kode_ukuran
from angka_publikasi p
left join ukuran u using (ukuran)
left join sumber s using (sumber)
where p.nilai is not null and regexp_matches(p.ukuran, 'kelurahan|posyantek|^anggaran')
order by p.tahun desc, ukuran, p.dipakai desc, p.id
