-- Berapa inovasi menurut dua golongan yang dipilih?
-- satu baris: satu nilai golongan baris pada satu nilai golongan kolom
-- data: inovasi
-- parameter: baris, kolom, cari, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[], jenis[], tahapan[], inisiator[], asal[], kematangan_dari angka, kematangan_sampai angka, penerapan_dari tanggal, penerapan_sampai tanggal
-- nilai baris, kolom: tahun, opd, bentuk, urusan, jenis, tahapan, inisiator, asal
-- nilai jenis: dari inovasi.jenis
-- nilai tahapan: dari inovasi.tahapan
-- nilai inisiator: dari inovasi.inisiator
-- nilai asal: dari inovasi.asal
-- nilai kematangan_dari, kematangan_sampai: dari inovasi.kematangan
-- nilai cari: bebas
-- lebih dulu: pola_cari
-- kolom:
--   baris   | VARCHAR | Baris
--   kolom   | VARCHAR | Kolom
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   rata_kematangan | DOUBLE | Rata-rata kematangan | skor 0–111
--   bernilai | BIGINT | Yang kematangannya diketahui | inovasi
with terpilih as (
    select
        golongan($baris::varchar, tahun, singkatan, label, urusan, jenis, tahapan, inisiator, asal) as baris,
        golongan($kolom::varchar, tahun, singkatan, label, urusan, jenis, tahapan, inisiator, asal) as kolom,
        kematangan
    from (
        select d.*, coalesce(b.singkatan, d.bentuk) as label
        from inovasi_dicari(
                (select pola from pola_cari($cari))::varchar[], $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator, $asal,
            $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
        ) d
        left join bentuk b on b.bentuk = d.bentuk
    )
),
terhitung as (
    select
        baris, kolom, count(*) as jumlah, avg(kematangan) as rata_kematangan,
        count(kematangan) as bernilai
    from terpilih
    group by all
)

select
    b.baris,
    k.kolom,
    case when h.jumlah is not null or o.kode is null then coalesce(h.jumlah, 0) end as jumlah,
    h.rata_kematangan,
    case when h.jumlah is not null or o.kode is null then coalesce(h.bernilai, 0) end as bernilai
from (select distinct baris from terhitung) b
cross join (select distinct kolom from terhitung) k
left join terhitung h using (baris, kolom)
-- Yang tidak ada pada tahun itu tidak punya nol.
left join opd o
    on ($baris, $kolom) in (('opd', 'tahun'), ('tahun', 'opd'))
        and o.singkatan in (b.baris, k.kolom)
        and opd_tidak_ada([o.kode], try_cast(case $baris when 'tahun' then b.baris else k.kolom end as bigint))
order by
    case when $baris::varchar <> 'tahun' then sum(h.jumlah) over (partition by b.baris) end desc,
    b.baris, k.kolom
