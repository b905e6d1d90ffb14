-- Lembaga apa saja yang menjadi juri, dan pada lomba apa?
-- satu baris: satu lembaga pada satu lomba
-- perlu: juri_award
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   lomba   | VARCHAR | Lomba
--   lembaga | VARCHAR | Lembaga
--   unit    | VARCHAR | Unit
--   sumber  | VARCHAR | Sumber
--   kepastian | VARCHAR | Kepastian
--   catatan | VARCHAR | Catatan
select
    p.tahun, p.nama as lomba, j.lembaga, j.unit,
    coalesce(s.penerbit, s.judul) as sumber, j.kepastian, j.catatan
from juri_award j
join penghargaan p on p.id = j.penghargaan
left join sumber s on s.sumber = j.sumber
where ($tahun_dari is null or p.tahun >= $tahun_dari)
    and ($tahun_sampai is null or p.tahun <= $tahun_sampai)
order by p.tahun desc, p.nama, j.rowid
