-- Apa rumus perkiraan indeks tiap edisi, dan dari mana?
-- satu baris: satu edisi yang rumusnya terbaca
-- perlu: rumus_iid
-- parameter:
-- kolom:
--   tahun      | BIGINT  | Edisi | tahun
--   k          | BIGINT  | Pembagi terkecil (k)
--   maks_spd   | DOUBLE  | SPD paling tinggi
--   maks_kematangan | DOUBLE | Kematangan paling tinggi
--   maks_jumlah | DOUBLE | Poin jumlah paling tinggi
--   poin_per_inovasi | DOUBLE | Poin per inovasi
--   batas_inovasi | BIGINT | Inovasi yang dihitung
--   syarat     | BIGINT  | Syarat urusan pelayanan dasar
--   semua      | BIGINT  | Semua urusan pelayanan dasar
--   pembagi    | DOUBLE  | Pembagi
--   skala      | DOUBLE  | Skala
--   indikator  | BIGINT  | Indikator SPD yang tercatat
--   dasar      | VARCHAR | Dasar
--   penerbit   | VARCHAR | Sumber
--   kepastian  | VARCHAR | Kepastian
--   catatan    | VARCHAR | Catatan
select
    r.edisi as tahun,
    r.k, r.maks_spd, r.maks_kematangan, r.maks_jumlah, r.poin_per_inovasi, r.batas_inovasi,
    r.pelayanan_dasar_minimal as syarat,
    r.pelayanan_dasar_semua as semua,
    r.pembagi, r.skala,
    (select nullif(count(*), 0) from indikator_iid i where i.edisi = r.edisi and i.aspek = 'SPD') as indikator,
    r.dasar,
    coalesce(s.penerbit, s.judul) as penerbit,
    r.kepastian,
    r.catatan
from rumus_iid r
left join sumber s using (sumber)
order by r.edisi
