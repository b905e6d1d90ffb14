-- Berapa inovasi tiap urusan pemerintahan pada register terakhir?
-- satu baris: satu urusan dari daftar resmi, juga yang nol
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun   | BIGINT  | Tahun register | tahun
--   urusan  | VARCHAR | Urusan
--   kelompok | VARCHAR | Kelompok urusan
--   pelayanan_dasar | BOOLEAN | Pelayanan dasar
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
with terhitung as (
    select tahun, terisi(urusan) as urusan, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
),

daftar as (
    select urusan, kelompok, pelayanan_dasar, true as selalu from urusan
    union all
    select tanpa_isi(), lower(tanpa_isi()), false, false
)

select
    t.tahun,
    d.urusan,
    d.kelompok,
    d.pelayanan_dasar,
    coalesce(h.jumlah, 0) as jumlah
from tahun_terakhir('inovasi', $tahun_dari, $tahun_sampai) t
join daftar d on t.tahun is not null
left join terhitung h on h.urusan = d.urusan and h.tahun = t.tahun
where (d.selalu or h.jumlah > 0)
    and ($urusan is null or list_contains($urusan::varchar[], d.urusan))
order by jumlah desc, d.urusan
