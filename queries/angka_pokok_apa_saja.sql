-- Angka pokok apa saja yang dapat disandingkan daerah lain?
-- satu baris: satu ukuran pada satu tahun yang angkanya ada
-- data: inovasi, inovasi_indeks
-- ukuran: skor_iid, inovasi_terdaftar_iid
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan nilai: terbit
-- kolom:
--   daerah        | VARCHAR | Daerah
--   ukuran        | VARCHAR | Kode ukuran
--   tahun         | BIGINT  | Tahun | tahun
--   nilai         | DOUBLE  | Nilai
--   per_tanggal   | DATE    | Per tanggal
--   cakupan_waktu | VARCHAR | Cakupan waktu
--   sumber        | VARCHAR | Sumber
--   kepastian     | VARCHAR | Kepastian
--   catatan       | VARCHAR | Catatan
-- Kolomnya cukup untuk memuatnya di dasbor lain sebagai angka_daerah_lain. Daftar tanpa ukuran tidak
-- dapat disandingkan, jadi tidak disebut.
with register as (
    select * from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai)
    union all by name
    select * from tahun_terpilih('inovasi_indeks', $tahun_dari, $tahun_sampai)
),

angka as (
    select
        ada_baris, tahun, ukuran, case when ada_baris then baris else nilai end as nilai,
        per_tanggal, cakupan_waktu, sumber, nama_sumber_baris, kepastian, catatan
    from register
    union all by name
    select
        false as ada_baris, tahun, ukuran, nilai, per_tanggal, cakupan_waktu, sumber, kepastian, catatan
    from angka_publikasi
    where ukuran in ('skor_iid', 'inovasi_terdaftar_iid') and dipakai
        and ($tahun_dari is null or tahun >= $tahun_dari)
        and ($tahun_sampai is null or tahun <= $tahun_sampai)
)

-- Sumber yang bernama sama di dua daerah bukan sumber yang sama: nama daerahnya ikut.
select
    nama_kota() as daerah,
    a.ukuran,
    a.tahun,
    a.nilai::double as nilai,
    a.per_tanggal,
    a.cakupan_waktu,
    case when contains(concat_ws(' ', s.judul, s.penerbit, a.nama_sumber_baris), nama_kota())
        then coalesce(s.judul, a.nama_sumber_baris)
        else concat_ws(', ', coalesce(s.judul, a.nama_sumber_baris), nama_kota())
    end as sumber,
    a.kepastian,
    nullif(a.catatan, 'Belum ada data') as catatan
from angka a
left join sumber s on s.sumber = a.sumber
where a.ukuran is not null and a.nilai is not null
qualify row_number() over (partition by a.ukuran, a.tahun order by a.ada_baris desc) = 1
order by a.ukuran, a.tahun
