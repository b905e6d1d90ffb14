-- Tabel dan kolom apa saja yang dapat ditanya dengan SQL?
-- satu baris: satu kolom dari satu kumpulan data menurut kontraknya
-- parameter: dataset[]
-- nilai dataset: dari kontrak.dataset
-- kedudukan baris: dihitung
-- kolom:
--   dataset | VARCHAR | Tabel
--   judul   | VARCHAR | Isi
--   satu_baris | VARCHAR | Satu baris
--   kolom   | VARCHAR | Kolom
--   label   | VARCHAR | Sebutan
--   arti    | VARCHAR | Arti
--   tipe    | VARCHAR | Jenis nilai
--   baris   | BIGINT  | Baris yang dipakai | baris
-- Gudang yang belum pernah membaca berkas tidak menawarkan apa pun.
with terpakai as (
    select dataset, sum(baris) filter (dipakai)::bigint as baris from berkas group by all
)

select
    k.dataset, k.judul, k.satu_baris, c.kolom, c.label, c.arti, c.tipe,
    coalesce(t.baris, 0) as baris
from kontrak k
join kolom c using (dataset)
left join terpakai t using (dataset)
where exists (select 1 from berkas)
    and k.ada
    and ($dataset is null or list_contains($dataset::varchar[], k.dataset))
order by k.dataset, c.rowid
