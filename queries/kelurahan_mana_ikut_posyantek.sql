-- Kelurahan mana yang ikut penilaian Posyantek, dan mana yang tidak?
-- satu baris: satu kelurahan pada satu tahun penilaian yang ada datanya
-- data: posyantek
-- ukuran: kelurahan_ikut_penilaian_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   kode      | VARCHAR | Kode wilayah
--   kelurahan | VARCHAR | Kelurahan
--   kecamatan | VARCHAR | Kecamatan
--   tahun     | BIGINT  | Tahun | tahun
--   status    | VARCHAR | Status
--   asal      | VARCHAR | Asal baris
select
    w.kode,
    w.kelurahan,
    w.kecamatan,
    t.tahun,
    case when p.ikut then 'Ikut' when not p.ikut then 'Tidak ikut' else 'Belum ada data' end as status,
    case p.asal when 'contoh' then 'data contoh' else p.asal end as asal
from tahun_terpilih('posyantek', $tahun_dari, $tahun_sampai) t
cross join wilayah w
left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
where t.ada_baris
order by t.tahun desc, w.kecamatan, w.kelurahan
