-- Ide Lab Inovasi apa saja, sampai di tahap mana, dan menjadi inovasi yang mana?
-- satu baris: satu ide pada satu angkatan
-- data: lab_inovasi, inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kolom:
--   tahun     | BIGINT  | Angkatan | tahun
--   id        | VARCHAR | Nomor ide
--   ide       | VARCHAR | Ide
--   singkatan | VARCHAR | OPD
--   tahap     | VARCHAR | Tahap sekarang
--   sejak     | DATE    | Sejak
--   hari      | BIGINT  | Menunggu (hari) | hari
--   terlambat | VARCHAR | Lewat rencana
--   status    | VARCHAR | Menjadi inovasi
--   inovasi   | VARCHAR | Nomor inovasi
--   per_tanggal | DATE  | Per tanggal
--   asal      | VARCHAR | Asal baris
-- Ide contoh hanya dipasangkan dengan inovasi contoh, ide nyata hanya dengan inovasi nyata.
with jejak as (
    from lab_inovasi_terpilih(null)
),

terjauh as (
    select
        tahun, id,
        max(urutan) as urutan, arg_max(nama, urutan) as nama, arg_max(masuk, urutan) as masuk
    from jejak
    group by all
),

terdaftar as (select distinct id, asal from register_inovasi()),

terlewat as (
    select l.tahun, l.id, string_agg(t.nama, ', ' order by t.urutan) as tahap
    from lab_inovasi l
    join rencana_lab r on r.tahun = l.tahun and r.keadaan = 'rencana' and r.selesai < l.per_tanggal
    join tahap_lab t on t.tahap = r.tahap and t.urutan < (select max(urutan) from tahap_lab)
    left join terjauh j on j.tahun = l.tahun and j.id = l.id
    where coalesce(j.urutan, 0) <= t.urutan
    group by all
)

select
    l.tahun, l.id, l.ide, coalesce(o.singkatan, l.opd) as singkatan,
    j.nama as tahap, j.masuk as sejak,
    case when j.urutan < (select max(urutan) from tahap_lab) then l.per_tanggal - j.masuk end as hari,
    w.tahap as terlambat,
    case
        when d.id is not null then 'terdaftar'
        when l.inovasi is not null then 'nomornya belum ada di daftar inovasi'
        else 'belum'
    end as status,
    l.inovasi, l.per_tanggal,
    case l.asal when 'contoh' then 'data contoh' else l.asal end as asal
from lab_inovasi l
left join opd o on o.kode = l.opd
left join terjauh j on j.tahun = l.tahun and j.id = l.id
left join terlewat w on w.tahun = l.tahun and w.id = l.id
left join terdaftar d on d.id = l.inovasi and d.asal is not distinct from l.asal
where ($tahun_dari is null or l.tahun >= $tahun_dari)
    and ($tahun_sampai is null or l.tahun <= $tahun_sampai)
    and ($opd is null or list_contains($opd::varchar[], l.opd))
order by l.tahun desc, j.urutan desc, l.id
