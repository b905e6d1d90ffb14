-- Apa saja indikator SPD satu edisi indeks, berapa bobotnya, dan apa tiap tingkatnya?
-- satu baris: satu indikator SPD
-- perlu: indikator_iid
-- parameter: edisi bulat
-- nilai edisi: dari indikator_iid.edisi
-- kedudukan naik_indeks: perkiraan
-- kolom:
--   nomor      | VARCHAR | Nomor
--   indikator  | VARCHAR | Indikator
--   variabel   | VARCHAR | Kelompok
--   bobot      | DOUBLE  | Bobot
--   tingkat_1  | VARCHAR | Tingkat 1
--   tingkat_2  | VARCHAR | Tingkat 2
--   tingkat_3  | VARCHAR | Tingkat 3
--   naik_indeks | DOUBLE | Satu tingkat menaikkan indeks | poin
--   penerbit   | VARCHAR | Sumber
--   kepastian  | VARCHAR | Kepastian
-- Tanpa edisi yang diminta: edisi terakhir yang indikatornya tercatat.
select
    i.nomor,
    i.nama_indikator as indikator,
    i.variabel,
    i.bobot,
    i.parameter_1 as tingkat_1,
    i.parameter_2 as tingkat_2,
    i.parameter_3 as tingkat_3,
    i.bobot / r.pembagi * r.skala as naik_indeks,
    coalesce(s.penerbit, s.judul) as penerbit,
    i.kepastian
from indikator_iid i
left join rumus_iid r using (edisi)
left join sumber s on s.sumber = i.sumber
where i.aspek = 'SPD'
    and i.edisi = coalesce($edisi::bigint, (select max(edisi) from indikator_iid))
order by i.bobot desc, regexp_extract(i.nomor, '[0-9]+')::bigint, i.nomor
