-- OPD mana yang memenuhi target inovasi tiap tahun, dan sudah berapa tahun beruntun?
-- satu baris: satu OPD dari daftar induk pada satu tahun, juga yang nol dan tahun tanpa data
-- data: inovasi
-- ukuran: target_inovasi_per_opd_per_tahun
-- daftar: opd
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], tampil
-- kedudukan target: daftar
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   kode      | VARCHAR | Kode
--   singkatan | VARCHAR | Singkatan
--   nama      | VARCHAR | OPD
--   jumlah    | BIGINT  | Jumlah inovasi | inovasi
--   target    | BIGINT  | Paling sedikit | inovasi
--   status    | VARCHAR | Memenuhi
--   beruntun  | BIGINT  | Beruntun sampai tahun itu
--   terpenuhi | VARCHAR | Terakhir memenuhi
--   terakhir  | BOOLEAN | Tahun terakhir
--   aturan_berlaku | BOOLEAN | Aturan sudah berlaku
--   tahun_berjalan | BOOLEAN | Belum setahun penuh
--   ukuran_lain | BOOLEAN | Ukuran lain
--   keterangan | VARCHAR | Keterangan
-- pilihan tampil: semua, memenuhi, belum, belum pernah
-- Target dibaca dari buku angka terbit dan berlaku mulai tahun sesudah dinyatakan (catatan angkanya);
-- tahun sebelumnya dinilai dengan target yang sama, tetapi ditandai: belum ada aturannya. Tanpa target
-- dalam buku tidak ada yang dapat dinilai. Daftar tidak menandai inovasi unggulan, maka yang
-- dihitung semua inovasi, apa pun bentuk dan urusannya.
-- Beruntun: tahun terpenuhi berturut-turut sampai tahun itu. Tidak dihitung dan tidak memutus: tahun
-- tanpa data, tahun ketika OPD-nya tidak ada, tahun berukuran lain daripada daftar terakhir (daftar
-- peluncuran hitungan lain), dan tahun berjalan yang belum terpenuhi. Yang memutus hanya tahun penuh
-- yang tidak terpenuhi.
with aturan as (
    select tahun + 1 as mulai, min(nilai)::bigint as target
    from angka_publikasi
    where ukuran = 'target_inovasi_per_opd_per_tahun' and dipakai and nilai is not null
    group by all
),

register as (
    select
        t.tahun, t.ada_baris, t.catatan, t.ukuran,
        coalesce(t.cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan,
        coalesce(a.target, (select min_by(target, mulai) from aturan)) as target,
        a.mulai is not null as aturan_berlaku,
        t.ada_baris and t.tahun = max(t.tahun) filter (t.ada_baris) over () as terakhir
    from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai) t
    asof left join aturan a on t.tahun >= a.mulai
),

terhitung as (
    select tahun, opd, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, null, null, '')
    group by all
),

petak as (
    select
        r.*, o.kode, o.singkatan, o.nama, h.jumlah as terdaftar,
        o.berlaku_dari is null and o.berlaku_sampai is null as masa_tak_diketahui,
        coalesce(
            r.ukuran <> (select max_by(ukuran, tahun) from register where ada_baris and ukuran is not null),
            false
        ) as ukuran_lain,
        case
            when not r.ada_baris then 'Tanpa data'
            when coalesce(h.jumlah, 0) >= r.target then 'Ya'
            when h.jumlah is null
                and r.tahun not between coalesce(o.berlaku_dari, r.tahun) and coalesce(o.berlaku_sampai, r.tahun)
                then 'Tidak ada OPD'
            else 'Belum'
        end as status
    from register r
    cross join opd o
    left join terhitung h on h.opd = o.kode and h.tahun = r.tahun
    where r.target is not null and ($opd is null or list_contains($opd::varchar[], o.kode))
),

berkelompok as (
    select
        *,
        count(*) filter (status = 'Belum' and not tahun_berjalan and not ukuran_lain) over urut as putus,
        max(tahun) filter (status = 'Ya') over urut as terpenuhi,
        count(*) filter (status <> 'Tanpa data') over urut as diketahui
    from petak
    window urut as (partition by kode order by tahun)
),

berurutan as (
    select
        *,
        count(*) filter (status = 'Ya' and not ukuran_lain)
            over (partition by kode, putus order by tahun) as beruntun,
        count(*) filter (status = 'Ya') over (partition by kode) as pernah,
        max(status) filter (terakhir) over (partition by kode) as status_terakhir
    from berkelompok
)

select
    tahun, kode, singkatan, nama,
    case when status in ('Ya', 'Belum') then coalesce(terdaftar, 0) end as jumlah,
    target, status, case when diketahui > 0 then beruntun end as beruntun, terpenuhi::varchar as terpenuhi, terakhir,
    aturan_berlaku, tahun_berjalan, ukuran_lain,
    case
        when status = 'Tanpa data' then coalesce(catatan, 'Belum ada data')
        when status = 'Tidak ada OPD' then 'Unit belum atau tidak lagi ada'
        else nullif(concat_ws(
            '; ',
            case when status = 'Belum' and tahun_berjalan then 'belum setahun penuh' end,
            case when not aturan_berlaku then 'sebelum aturan berlaku' end,
            case when ukuran_lain then 'ukuran lain, tidak dihitung beruntun' end,
            case when status = 'Belum' and masa_tak_diketahui then 'tahun berdirinya OPD belum diketahui' end
        ), '')
    end as keterangan
from berurutan
where $tampil = 'semua'
    or ($tampil = 'memenuhi' and status_terakhir = 'Ya')
    or ($tampil = 'belum' and status_terakhir = 'Belum')
    or ($tampil = 'belum pernah' and pernah = 0 and status_terakhir = 'Belum')
order by
    max(beruntun) filter (terakhir) over (partition by kode) desc nulls last, pernah desc, nama, tahun
