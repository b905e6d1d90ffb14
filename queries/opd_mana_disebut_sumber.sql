-- OPD mana disebut namanya oleh sumber terbit, pada tahun mana?
-- satu baris: satu OPD pada satu tahun ketika ia disebut
-- perlu: fakta_bernama
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   singkatan | VARCHAR | OPD
--   disebut   | VARCHAR | Disebut
--   penerbit  | VARCHAR | Penerbit
--   kepastian | VARCHAR | Kepastian
-- Yang tidak disebut bukan berarti tidak ada: sumber tidak memuat daftar seluruhnya. Dari yang setahun,
-- yang disebut pada paling banyak tahun lebih dahulu.
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
)

select tahun, singkatan, 'Disebut' as disebut, penerbit, kepastian
from disebut
order by tahun, count(*) over (partition by singkatan) desc, singkatan
