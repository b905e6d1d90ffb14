-- Berapa inovasi menurut dua golongan yang dipilih?
-- satu baris: satu nilai golongan baris pada satu nilai golongan kolom
-- data: inovasi
-- daftar: opd
-- parameter: baris, baris_kedua, kolom, jumlahan, nol, paling_sedikit bulat, ukur, urut_kolom, arah, cari, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[], jenis[], tahapan[], inisiator[], asal[], klasifikasi[], unit[], kematangan_dari angka, kematangan_sampai angka, penerapan_dari tanggal, penerapan_sampai tanggal
-- nilai baris, baris_kedua, kolom: tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit
-- nilai jumlahan, nol: ya, tidak
-- nilai paling_sedikit: 0 sampai 1000000
-- nilai ukur: jumlah, berbeda, rata_kematangan, baris_persen, kolom_persen, semua_persen
-- nilai arah: naik, turun
-- nilai urut_kolom: baris, jumlah, dari urut_pivot.lajur
-- nilai cari: kata
-- nilai jenis: dari inovasi.jenis
-- nilai tahapan: dari inovasi.tahapan
-- nilai inisiator: dari inovasi.inisiator
-- nilai asal: dari inovasi.asal
-- nilai klasifikasi: dari inovasi.klasifikasi
-- nilai unit: dari kubus_jelajah.unit
-- nilai kematangan_dari, kematangan_sampai: dari inovasi.kematangan
-- lebih dulu: pola_cari
-- kolom:
--   baris   | VARCHAR | Baris
--   baris_kedua | VARCHAR | Baris kedua
--   kolom   | VARCHAR | Kolom
--   bagian  | VARCHAR | Petak atau jumlah
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   berbeda | BIGINT  | Inovasi berbeda | inovasi
--   rata_kematangan | DOUBLE | Rata-rata kematangan | skor 0–111
--   bernilai | BIGINT | Yang kematangannya diketahui | inovasi
--   baris_persen | DOUBLE | Bagian dari barisnya | %
--   kolom_persen | DOUBLE | Bagian dari kolomnya | %
--   semua_persen | DOUBLE | Bagian dari semuanya | %
--   keterangan | VARCHAR | Keterangan
-- kedudukan baris_persen, kolom_persen, semua_persen: dihitung dari jumlah
-- Petak tanpa inovasi bernilai nol; kosong bila tahun itu belum ada daftarnya atau OPD-nya belum
-- atau tidak lagi ada. Baris jumlahan kosong pada golongan yang dijumlahkan. urut_kolom: satu nilai
-- golongan kolom, atau "baris" untuk menurut abjad.
with tersaring as (
    select
        d.id, d.kematangan,
        golongan($baris::varchar, tahun, singkatan, label, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit) as baris,
        golongan($baris_kedua::varchar, tahun, singkatan, label, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit) as baris_kedua,
        golongan($kolom::varchar, tahun, singkatan, label, urusan, jenis, tahapan, inisiator, asal, klasifikasi, unit) as kolom
    from (
        select d.*, coalesce(b.singkatan, d.bentuk) as label
        from inovasi_dicari(
                (select pola from pola_cari($cari))::varchar[], $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator, $asal, $klasifikasi, $unit,
            $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
        ) d
        left join bentuk b on b.bentuk = d.bentuk
    ) d
),
terpilih as (
    from tersaring
    qualify $paling_sedikit::bigint is null
        or count(*) over (partition by baris) >= $paling_sedikit::bigint
),
terhitung as (
    select
        baris, baris_kedua, kolom,
        grouping(baris) as semua_baris, grouping(baris_kedua) as semua_kedua,
        grouping(kolom) as semua_kolom,
        count(*) as jumlah, count(distinct id) as berbeda, avg(kematangan) as rata_kematangan,
        count(kematangan) as bernilai
    from terpilih
    group by grouping sets (
        (baris, baris_kedua, kolom), (baris, baris_kedua), (baris, kolom), (baris), (kolom), ()
    )
),
-- Kelompok yang ada pada tiap sumbu: dari barisnya, tahun daftar yang berlubang, dan OPD nol.
tahun_register as (
    select tahun::varchar as tahun, tahun in (select tahun from kubus_jelajah) as ada, opd_tiada
    from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai)
    where $nol::varchar = 'ya' or (from terpilih select count(*) > 0)
),
opd_nol as (
    select singkatan
    from opd
    where $nol::varchar = 'ya'
        and coalesce($paling_sedikit::bigint, 0) = 0
        and ($opd is null or list_contains($opd::varchar[], kode))
),
nilai_baris as (
    select distinct baris, baris_kedua from terpilih
    union
    select baris, tahun from (select distinct baris from terpilih), tahun_register
    where $baris_kedua::varchar = 'tahun'
    union
    select tahun, case when $baris_kedua::varchar is null then 'Semua' else '–' end
    from tahun_register
    where $baris::varchar = 'tahun'
        and coalesce($paling_sedikit::bigint, 0) = 0
        and tahun not in (select baris from terpilih)
    union
    select singkatan, case when $baris_kedua::varchar is null then 'Semua' else '–' end
    from opd_nol
    where $baris::varchar = 'opd' and singkatan not in (select baris from terpilih)
),
nilai_kolom as (
    select distinct kolom from terpilih
    union
    select tahun from tahun_register where $kolom::varchar = 'tahun'
    union
    select singkatan from opd_nol where $kolom::varchar = 'opd'
),
rangka as (
    select b.*, k.*
    from (
        select baris, baris_kedua, 0 as semua_baris, 0 as semua_kedua from nilai_baris
        union all
        select distinct baris, null, 0, 1 from nilai_baris
        union all
        select null, null, 1, 1 from nilai_baris having count(*) > 0
    ) b,
    (
        select kolom, 0 as semua_kolom from nilai_kolom
        union all
        select null, 1
    ) k
),
bertempat as (
    select
        *,
        case 'tahun'
            when $baris::varchar then baris
            when $baris_kedua::varchar then baris_kedua
            when $kolom::varchar then kolom
        end as tahun,
        case 'opd'
            when $baris::varchar then baris
            when $baris_kedua::varchar then baris_kedua
            when $kolom::varchar then kolom
        end as opd
    from rangka
),
berhimpun as (
    select
        r.*, h.jumlah, h.berbeda, h.rata_kematangan, h.bernilai,
        coalesce(t.ada, true) as ada_register,
        coalesce(list_contains(t.opd_tiada, o.kode), false) as tidak_ada
    from bertempat r
    left join terhitung h
        on h.semua_baris = r.semua_baris and h.semua_kedua = r.semua_kedua
            and h.semua_kolom = r.semua_kolom
            and h.baris is not distinct from r.baris
            and h.baris_kedua is not distinct from r.baris_kedua
            and h.kolom is not distinct from r.kolom
    left join tahun_register t on t.tahun = r.tahun
    left join (
        select singkatan, any_value(kode) as kode from opd group by singkatan having count(*) = 1
    ) o on o.singkatan = r.opd
),
petak as (
    select
        * replace (
            coalesce(jumlah, nol) as jumlah,
            coalesce(berbeda, nol) as berbeda,
            coalesce(bernilai, nol) as bernilai
        )
    from (select *, case when ada_register and not tidak_ada then 0 end as nol from berhimpun)
),
berbagian as (
    select
        *,
        100.0 * jumlah / nullif(max(case when semua_kolom = 1 then jumlah end) over sebaris, 0)
            as baris_persen,
        100.0 * jumlah / nullif(max(case when semua_baris = 1 then jumlah end) over sekolom, 0)
            as kolom_persen,
        100.0 * jumlah / nullif(max(jumlah) filter (semua_baris = 1 and semua_kolom = 1) over (), 0)
            as semua_persen
    from petak
    window
        sebaris as (partition by semua_baris, semua_kedua, baris, baris_kedua),
        sekolom as (partition by semua_kolom, kolom)
),
berurut as (
    select
        *,
        case $ukur::varchar
            when 'berbeda' then berbeda
            when 'rata_kematangan' then rata_kematangan
            when 'baris_persen' then baris_persen
            when 'kolom_persen' then kolom_persen
            when 'semua_persen' then semua_persen
            else jumlah
        end as nilai,
        case
            when $urut_kolom::varchar is null and $baris::varchar = 'tahun' then false
            when coalesce($urut_kolom::varchar, 'jumlah') = 'jumlah' then semua_kolom = 1
            else kolom is not distinct from $urut_kolom::varchar
        end as pengurut,
        max(case when semua_kedua = 1 and pengurut then nilai end)
            over (partition by semua_baris, baris) as urutan,
        max(case when semua_kedua = 0 and pengurut then nilai end)
            over (partition by semua_baris, semua_kedua, baris, baris_kedua) as urutan_kedua
    from berbagian
)

