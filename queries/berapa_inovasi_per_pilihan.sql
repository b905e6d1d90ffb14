-- Berapa inovasi di balik tiap pilihan saringan?
-- satu baris: satu pilihan dari satu saringan; 'semua' memuat jumlah yang terdaftar
-- data: inovasi
-- parameter: cari, tahun_dari, tahun_sampai, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, kematangan_dari, kematangan_sampai, penerapan_dari, penerapan_sampai
-- kolom:
--   saringan | VARCHAR | Saringan
--   nilai    | VARCHAR | Nilai
--   label    | VARCHAR | Pilihan
--   jumlah   | BIGINT  | Jumlah inovasi | inovasi
-- Jumlah satu pilihan memakai semua saringan kecuali saringannya sendiri. Tanpa kata, rentang, dan
-- saringan rincian, kubus sudah menghitungnya; selain itu dihitung dari barisnya.
with cara as (
    select
        $cari::varchar is null and $jenis::varchar[] is null and $tahapan::varchar[] is null
        and $inisiator::varchar[] is null and $kematangan_dari is null
        and $kematangan_sampai is null and $penerapan_dari is null
        and $penerapan_sampai is null as lewat_kubus
),
baris as materialized (
    select tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal,
        sandi_saringan(
            tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, $tahun_dari,
            $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator, $asal
        ) as gagal
    from inovasi_dicari(
        $cari, null, null, null, null, null, null, null, null, null,
        $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
    where not (select lewat_kubus from cara) and bit_count(gagal) <= 1
),
kubus as materialized (
    select
        k.rincian, k.tahun, k.opd, k.bentuk, k.urusan, k.asal, coalesce(k.nilai, 'Tidak diisi') as nilai,
        k.jumlah,
        sandi_saringan(
            k.tahun, k.opd, k.bentuk, k.urusan, '', '', '', k.asal, $tahun_dari, $tahun_sampai, $opd,
            $bentuk, $urusan, null, null, null, $asal
        ) as gagal
    from kubus_inovasi k
    where (select lewat_kubus from cara) and bit_count(gagal) <= 1
),
terhitung as (
    select 'semua' as saringan, null as nilai, count(*) as jumlah from baris where gagal = 0 group by all
    union all
    select 'tahun', tahun::varchar, count(*) from baris where gagal in (0, 1) group by all
    union all
    select 'opd', opd, count(*) from baris where gagal in (0, 2) group by all
    union all
    select 'bentuk', bentuk, count(*) from baris where gagal in (0, 4) group by all
    union all
    select 'urusan', urusan, count(*) from baris where gagal in (0, 8) group by all
    union all
    select 'jenis', jenis, count(*) from baris where gagal in (0, 16) group by all
    union all
    select 'tahapan', tahapan, count(*) from baris where gagal in (0, 32) group by all
    union all
    select 'inisiator', inisiator, count(*) from baris where gagal in (0, 64) group by all
    union all
    select 'asal', asal, count(*) from baris where gagal in (0, 128) group by all
    union all
    select 'semua', null, sum(jumlah) from kubus where rincian = '' and gagal = 0 group by all
    union all
    select 'tahun', tahun::varchar, sum(jumlah) from kubus
    where rincian = '' and gagal in (0, 1) group by all
    union all
    select 'opd', opd, sum(jumlah) from kubus where rincian = '' and gagal in (0, 2) group by all
    union all
    select 'bentuk', bentuk, sum(jumlah) from kubus where rincian = '' and gagal in (0, 4) group by all
    union all
    select 'urusan', urusan, sum(jumlah) from kubus where rincian = '' and gagal in (0, 8) group by all
    union all
    select 'asal', asal, sum(jumlah) from kubus where rincian = '' and gagal in (0, 128) group by all
    union all
    select rincian, nilai, sum(jumlah) from kubus
    where rincian in ('jenis', 'tahapan', 'inisiator') and gagal = 0 group by all
)

select
    h.saringan,
    case when h.saringan <> 'semua' then coalesce(h.nilai, 'Tidak diisi') end as nilai,
    coalesce(
        o.singkatan, b.singkatan,
        case when h.saringan = 'asal' and h.nilai = 'contoh' then 'data contoh' end,
        h.nilai,
        case when h.saringan = 'semua' then 'Semua yang terdaftar' else 'Tidak diisi' end
    ) as label,
    h.jumlah::bigint as jumlah
from terhitung h
left join opd o on h.saringan = 'opd' and o.kode = h.nilai
left join bentuk b on h.saringan = 'bentuk' and b.bentuk = h.nilai
where h.jumlah > 0
order by h.saringan, case when h.saringan = 'tahun' then -h.nilai::bigint end, h.jumlah desc, label
