-- Kelurahan mana yang selalu, pernah, atau tidak pernah ikut penilaian Posyantek selama ini?
-- satu baris: satu kelurahan dalam daftar wilayah
-- data: posyantek
-- parameter:
-- kolom:
--   kecamatan   | VARCHAR | Kecamatan
--   kelurahan   | VARCHAR | Kelurahan
--   kode        | VARCHAR | Kode wilayah
--   riwayat     | VARCHAR | Riwayat
--   tahun_ikut  | VARCHAR | Tahun ikut
--   tahun_absen | VARCHAR | Tahun tidak ikut
--   tahun_tanpa_data | VARCHAR | Tahun tanpa data
--   absen       | BIGINT  | Kali tidak ikut | penilaian
--   dinilai     | BIGINT  | Penilaian yang diketahui | penilaian
--   asal        | VARCHAR | Asal baris
-- Semua penilaian dihitung, juga di luar saringan tahun: "tidak pernah" tidak bergantung pada saringan.
-- "Berhenti", "selalu", dan "tidak pernah" baru dapat dikatakan bila ada dua penilaian atau lebih.
with penilaian as (
    select tahun, dense_rank() over (order by tahun desc) = 1 as terakhir
    from tahun_data
    where dataset = 'posyantek' and ada_baris
),

tiap_tahun as (
    select w.kode, t.tahun, t.terakhir, p.ikut, p.asal
    from wilayah w
    cross join penilaian t
    left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
),

ringkas as (
    select
        kode,
        string_agg(tahun::varchar, ', ' order by tahun) filter (ikut) as tahun_ikut,
        string_agg(tahun::varchar, ', ' order by tahun) filter (not ikut) as tahun_absen,
        string_agg(tahun::varchar, ', ' order by tahun) filter (ikut is null) as tahun_tanpa_data,
        count(*) filter (ikut) as ikut,
        count(*) filter (not ikut) as absen,
        count(ikut) as dinilai,
        bool_or(ikut) filter (terakhir) as ikut_terakhir,
        count(*) filter (asal = 'contoh') as contoh
    from tiap_tahun
    group by kode
)

select
    w.kecamatan,
    w.kelurahan,
    w.kode,
    case
        when coalesce(r.dinilai, 0) = 0 then 'Belum ada data'
        when r.dinilai = 1 and r.ikut = 1 then 'Ikut, baru satu penilaian diketahui'
        when r.dinilai = 1 then 'Tidak ikut, baru satu penilaian diketahui'
        when r.absen = 0 and r.ikut_terakhir then 'Selalu ikut'
        when r.ikut = 0 then 'Tidak pernah ikut'
        when r.ikut_terakhir then 'Pernah absen, terakhir ikut'
        when not r.ikut_terakhir then 'Berhenti: pernah ikut, terakhir tidak'
        else 'Pernah ikut, penilaian terakhir belum ada data'
    end as riwayat,
    r.tahun_ikut,
    r.tahun_absen,
    r.tahun_tanpa_data,
    case when r.dinilai > 0 then r.absen end as absen,
    nullif(r.dinilai, 0) as dinilai,
    case when r.contoh > 0 then 'data contoh' when r.dinilai > 0 then 'publikasi' end as asal
from wilayah w
left join ringkas r using (kode)
order by w.kecamatan, coalesce(r.absen, 0) desc, w.kelurahan
