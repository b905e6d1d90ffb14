-- Berapa angka pokok tiap daerah lain menurut dasbornya sendiri?
-- satu baris: satu daerah pada satu ukuran dan tahun, juga yang angkanya belum ada
-- parameter: ukuran, tahun_dari bulat, tahun_sampai bulat
-- nilai ukuran: dari ukuran.ukuran
-- perlu: daerah_lain
-- kolom:
--   tahun         | BIGINT  | Tahun | tahun
--   kode_ukuran   | VARCHAR | Kode ukuran
--   ukuran        | VARCHAR | Ukuran
--   daerah        | VARCHAR | Daerah
--   nilai         | DOUBLE  | Nilai
--   satuan        | VARCHAR | Satuan
--   per_tanggal   | DATE    | Per tanggal
--   tahun_berjalan | BOOLEAN | Belum setahun penuh
--   asal_angka    | VARCHAR | Terbit atau dihitung
--   sumber        | VARCHAR | Sumber
--   kepastian     | VARCHAR | Kepastian
--   keterangan    | VARCHAR | Keterangan
--   alamat_dasbor | VARCHAR | Alamat dasbor
-- Daerah hanya disandingkan menurut ukuran dan tahun yang sama. Tanpa peringkat: tanggal datanya berlainan.
with terpilih as (
    select distinct ukuran, tahun
    from angka_daerah_lain
    where ($ukuran is null or ukuran = $ukuran)
        and ($tahun_dari is null or tahun >= $tahun_dari)
        and ($tahun_sampai is null or tahun <= $tahun_sampai)
)

select
    t.tahun,
    t.ukuran as kode_ukuran,
    coalesce(u.label, t.ukuran) as ukuran,
    d.daerah,
    a.nilai,
    u.satuan,
    a.per_tanggal,
    coalesce(a.cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan,
    a.kedudukan as asal_angka,
    s.judul as sumber,
    a.kepastian,
    case
        when a.nilai is not null then a.catatan
        when d.alamat_dasbor is null then 'Belum ada dasbor yang tercatat'
        else 'Belum ada angka dengan ukuran ini'
    end as keterangan,
    d.alamat_dasbor
from terpilih t
cross join daerah_lain d
left join angka_daerah_lain a using (daerah, ukuran, tahun)
left join ukuran u on u.ukuran = t.ukuran
left join sumber s on s.sumber = a.sumber
order by t.ukuran, t.tahun, a.nilai desc nulls last, d.daerah
