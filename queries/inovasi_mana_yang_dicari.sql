-- Inovasi mana yang cocok dengan kata, saringan, dan rentang?
-- satu baris: satu inovasi pada daftar satu tahun
-- data: inovasi
-- parameter: cari, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[], jenis[], tahapan[], inisiator[], asal[], klasifikasi[], unit[], kematangan_dari angka, kematangan_sampai angka, penerapan_dari tanggal, penerapan_sampai tanggal, urut, arah, mulai bulat, batas bulat
-- nilai jenis: dari inovasi.jenis
-- nilai tahapan: dari inovasi.tahapan
-- nilai inisiator: dari inovasi.inisiator
-- nilai asal: dari inovasi.asal
-- nilai klasifikasi: dari inovasi.klasifikasi
-- nilai unit: dari kubus_jelajah.unit
-- nilai kematangan_dari, kematangan_sampai: dari inovasi.kematangan
-- nilai cari: kata
-- nilai arah: naik, turun
-- nilai mulai, batas: 0 sampai 1000000000000
-- lebih dulu: pola_cari
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   id        | VARCHAR | ID
--   judul     | VARCHAR | Judul inovasi
--   singkatan | VARCHAR | OPD
--   unit      | VARCHAR | Unit
--   klasifikasi | VARCHAR | Klasifikasi
--   bentuk    | VARCHAR | Bentuk
--   jenis     | VARCHAR | Jenis
--   urusan    | VARCHAR | Urusan
--   tahapan   | VARCHAR | Tahapan
--   inisiator | VARCHAR | Inisiator
--   tanggal_penerapan | DATE | Tanggal penerapan
--   kematangan | DOUBLE | Kematangan | skor 0–111
--   asal      | VARCHAR | Asal baris
-- pilihan urut: terbaru, tahun, id, judul, opd, unit, klasifikasi, bentuk, jenis, urusan, tahapan, inisiator, penerapan, kematangan, asal
-- Nomor barisnya dicari lebih dulu, baru isinya dibaca: satu lembar cukup membaca sedikit kolom.
with lembar as (
    select nomor
    from inovasi_dicari(
        (select pola from pola_cari($cari))::varchar[], $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, $jenis, $tahapan, $inisiator, $asal, $klasifikasi, $unit,
    $kematangan_dari, $kematangan_sampai, $penerapan_dari, $penerapan_sampai
    )
    order by
        case when $arah::varchar = 'turun' then teks_urut($urut, id, judul, singkatan, unit, bentuk, jenis, urusan, tahapan, inisiator, asal, klasifikasi) end desc nulls last,
        case when $arah::varchar is distinct from 'turun' then teks_urut($urut, id, judul, singkatan, unit, bentuk, jenis, urusan, tahapan, inisiator, asal, klasifikasi) end nulls last,
        case when $arah::varchar = 'naik' then angka_urut($urut, tahun, kematangan, tanggal_penerapan) end nulls last,
        case when $arah::varchar is distinct from 'naik' then angka_urut($urut, tahun, kematangan, tanggal_penerapan) end desc nulls last,
        nomor
    limit $batas::bigint
    offset coalesce($mulai::bigint, 0)
)

select
    t.tahun, t.id, t.judul, t.singkatan,
    nullif(t.unit, tanpa_isi()) as unit, nullif(t.klasifikasi, tanpa_isi()) as klasifikasi,
    coalesce(b.singkatan, t.bentuk) as bentuk, t.jenis, t.urusan, t.tahapan, t.inisiator, t.tanggal_penerapan, t.kematangan,
    case t.asal when 'contoh' then 'data contoh' else t.asal end as asal
from jelajah_inovasi t
left join bentuk b on b.bentuk = t.bentuk
where t.rowid in (select nomor from lembar)
order by
    case when $arah::varchar = 'turun' then teks_urut($urut, t.id, t.judul, t.singkatan, t.unit, t.bentuk, t.jenis, t.urusan, t.tahapan, t.inisiator, t.asal, t.klasifikasi) end desc nulls last,
    case when $arah::varchar is distinct from 'turun' then teks_urut($urut, t.id, t.judul, t.singkatan, t.unit, t.bentuk, t.jenis, t.urusan, t.tahapan, t.inisiator, t.asal, t.klasifikasi) end nulls last,
    case when $arah::varchar = 'naik' then angka_urut($urut, t.tahun, t.kematangan, t.tanggal_penerapan) end nulls last,
    case when $arah::varchar is distinct from 'naik' then angka_urut($urut, t.tahun, t.kematangan, t.tanggal_penerapan) end desc nulls last,
    t.rowid
