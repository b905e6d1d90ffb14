-- Berapa inovasi di balik tiap pilihan saringan?
-- satu baris: satu pilihan dari satu saringan; 'semua' memuat jumlah yang terdaftar
-- data: inovasi
-- parameter: cari, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[], jenis[], tahapan[], inisiator[], asal[], klasifikasi[], unit[], kematangan_dari angka, kematangan_sampai angka, penerapan_dari tanggal, penerapan_sampai tanggal
-- nilai jenis: dari inovasi.jenis
-- nilai tahapan: dari inovasi.tahapan
-- nilai inisiator: dari inovasi.inisiator
-- nilai asal: dari inovasi.asal
-- nilai klasifikasi: dari inovasi.klasifikasi
-- nilai unit: dari kubus_jelajah.unit
-- nilai kematangan_dari, kematangan_sampai: dari inovasi.kematangan
-- nilai cari: kata
-- lebih dulu: pola_cari
-- kolom:
--   saringan | VARCHAR | Saringan
--   nilai    | VARCHAR | Nilai
--   label    | VARCHAR | Pilihan
--   jumlah   | BIGINT  | Jumlah inovasi | inovasi
-- Jumlah satu pilihan memakai semua saringan kecuali saringannya sendiri. Yang dihitung kelompok
-- dengan saringan yang sama; hanya kata dan rentang yang perlu membaca barisnya.
with cocok as (
    select kelompok, count(*) as jumlah
    from inovasi_cocok(
        (select pola from pola_cari($cari))::varchar[],
        $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
    where not tanpa_batas(
        (select pola from pola_cari($cari))::varchar[],
        $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
    group by kelompok
    union all
    select kelompok, jumlah
    from kubus_jelajah
    where tanpa_batas(
        (select pola from pola_cari($cari))::varchar[],
        $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
),
kubus as materialized (
    select
        k.* exclude (kelompok, jumlah), c.jumlah,
        sandi_saringan(
            k.tahun, k.opd, k.bentuk, k.urusan, k.jenis, k.tahapan, k.inisiator, k.asal, k.klasifikasi,
            k.unit, $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator,
            $asal, $klasifikasi, $unit
        ) as gagal
    from cocok c
    join kubus_jelajah k using (kelompok)
    where bit_count(gagal) <= 1
),
terhitung as (
    select 'semua' as saringan, null as nilai, sum(jumlah) as jumlah
    from kubus where gagal = 0 group by all
    union all
    select 'tahun', tahun::varchar, sum(jumlah) from kubus where gagal in (0, 1) group by all
    union all
    select 'opd', opd, sum(jumlah) from kubus where gagal in (0, 2) group by all
    union all
    select 'bentuk', bentuk, sum(jumlah) from kubus where gagal in (0, 4) group by all
    union all
    select 'urusan', urusan, sum(jumlah) from kubus where gagal in (0, 8) group by all
    union all
    select 'jenis', jenis, sum(jumlah) from kubus where gagal in (0, 16) group by all
    union all
    select 'tahapan', tahapan, sum(jumlah) from kubus where gagal in (0, 32) group by all
    union all
    select 'inisiator', inisiator, sum(jumlah) from kubus where gagal in (0, 64) group by all
    union all
    select 'asal', asal, sum(jumlah) from kubus where gagal in (0, 128) group by all
    union all
    select 'klasifikasi', klasifikasi, sum(jumlah) from kubus where gagal in (0, 256) group by all
    union all
    select 'unit', unit, sum(jumlah) from kubus where gagal in (0, 512) group by all
)

select
    h.saringan,
    case when h.saringan <> 'semua' then terisi(h.nilai) end as nilai,
    coalesce(
        o.singkatan, b.singkatan,
        case when h.saringan = 'asal' and h.nilai = 'contoh' then 'data contoh' end,
        h.nilai,
        case when h.saringan = 'semua' then 'Semua yang terdaftar' else tanpa_isi() end
    ) as label,
    h.jumlah::bigint as jumlah
from terhitung h
left join opd o on h.saringan = 'opd' and o.kode = h.nilai
left join bentuk b on h.saringan = 'bentuk' and b.bentuk = h.nilai
where h.jumlah > 0
order by h.saringan, case when h.saringan = 'tahun' then -h.nilai::bigint end, h.jumlah desc, label
