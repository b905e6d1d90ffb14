-- Berapa inovasi tercatat tiap tahun, dan naik berapa persen dari tahun sebelumnya?
-- satu baris: satu tahun, juga tahun yang belum ada datanya
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
--   tahun_berjalan | BOOLEAN | Belum setahun penuh
--   keterangan    | VARCHAR | Keterangan
with terhitung as (
    select tahun, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
),

masa as (
    select
        *, h.jumlah is null and t.opd_tidak_ada as tak_berlaku
    from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai, $opd) t
    left join terhitung h using (tahun)
),

per_tahun as (
    select
        t.tahun,
        case
            when t.ada_baris and not t.tak_berlaku then coalesce(t.jumlah, 0)
            when not t.ada_baris and se_kota($opd, $bentuk, $urusan) then t.nilai::bigint
        end as jumlah,
        t.ukuran,
        t.label_ukuran,
        t.per_tanggal,
        coalesce(t.cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan,
        case
            when not t.ada_baris and t.nilai is null then coalesce(t.catatan, 'Belum ada data')
            when not t.ada_baris and not se_kota($opd, $bentuk, $urusan) then hanya_se_kota()
            when t.tak_berlaku then opd_tidak_ada_kata()
        end as alasan_kosong
    from masa t
),

berurutan as (
    select
        *,
        lag(jumlah) over w as sebelumnya,
        lag(ukuran) over w as ukuran_sebelumnya,
        lag(tahun_berjalan) over w as dasar_berjalan,
        ukuran = ukuran_sebelumnya and not tahun_berjalan and not dasar_berjalan as sebanding
    from per_tahun
    window w as (order by tahun)
)

-- Selisih dan persen hanya antara dua tahun berturut-turut dengan ukuran yang sama, yang keduanya utuh:
-- setengah tahun tidak dibandingkan dengan setahun.
select
    tahun,
    jumlah,
    case when sebanding then jumlah - sebelumnya end as naik,
    case when sebanding
        then 100.0 * (jumlah - sebelumnya) / nullif(sebelumnya, 0) end as naik_persen,
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
        case
            when tahun_berjalan then belum_setahun(per_tanggal)
            when dasar_berjalan then 'Tahun sebelumnya belum setahun penuh; tidak dibandingkan'
        end
    ) as keterangan
from berurutan
order by tahun
