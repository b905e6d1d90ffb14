-- Target apa saja yang pernah dinyatakan, untuk tahun berapa, dan menurut siapa?
-- satu baris: target satu ukuran untuk satu tahun
-- perlu: target
-- parameter:
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   kode      | VARCHAR | Kode ukuran
--   dataset   | VARCHAR | Dataset yang menghitungnya
--   ukuran    | VARCHAR | Ukuran
--   lingkup   | VARCHAR | Lingkup
--   nilai     | DOUBLE  | Target
--   satuan    | VARCHAR | Satuan
--   penerbit  | VARCHAR | Sumber
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   kepastian | VARCHAR | Kepastian
--   catatan   | VARCHAR | Catatan
-- Nilai yang sudah tertulis di buku angka terbit dibaca dari sana.
select
    t.tahun,
    t.ukuran as kode,
    h.dataset,
    coalesce(u.label, t.ukuran) as ukuran,
    t.lingkup,
    coalesce(t.nilai, p.nilai) as nilai,
    u.satuan,
    coalesce(s.penerbit, s.judul) as penerbit,
    s.tanggal as tanggal_sumber,
    coalesce(t.kepastian, p.kepastian) as kepastian,
    t.catatan
from target t
left join angka_publikasi p on p.id = t.angka
left join ukuran u on u.ukuran = t.ukuran
left join hitungan h on h.ukuran = t.ukuran and h.utama
left join sumber s on s.sumber = coalesce(t.sumber, p.sumber)
where coalesce(t.nilai, p.nilai) is not null
order by t.tahun, ukuran, t.lingkup
