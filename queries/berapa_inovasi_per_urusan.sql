-- Berapa inovasi tiap urusan pemerintahan pada daftar terakhir?
-- satu baris: satu urusan dari daftar resmi, juga yang nol; satu baris kosong bila OPD-nya tidak ada
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   urusan  | VARCHAR | Urusan
--   kelompok | VARCHAR | Kelompok urusan
--   pelayanan_dasar | BOOLEAN | Pelayanan dasar
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
with terhitung as (
    select tahun, terisi(urusan) as urusan, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
),

daftar as (
    select urusan, kelompok, pelayanan_dasar, true as selalu from urusan
    union all
    select tanpa_isi(), lower(tanpa_isi()), false, false
    union all
    select null, null, null, null
),

terakhir as (
    select tahun, tahun not in (select tahun from terhitung) and opd_tidak_ada as tidak_ada
    from tahun_terakhir('inovasi', $tahun_dari, $tahun_sampai, $opd)
    where tahun is not null
)

select
    t.tahun,
    d.urusan,
    d.kelompok,
    d.pelayanan_dasar,
    case when not t.tidak_ada then coalesce(h.jumlah, 0) end as jumlah,
    case when t.tidak_ada then opd_tidak_ada_kata() end as keterangan
from terakhir t
join daftar d on t.tidak_ada = (d.urusan is null)
left join terhitung h on h.urusan = d.urusan and h.tahun = t.tahun
where t.tidak_ada
    or (
        (d.selalu or h.jumlah > 0)
        and ($urusan is null or list_contains($urusan::varchar[], d.urusan))
    )
order by jumlah desc, d.urusan
