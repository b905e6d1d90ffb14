-- Apa status tiap kelurahan pada penilaian Posyantek terakhir?
-- satu baris: satu kelurahan dalam daftar wilayah, juga yang belum ada datanya
-- data: posyantek
-- ukuran: kelurahan_ikut_penilaian_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan lajur_petak, baris_petak: daftar
-- kolom:
--   kode        | VARCHAR | Kode wilayah
--   kelurahan   | VARCHAR | Kelurahan
--   kecamatan   | VARCHAR | Kecamatan
--   tahun       | BIGINT  | Tahun | tahun
--   status      | VARCHAR | Status
--   asal        | VARCHAR | Asal baris
--   sumber      | VARCHAR | Sumber
--   lajur_petak | BIGINT  | Lajur petak
--   baris_petak | BIGINT  | Baris petak
-- Tanpa penilaian di dalam saringan, yang disebut ialah tahun terakhir saringan itu: belum ada data.
select
    w.kode,
    w.kelurahan,
    w.kecamatan,
    coalesce(t.tahun, $tahun_sampai, $tahun_dari)::bigint as tahun,
    case when p.ikut then 'Ikut' when not p.ikut then 'Tidak ikut' else 'Belum ada data' end as status,
    case p.asal when 'contoh' then 'data contoh' else p.asal end as asal,
    coalesce(s.penerbit, s.judul) as sumber,
    w.lajur_petak,
    w.baris_petak
from wilayah w
cross join tahun_terakhir('posyantek', $tahun_dari, $tahun_sampai) t
left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
left join sumber s using (sumber)
order by w.kode
