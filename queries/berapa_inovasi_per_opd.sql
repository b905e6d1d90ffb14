-- Berapa inovasi tiap OPD pada daftar terakhir, dan siapa yang belum punya?
-- satu baris: satu OPD dari daftar induk, juga yang nol
-- data: inovasi
-- daftar: opd
-- pembanding: kota
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun       | BIGINT  | Tahun | tahun
--   kode        | VARCHAR | Kode
--   singkatan   | VARCHAR | Singkatan
--   nama        | VARCHAR | OPD
--   jenis_unit  | VARCHAR | Jenis unit
--   jumlah      | BIGINT  | Jumlah inovasi | inovasi
--   peringkat   | BIGINT  | Peringkat
--   bagian_persen | DOUBLE | Bagian dari kota | %
-- Daftar terakhir = tahun terbaru di dalam saringan yang ada barisnya. Dihitung dari daftar
-- induk OPD (LEFT JOIN), sehingga yang nol tetap terlihat. Daftar tahun berbeda tidak
-- dijumlahkan: inovasi lanjutan akan terhitung dua kali. Peringkat dan bagian selalu terhadap
-- seluruh kota, juga bila hanya sebagian OPD yang ditampilkan.
with terhitung as (
    select tahun, opd, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, null, $bentuk, $urusan, '')
    group by all
),

se_kota as (
    select
        t.tahun,
        o.kode,
        o.singkatan,
        o.nama,
        o.jenis_unit,
        coalesce(h.jumlah, 0) as jumlah,
        rank() over (order by coalesce(h.jumlah, 0) desc) as peringkat,
        100.0 * coalesce(h.jumlah, 0) / nullif(sum(h.jumlah) over (), 0) as bagian_persen
    from tahun_terakhir('inovasi', $tahun_dari, $tahun_sampai) t
    cross join opd o
    left join terhitung h on h.opd = o.kode and h.tahun = t.tahun
    where t.tahun between coalesce(o.berlaku_dari, t.tahun) and coalesce(o.berlaku_sampai, t.tahun)
        or h.jumlah > 0
)

select *
from se_kota
where $opd is null or list_contains($opd::varchar[], kode)
order by jumlah desc, nama
