-- Berapa kelurahan tiap kecamatan yang ikut dan tidak ikut penilaian Posyantek terakhir?
-- satu baris: satu kecamatan
-- data: posyantek
-- parameter: tahun_dari, tahun_sampai
-- kolom:
--   tahun     | BIGINT  | Tahun penilaian | tahun
--   kecamatan | VARCHAR | Kecamatan
--   semua     | BIGINT  | Kelurahan di kecamatan | kelurahan
--   ikut      | BIGINT  | Ikut | kelurahan
--   tidak_ikut | BIGINT | Tidak ikut | kelurahan
--   belum_diketahui | BIGINT | Belum diketahui | kelurahan
with terakhir as (
    select max(tahun) as tahun
    from tahun_terpilih('posyantek', $tahun_dari, $tahun_sampai)
    where ada_baris
)

select
    t.tahun,
    w.kecamatan,
    count(*) as semua,
    count(*) filter (p.ikut) as ikut,
    count(*) filter (not p.ikut) as tidak_ikut,
    count(*) filter (p.ikut is null) as belum_diketahui
from terakhir t
join wilayah w on t.tahun is not null
left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
group by all
order by ikut desc, w.kecamatan
