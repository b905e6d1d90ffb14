-- Berapa kelurahan ikut penilaian Posyantek tiap tahun?
-- satu baris: satu tahun penilaian, juga tahun yang belum ada datanya
-- data: posyantek
-- ukuran: kelurahan_ikut_penilaian_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan ikut: terbit
-- kedudukan semua: daftar
-- kedudukan diketahui: daftar
-- kedudukan ikut_persen: dihitung dari ikut, diketahui
-- kolom:
--   tahun  | BIGINT | Tahun | tahun
--   ikut   | BIGINT | Kelurahan yang ikut | kelurahan
--   semua  | BIGINT | Kelurahan di kota | kelurahan
--   diketahui | BIGINT | Kelurahan yang diketahui ikut atau tidak | kelurahan
--   ikut_persen | DOUBLE | Bagian yang ikut, dari yang diketahui | %
--   per_tanggal | DATE | Per tanggal
--   keterangan | VARCHAR | Keterangan
with terhitung as (
    select tahun, count(*) filter (ikut) as ikut, count(ikut) as diketahui from posyantek group by all
),

kota as (select count(*) as semua from wilayah)

select
    t.tahun,
    case when t.ada_baris then h.ikut end as ikut,
    k.semua,
    h.diketahui,
    round(100.0 * h.ikut / nullif(h.diketahui, 0), 1) as ikut_persen,
    t.per_tanggal,
    case when not t.ada_baris then coalesce(t.catatan, 'Belum ada data') end as keterangan
from tahun_terpilih('posyantek', $tahun_dari, $tahun_sampai) t
cross join kota k
left join terhitung h using (tahun)
order by t.tahun
