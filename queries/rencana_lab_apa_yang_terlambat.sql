-- Rencana Lab Inovasi mana yang terlambat, dan berapa ide yang belum melewatinya?
-- satu baris: satu kegiatan pada rencana satu angkatan
-- data: lab_inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kolom:
--   tahun    | BIGINT  | Angkatan | tahun
--   kegiatan | VARCHAR | Kegiatan
--   keadaan  | VARCHAR | Keadaan
--   mulai    | DATE    | Rencana mulai
--   selesai  | DATE    | Rencana selesai
--   tepat    | BIGINT  | Tepat waktu | ide
--   susulan  | BIGINT  | Selesai terlambat | ide
--   belum    | BIGINT  | Belum selesai | ide
--   terlambat | BIGINT | Lewat rencana | ide
--   per_tanggal | DATE | Per tanggal
--   sumber   | VARCHAR | Sumber
--   kepastian | VARCHAR | Kepastian
--   keterangan | VARCHAR | Keterangan
-- Satu tahap selesai bagi satu ide bila ide itu sudah masuk tahap sesudahnya. Terlambat dihitung per
-- tanggal keadaan ide itu dicatat, bukan per hari ini.
with jejak as (
    from lab_inovasi_terpilih($opd)
),

dibandingkan as (
    select r.id, r.tahun, r.selesai, t.urutan
    from rencana_lab r
    join tahap_lab t using (tahap)
    where r.keadaan = 'rencana' and r.selesai is not null
        and t.urutan < (select max(urutan) from tahap_lab)
),

per_ide as (
    select
        d.id as rencana, j.id, d.selesai, any_value(j.per_tanggal) as per_tanggal,
        min(j.masuk) filter (j.urutan > d.urutan) as dilewati
    from dibandingkan d
    join jejak j using (tahun)
    group by all
),

terhitung as (
    select
        rencana,
        count(*) filter (dilewati <= selesai) as tepat,
        count(*) filter (dilewati > selesai) as susulan,
        count(*) filter (dilewati is null) as belum,
        count(*) filter (dilewati is null and per_tanggal > selesai) as terlambat
    from per_ide
    group by all
),

angkatan as (
    select tahun, max(l.per_tanggal) as per_tanggal
    from lab_inovasi l
    join tahun_terpilih('lab_inovasi', null, null, $opd) t using (tahun)
    where not t.opd_tidak_ada
    group by all
)

select
    r.tahun, r.kegiatan, r.keadaan, r.mulai, r.selesai,
    case when d.id is not null and a.tahun is not null then coalesce(h.tepat, 0) end as tepat,
    case when d.id is not null and a.tahun is not null then coalesce(h.susulan, 0) end as susulan,
    case when d.id is not null and a.tahun is not null then coalesce(h.belum, 0) end as belum,
    case when d.id is not null and a.tahun is not null then coalesce(h.terlambat, 0) end as terlambat,
    case when d.id is not null then a.per_tanggal end as per_tanggal,
    coalesce(s.penerbit, s.judul) as sumber, r.kepastian,
    nullif(concat_ws('; ',
        case
            when r.keadaan = 'terlaksana' then 'terlaksana menurut sumber'
            when r.selesai is null then 'tanpa tanggal rencana'
            when d.id is null then 'tidak dibandingkan per ide'
            when a.tahun is null then 'belum ada baris ide'
        end,
        r.catatan
    ), '') as keterangan
from rencana_lab r
left join dibandingkan d on d.id = r.id
left join terhitung h on h.rencana = r.id
left join angkatan a on a.tahun = r.tahun
left join sumber s on s.sumber = r.sumber
left join tahap_lab t on t.tahap = r.tahap
where ($tahun_dari is null or r.tahun >= $tahun_dari)
    and ($tahun_sampai is null or r.tahun <= $tahun_sampai)
order by r.tahun desc, r.selesai is null, r.selesai, r.mulai, coalesce(t.urutan, 99), r.id
