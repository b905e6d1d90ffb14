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

kota as (select count(*) as semua from wilayah),

-- Yang diterbitkan tentang tahun yang daftarnya belum ada; "diketahui" ialah penyebut angka itu.
terbit as (
    select tahun, nilai::bigint as ikut
    from angka_publikasi
    where ukuran = 'kelurahan_ikut_penilaian_posyantek' and dipakai and nilai is not null
),

tiap_tahun as (
    select
        t.tahun,
        case when t.ada_baris then h.ikut else p.ikut end as ikut,
        k.semua,
        case
            when t.ada_baris then h.diketahui
            when p.ikut is not null then coalesce(t.nilai::bigint, k.semua)
        end as diketahui,
        t.per_tanggal,
        t.catatan
    from tahun_terpilih('posyantek', $tahun_dari, $tahun_sampai) t
    cross join kota k
    left join terhitung h using (tahun)
    left join terbit p using (tahun)
)

select
    tahun,
    ikut,
    semua,
    diketahui,
    100.0 * ikut / nullif(diketahui, 0) as ikut_persen,
    per_tanggal,
    case when ikut is null then coalesce(catatan, 'Belum ada data') end as keterangan
from tiap_tahun
order by tahun
