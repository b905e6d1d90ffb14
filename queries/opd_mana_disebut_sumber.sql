-- OPD mana disebut namanya oleh sumber terbit, pada tahun mana?
-- satu baris: satu OPD yang pernah disebut pada satu tahun
-- perlu: fakta_bernama
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   singkatan | VARCHAR | OPD
--   disebut   | VARCHAR | Disebut
--   penerbit  | VARCHAR | Penerbit
--   kepastian | VARCHAR | Kepastian
-- Yang tidak disebut bukan berarti tidak ada: sumber tidak memuat daftar seluruhnya. Yang paling
-- banyak tahunnya lebih dahulu.
with disebut as (
    select
        f.tahun,
        coalesce(o.singkatan, f.opd) as singkatan,
        string_agg(distinct coalesce(s.penerbit, s.judul), '; ' order by coalesce(s.penerbit, s.judul))
            as penerbit,
        min(f.kepastian) as kepastian
    from fakta_bernama f
    left join opd o on o.kode = f.opd
    left join sumber s using (sumber)
    where f.opd is not null
        and ($tahun_dari is null or f.tahun >= $tahun_dari)
        and ($tahun_sampai is null or f.tahun <= $tahun_sampai)
        and ($opd is null or list_contains($opd::varchar[], f.opd))
    group by all
),

tahun as (select unnest(range(min(tahun), max(tahun) + 1)) as tahun from disebut),

siapa as (select singkatan, count(*) as kali from disebut group by all)

select
    t.tahun, s.singkatan,
    case when d.tahun is not null then 'Disebut' end as disebut,
    d.penerbit, d.kepastian
from siapa s
cross join tahun t
left join disebut d on d.tahun = t.tahun and d.singkatan = s.singkatan
order by s.kali desc, s.singkatan, t.tahun
