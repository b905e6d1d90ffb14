-- Berapa ide Lab Inovasi sampai di tiap tahap, dan berapa lama ide menunggu di sana?
-- satu baris: satu tahap pada satu angkatan, juga angkatan yang barisnya belum ada
-- data: lab_inovasi
-- ukuran: ide_lab_inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kedudukan semua: terbit
-- kedudukan urutan: daftar
-- kolom:
--   tahun    | BIGINT  | Angkatan | tahun
--   urutan   | BIGINT  | Urutan
--   tahap    | VARCHAR | Tahap
--   definisi | VARCHAR | Definisi
--   sampai   | BIGINT  | Ide yang sampai | ide
--   semua    | BIGINT  | Ide angkatan itu | ide
--   sampai_persen | DOUBLE | Bagian yang sampai | %
--   lanjut   | BIGINT  | Sudah masuk tahap berikutnya | ide
--   median_lanjut | DOUBLE | Median sebelum lanjut | hari
--   berhenti | BIGINT  | Masih di tahap ini | ide
--   median_tunggu | DOUBLE | Median menunggu | hari
--   terlama  | BIGINT  | Terlama menunggu | hari
--   per_tanggal | DATE | Per tanggal
--   keterangan | VARCHAR | Keterangan
-- Sebuah ide sampai di satu tahap bila punya tanggal di tahap itu atau sesudahnya, maka jumlahnya
-- tidak pernah naik. Menunggu dihitung sampai tanggal keadaan ide itu dicatat, bukan sampai hari ini;
-- yang sudah lanjut dan yang masih menunggu tidak dicampur. Di tahap terakhir tidak ada yang ditunggu.
with jejak as (
    from lab_inovasi_terpilih($opd)
),

langkah as (
    select
        tahun, id, urutan,
        max(urutan) over ide as terjauh,
        case when lead(urutan) over ide = urutan + 1 then lead(masuk) over ide - masuk end as hari,
        per_tanggal - masuk as sejak
    from jejak
    window ide as (
        partition by tahun, id order by urutan rows between unbounded preceding and unbounded following
    )
),

ide as (select tahun, id, max(urutan) as terjauh from jejak group by all),

jangkauan as (
    select
        i.tahun, t.urutan,
        count(*) filter (i.terjauh >= t.urutan) as sampai,
        count(*) filter (i.terjauh > t.urutan) as lanjut,
        count(*) filter (i.terjauh = t.urutan) as berhenti
    from ide i
    cross join tahap_lab t
    group by all
),

lama as (
    select
        tahun, urutan,
        median(hari) filter (hari >= 0) as median_lanjut,
        median(sejak) filter (urutan = terjauh) as median_tunggu,
        max(sejak) filter (urutan = terjauh) as terlama
    from langkah
    group by all
),

angkatan as (
    select tahun, count(*) as semua, max(per_tanggal) as per_tanggal
    from lab_inovasi
    where $opd is null or list_contains($opd::varchar[], opd)
    group by all
)

select
    t.tahun, s.urutan, s.nama as tahap, s.definisi,
    case when ada_opd then coalesce(j.sampai, 0) end as sampai,
    case
        when ada_opd then coalesce(t.semua, 0)
        when $opd is null then t.nilai::bigint
    end as semua,
    100.0 * j.sampai / nullif(t.semua, 0) as sampai_persen,
    case when ada_opd then coalesce(j.lanjut, 0) end as lanjut,
    l.median_lanjut,
    case when ada_opd then coalesce(j.berhenti, 0) end as berhenti,
    case when s.urutan < max(s.urutan) over () then l.median_tunggu end as median_tunggu,
    case when s.urutan < max(s.urutan) over () then l.terlama end as terlama,
    t.keadaan_per as per_tanggal,
    case
        when ada_opd then null
        when t.ada_baris then opd_tidak_ada_kata()
        when t.nilai is not null then 'Yang terbit hanya banyaknya ide; tahapnya belum'
        else coalesce(t.catatan, 'Belum ada data')
    end as keterangan
from (
    select
        t.*, a.semua, a.per_tanggal as keadaan_per,
        t.ada_baris and (a.semua > 0 or not t.opd_tidak_ada) as ada_opd
    from tahun_terpilih('lab_inovasi', $tahun_dari, $tahun_sampai, $opd) t
    left join angkatan a using (tahun)
) t
cross join tahap_lab s
left join jangkauan j on j.tahun = t.tahun and j.urutan = s.urutan
left join lama l on l.tahun = t.tahun and l.urutan = s.urutan
order by t.tahun desc, s.urutan
