-- Peristiwa apa saja yang perlu diingat saat membaca angka tiap tahun?
-- satu baris: satu peristiwa untuk satu ukuran yang gambarnya memuatnya
-- perlu: catatan_peristiwa
-- parameter:
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   id        | VARCHAR | Nomor catatan
--   tanggal   | DATE    | Tanggal
--   tanggal_akhir | DATE | Tanggal akhir
--   judul     | VARCHAR | Peristiwa
--   kode      | VARCHAR | Kode ukuran
--   dataset   | VARCHAR | Dataset yang menghitungnya
--   ukuran    | VARCHAR | Ukuran
--   penerbit  | VARCHAR | Sumber
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   kepastian | VARCHAR | Kepastian
--   catatan   | VARCHAR | Catatan
with terurai as (
    select c.*, trim(u.kode) as kode
    from catatan_peristiwa c, unnest(string_split(c.ukuran, ';')) u(kode)
)

select
    t.tahun,
    t.id,
    t.tanggal,
    t.tanggal_akhir,
    t.judul,
    t.kode,
    h.dataset,
    coalesce(u.label, t.kode) as ukuran,
    coalesce(s.penerbit, s.judul) as penerbit,
    s.tanggal as tanggal_sumber,
    t.kepastian,
    t.catatan
from terurai t
left join ukuran u on u.ukuran = t.kode
left join hitungan h on h.ukuran = t.kode and h.utama
left join sumber s using (sumber)
order by t.tahun, t.tanggal nulls first, t.id, ukuran
