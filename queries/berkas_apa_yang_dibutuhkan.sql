-- Berkas apa yang mengisi satu kumpulan data, dan kolom mana yang wajib ada padanya?
-- satu baris: satu kumpulan data menurut kontraknya
-- parameter: dataset[]
-- nilai dataset: dari kontrak.dataset
-- kedudukan baris: dihitung
-- kolom:
--   dataset | VARCHAR | Kumpulan data
--   judul   | VARCHAR | Isi
--   berkas  | VARCHAR | Pola nama berkas
--   kolom_wajib | VARCHAR | Kolom wajib
--   dimuat  | BOOLEAN | Dimuat lewat Kelola Data
--   baris   | BIGINT  | Baris yang dipakai | baris
-- Gudang yang belum pernah membaca berkas tidak menyarankan apa pun.
with terpakai as (
    select dataset, sum(baris) filter (dipakai)::bigint as baris from berkas group by all
),

wajib as (
    select dataset, string_agg(kolom, ', ' order by rowid) as kolom_wajib
    from kolom
    where wajib
    group by all
)

select k.dataset, k.judul, k.berkas, w.kolom_wajib, k.dimuat, coalesce(t.baris, 0) as baris
from kontrak k
left join wajib w using (dataset)
left join terpakai t using (dataset)
where exists (select 1 from berkas)
    and k.ada
    and ($dataset is null or list_contains($dataset::varchar[], k.dataset))
order by k.dataset
