-- Berapa poin lagi dari skor IID tiap tahun ke predikat berikutnya menurut batas edisi itu?
-- satu baris: satu tahun, juga tahun tanpa angka terbit dan edisi yang batasnya sudah diketahui
-- ukuran: skor_iid
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan jarak: dihitung dari skor, batas
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   skor       | DOUBLE  | Skor IID | skor 0–100
--   predikat   | VARCHAR | Predikat
--   asal_predikat | VARCHAR | Asal predikat
--   berikutnya | VARCHAR | Predikat berikutnya
--   batas      | DOUBLE  | Batas bawahnya | skor 0–100
--   jarak      | DOUBLE  | Jarak | poin
--   kepastian  | VARCHAR | Kepastian skor
--   kepastian_batas | VARCHAR | Kepastian batas
--   keterangan | VARCHAR | Keterangan
-- Predikat menurut sumber didahulukan; tanpa itu dibaca dari batas edisinya. Batas yang belum diketahui
-- tidak ditebak: tanpa batas tidak ada jarak.
with angka as (
    select tahun, nilai, sebutan, kepastian, catatan
    from angka_publikasi
    where ukuran = 'skor_iid' and dipakai
),

sumbu as (
    select t.tahun
    from (
        select min(tahun) as awal, greatest(max(tahun), (select max(edisi) from ambang_iid), tahun_ini()) as akhir
        from angka
    ),
        range(awal, akhir + 1) t(tahun)
),

batas as (
    select
        edisi, predikat, batas_bawah, batas_atas, kepastian,
        list_position(
            ['Tidak Dapat Dinilai', 'Kurang Inovatif', 'Inovatif', 'Sangat Inovatif'], predikat
        ) as urutan
    from ambang_iid
),

berpredikat as (
    select
        a.*,
        coalesce(b.predikat, h.predikat) as predikat,
        case
            when b.predikat is not null then 'menurut sumber'
            when h.predikat is not null then 'dibaca dari batas edisi'
        end as asal_predikat,
        coalesce(b.urutan, h.urutan) as urutan
    from angka a
    left join batas b on b.edisi = a.tahun and b.predikat = a.sebutan
    left join batas h on h.edisi = a.tahun and a.nilai between h.batas_bawah and h.batas_atas
)

select
    s.tahun,
    a.nilai as skor,
    coalesce(a.predikat, a.sebutan) as predikat,
    case when a.predikat is null and a.sebutan is not null then 'menurut sumber' else a.asal_predikat
        end as asal_predikat,
    n.predikat as berikutnya,
    n.batas_bawah as batas,
    case when n.batas_bawah > a.nilai then n.batas_bawah - a.nilai end as jarak,
    a.kepastian,
    case when n.batas_bawah is not null then n.kepastian end as kepastian_batas,
    case
        when a.tahun is not null then a.catatan
        when s.tahun in (select edisi from ambang_iid) and s.tahun > (select max(tahun) from angka)
            then format('Skor belum terbit; batas edisi {} sudah terbaca', s.tahun)
        else 'Belum ada data'
    end as keterangan
from sumbu s
left join berpredikat a using (tahun)
left join batas n on n.edisi = s.tahun and n.urutan = a.urutan + 1 and a.nilai is not null
where ($tahun_dari is null or s.tahun >= $tahun_dari)
    and ($tahun_sampai is null or s.tahun <= $tahun_sampai)
order by s.tahun
