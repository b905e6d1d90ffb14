-- Inovasi mana yang cocok dengan kata, saringan, dan rentang?
-- satu baris: satu inovasi pada satu register tahunan
-- data: inovasi
-- parameter: cari, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[], jenis[], tahapan[], inisiator[], asal[], kematangan_dari angka, kematangan_sampai angka, penerapan_dari tanggal, penerapan_sampai tanggal, urut, mulai bulat, batas bulat
-- nilai jenis: dari inovasi.jenis
-- nilai tahapan: dari inovasi.tahapan
-- nilai inisiator: dari inovasi.inisiator
-- nilai asal: dari inovasi.asal
-- nilai kematangan_dari, kematangan_sampai: dari inovasi.kematangan
-- nilai cari: bebas
-- nilai mulai, batas: 0 sampai 1000000000000
-- lebih dulu: pola_cari
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   id        | VARCHAR | ID
--   judul     | VARCHAR | Judul inovasi
--   singkatan | VARCHAR | OPD
--   unit      | VARCHAR | Unit
--   bentuk    | VARCHAR | Bentuk
--   jenis     | VARCHAR | Jenis
--   urusan    | VARCHAR | Urusan
--   tahapan   | VARCHAR | Tahapan
--   inisiator | VARCHAR | Inisiator
--   tanggal_penerapan | DATE | Tanggal penerapan
--   kematangan | DOUBLE | Kematangan | skor 0–111
--   asal      | VARCHAR | Asal baris
-- pilihan urut: terbaru, judul, opd, kematangan, penerapan
-- Nomor barisnya dicari lebih dulu, baru isinya dibaca: satu lembar cukup membaca sedikit kolom.
with lembar as (
    select nomor
    from inovasi_dicari(
        (select pola from pola_cari($cari))::varchar[], $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator, $asal,
    $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
    order by
        case $urut::varchar when 'judul' then judul when 'opd' then singkatan end,
        case $urut::varchar
            when 'kematangan' then kematangan
            when 'penerapan' then epoch(tanggal_penerapan)
        end desc nulls last,
        nomor
    limit $batas::bigint
    offset coalesce($mulai::bigint, 0)
)

select
    t.tahun, t.id, t.judul, t.singkatan, t.unit,
    coalesce(b.singkatan, t.bentuk) as bentuk, t.jenis, t.urusan, t.tahapan, t.inisiator, t.tanggal_penerapan, t.kematangan,
    case t.asal when 'contoh' then 'data contoh' else t.asal end as asal
from jelajah_inovasi t
left join bentuk b on b.bentuk = t.bentuk
where t.rowid in (select nomor from lembar)
order by
    case $urut::varchar when 'judul' then t.judul when 'opd' then t.singkatan end,
    case $urut::varchar
        when 'kematangan' then t.kematangan
        when 'penerapan' then epoch(t.tanggal_penerapan)
    end desc nulls last,
    t.rowid
