-- Apa target inovasi tiap OPD tiap tahun, sejak kapan, dan menurut siapa?
-- satu baris: satu target yang pernah dinyatakan, menurut tahun pernyataannya
-- ukuran: target_inovasi_per_opd_per_tahun
-- parameter:
-- kolom:
--   tahun     | BIGINT  | Tahun dinyatakan | tahun
--   mulai     | VARCHAR | Diharapkan mulai
--   target    | BIGINT  | Paling sedikit | inovasi
--   lingkup   | VARCHAR | Lingkup
--   penerbit  | VARCHAR | Sumber
--   kepastian | VARCHAR | Kepastian
--   catatan   | VARCHAR | Catatan
select
    p.tahun,
    (p.tahun + 1)::varchar as mulai,
    p.nilai::bigint as target,
    p.lingkup,
    coalesce(s.penerbit, s.judul) as penerbit,
    p.kepastian,
    p.catatan
from angka_publikasi p
left join sumber s using (sumber)
where p.ukuran = 'target_inovasi_per_opd_per_tahun' and p.dipakai and p.nilai is not null
order by p.tahun
