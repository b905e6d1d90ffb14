-- Berkas data apa saja yang membentuk versi data ini?
-- satu baris: satu berkas data
-- parameter:
-- kedudukan baris, baris_contoh: dihitung
-- kolom:
--   berkas  | VARCHAR | Berkas
--   judul   | VARCHAR | Isi
--   tahun   | BIGINT  | Tahun | tahun
--   baris   | BIGINT  | Baris dipakai | baris
--   baris_contoh | BIGINT | Di antaranya contoh | baris
--   dipakai | BOOLEAN | Dipakai
--   sha256  | VARCHAR | Sidik SHA-256
select
    b.berkas,
    coalesce(k.judul, case b.dataset when 'batas_kelurahan' then 'Batas kelurahan' end) as judul,
    b.tahun, b.baris, b.baris_contoh, b.dipakai, b.sha256
from berkas b
left join kontrak k using (dataset)
order by b.tahun is null, judul, b.tahun desc, b.berkas