select
    baris, baris_kedua, kolom,
    case
        when semua_baris + semua_kolom = 0 and (semua_kedua = 0) then 'petak' else 'jumlah'
    end as bagian,
    jumlah, berbeda, rata_kematangan, bernilai, baris_persen, kolom_persen, semua_persen,
    case
        when jumlah is not null then null
        when ada_register then opd_tidak_ada_kata()
        else 'Daftar inovasi tahun itu belum ada'
    end as keterangan
from berurut
where
    case
        when $jumlahan::varchar = 'ya' then
            ($kolom::varchar is not null or semua_kolom = 0)
            and ($baris_kedua::varchar is not null or semua_baris = 1 or semua_kedua = 0)
        else semua_baris + semua_kolom + semua_kedua = 0
    end
order by
    semua_baris,
    case when $arah::varchar = 'naik' then urutan end nulls last,
    case when $arah::varchar is distinct from 'naik' then urutan end desc nulls last,
    case when $urut_kolom::varchar = 'baris' and $arah::varchar = 'turun' then baris end desc nulls last,
    baris, semua_kedua,
    case when $arah::varchar = 'naik' then urutan_kedua end nulls last,
    case when $arah::varchar is distinct from 'naik' then urutan_kedua end desc nulls last,
    baris_kedua, semua_kolom, kolom
