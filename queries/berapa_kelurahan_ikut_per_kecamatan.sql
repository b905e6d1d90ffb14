-- Berapa kelurahan tiap kecamatan yang ikut dan tidak ikut penilaian Posyantek terakhir?
-- satu baris: satu status pada satu kecamatan, juga yang nol
-- data: posyantek
-- ukuran: kelurahan_ikut_penilaian_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan semua: daftar
-- kolom:
--   kecamatan | VARCHAR | Kecamatan
--   status    | VARCHAR | Status
--   jumlah    | BIGINT  | Kelurahan | kelurahan
--   semua     | BIGINT  | Kelurahan di kecamatan | kelurahan
--   tahun     | BIGINT  | Tahun penilaian | tahun
with terakhir as (
    from tahun_terakhir('posyantek', $tahun_dari, $tahun_sampai)
),

tiap_kelurahan as (
    select
        t.tahun,
        w.kecamatan,
        case when p.ikut then 'Ikut' when not p.ikut then 'Tidak ikut' else 'Belum ada data' end as status
    from terakhir t
    join wilayah w on t.tahun is not null
    left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
),

status as (
    select * from (values (1, 'Ikut'), (2, 'Tidak ikut'), (3, 'Belum ada data')) s(urutan, status)
    where urutan < 3 or exists (select 1 from tiap_kelurahan k where k.status = 'Belum ada data')
),

kecamatan as (
    select tahun, kecamatan, count(*) as semua, count(*) filter (status = 'Ikut') as ikut
    from tiap_kelurahan
    group by all
)

select k.kecamatan, s.status, count(t.kecamatan) as jumlah, k.semua, k.tahun
from kecamatan k
cross join status s
left join tiap_kelurahan t on t.kecamatan = k.kecamatan and t.status = s.status
group by k.kecamatan, s.status, s.urutan, k.semua, k.tahun, k.ikut
order by k.ikut desc, k.kecamatan, s.urutan
