-- Berapa inovasi tercatat tiap tahun, dan naik berapa persen dari tahun sebelumnya?
-- satu baris: satu tahun register, juga tahun yang belum ada datanya
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kedudukan jumlah: terbit
-- kedudukan naik, naik_persen: dihitung dari jumlah, jumlah sebelumnya
-- kolom:
--   tahun         | BIGINT  | Tahun | tahun
--   jumlah        | BIGINT  | Jumlah inovasi | inovasi
--   naik          | BIGINT  | Selisih dari tahun sebelumnya | inovasi
--   naik_persen   | DOUBLE  | Naik dari tahun sebelumnya | %
--   ukuran        | VARCHAR | Ukuran
--   per_tanggal   | DATE    | Per tanggal
--   tahun_berjalan | BOOLEAN | Tahun berjalan
--   keterangan    | VARCHAR | Keterangan
with terhitung as (
    select tahun, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
),

per_tahun as (
    select
        t.tahun,
        case when t.ada_baris then coalesce(h.jumlah, 0) end as jumlah,
        t.ukuran,
        t.label_ukuran,
        t.per_tanggal,
        coalesce(t.cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan,
        case when not t.ada_baris then coalesce(t.catatan, 'Belum ada data') end as alasan_kosong
    from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai) t
    left join terhitung h using (tahun)
),

berurutan as (
    select
        *,
        lag(jumlah) over w as sebelumnya,
        lag(ukuran) over w as ukuran_sebelumnya
    from per_tahun
    window w as (order by tahun)
)

-- Persen hanya dihitung antara dua tahun berturut-turut dengan ukuran yang sama.
select
    tahun,
    jumlah,
    case when ukuran = ukuran_sebelumnya then jumlah - sebelumnya end as naik,
    case when ukuran = ukuran_sebelumnya
        then round(100.0 * (jumlah - sebelumnya) / nullif(sebelumnya, 0), 1) end as naik_persen,
    label_ukuran as ukuran,
    per_tanggal,
    tahun_berjalan,
    coalesce(
        alasan_kosong,
        case
            when sebelumnya is null or ukuran = ukuran_sebelumnya then null
            when ukuran is null or ukuran_sebelumnya is null
                then 'Ukuran salah satu tahun belum dicatat; tidak dibandingkan'
            else 'Ukuran berbeda dari tahun sebelumnya; tidak dibandingkan'
        end,
        case when tahun_berjalan then 'Tahun berjalan, belum setahun penuh' end
    ) as keterangan
from berurutan
order by tahun
