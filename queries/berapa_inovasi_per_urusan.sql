-- Berapa inovasi tiap urusan pemerintahan pada register terakhir?
-- satu baris: satu urusan dari daftar resmi, juga yang nol
-- data: inovasi
-- parameter: tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   tahun   | BIGINT  | Tahun register | tahun
--   urusan  | VARCHAR | Urusan
--   kelompok | VARCHAR | Kelompok urusan
--   pelayanan_dasar | BOOLEAN | Pelayanan dasar
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
with terakhir as (
    from tahun_terakhir('inovasi', $tahun_dari, $tahun_sampai)
),

terhitung as (
    select urusan, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    where tahun = (select tahun from terakhir)
    group by all
),

daftar as (
    select urusan, kelompok, pelayanan_dasar from urusan
    union all
    select 'Tidak diisi', 'tidak diisi', false
    where exists (select 1 from terhitung where urusan is null)
)

select
    t.tahun,
    d.urusan,
    d.kelompok,
    d.pelayanan_dasar,
    coalesce(h.jumlah, 0) as jumlah
from terakhir t
join daftar d on t.tahun is not null
left join terhitung h on coalesce(h.urusan, 'Tidak diisi') = d.urusan
where $urusan is null or list_contains($urusan::varchar[], d.urusan)
order by jumlah desc, d.urusan
