-- Berapa jadinya bila biaya per kelurahan yang diketik pembaca dikalikan menurut aturan pilihannya?
-- satu baris: satu kecamatan, menurut penilaian Posyantek terakhir
-- data: posyantek
-- ukuran: kelurahan_ikut_penilaian_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat, aturan, biaya bulat
-- nilai biaya: 0 sampai 1000000000000
-- kedudukan semua: daftar
-- kolom:
--   kecamatan | VARCHAR | Kecamatan
--   semua     | BIGINT  | Kelurahan di kecamatan | kelurahan
--   terhitung | BIGINT  | Kelurahan yang dihitung | kelurahan
--   biaya     | BIGINT  | Jumlah menurut simulasi (Rp) | rupiah
--   tahun     | BIGINT  | Tahun penilaian | tahun
-- pilihan aturan: ikut, tidak_ikut, semua
-- Simulasi pembaca, bukan anggaran resmi. Tanpa biaya yang diketik tidak ada yang dikalikan.
-- Kelurahan yang belum ada datanya hanya dihitung pada aturan "semua".
with tiap_kelurahan as (
    select
        t.tahun,
        w.kecamatan,
        case $aturan when 'ikut' then coalesce(p.ikut, false)
            when 'tidak_ikut' then coalesce(not p.ikut, false)
            else true end as terhitung
    from tahun_terakhir('posyantek', $tahun_dari, $tahun_sampai) t
    join wilayah w on t.tahun is not null
    left join posyantek p on p.kode = w.kode and p.tahun = t.tahun
)

select
    kecamatan,
    count(*) as semua,
    count(*) filter (terhitung) as terhitung,
    (count(*) filter (terhitung) * $biaya::bigint)::bigint as biaya,
    tahun
from tiap_kelurahan
group by kecamatan, tahun
order by kecamatan
