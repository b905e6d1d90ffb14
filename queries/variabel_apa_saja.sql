-- Variabel apa saja yang dicatat, apa artinya, dan nilai apa yang boleh?
-- satu baris: satu kolom dari satu kumpulan data menurut kontraknya
-- parameter: dataset[]
-- nilai dataset: dari kontrak.dataset
-- kolom:
--   dataset  | VARCHAR | Kumpulan data
--   judul    | VARCHAR | Isi
--   satu_baris | VARCHAR | Satu baris
--   kolom    | VARCHAR | Nama variabel
--   label    | VARCHAR | Alias
--   arti     | VARCHAR | Definisi
--   tipe     | VARCHAR | Tipe data
--   wajib    | BOOLEAN | Wajib diisi
--   satuan   | VARCHAR | Satuan
--   boleh    | VARCHAR | Klasifikasi isian
--   rujuk    | VARCHAR | Rujukan
--   terkecil | DOUBLE  | Nilai terkecil
--   terbesar | DOUBLE  | Nilai terbesar
select
    k.dataset, k.judul, k.satu_baris, c.kolom, c.label, c.arti, c.tipe, c.wajib, c.satuan,
    nullif(array_to_string(c.boleh, '; '), '') as boleh, c.rujuk, c.terkecil, c.terbesar
from kontrak k
join kolom c using (dataset)
where exists (select 1 from berkas)
    and k.ada
    and ($dataset is null or list_contains($dataset::varchar[], k.dataset))
order by k.dataset, c.rowid
