-- Inovasi apa saja yang tercatat?
-- satu baris: satu inovasi pada daftar satu tahun
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   id        | VARCHAR | ID
--   judul     | VARCHAR | Judul inovasi
--   kode_opd  | VARCHAR | Kode OPD
--   singkatan | VARCHAR | OPD
--   unit      | VARCHAR | Unit
--   klasifikasi | VARCHAR | Klasifikasi
--   bentuk    | VARCHAR | Bentuk inovasi
--   bentuk_singkat | VARCHAR | Bentuk
--   jenis     | VARCHAR | Jenis
--   urusan    | VARCHAR | Urusan
--   urusan_lain | VARCHAR | Urusan lain
--   inisiator | VARCHAR | Inisiator
--   tahapan   | VARCHAR | Tahapan
--   tanggal_penerapan | DATE | Tanggal penerapan
--   masa_penerapan | VARCHAR | Masa penerapan
--   tanggal_input | DATE | Tanggal input
--   masa_input | VARCHAR | Masa input
--   tanggal_pengembangan | DATE | Tanggal pengembangan
--   masa_pengembangan | VARCHAR | Masa pengembangan
--   kematangan | DOUBLE | Kematangan | skor 0–111
--   keberlanjutan | VARCHAR | Keberlanjutan
--   status_usulan | VARCHAR | Status usulan
--   keadaan   | VARCHAR | Baru atau lanjutan
--   asal      | VARCHAR | Asal baris
--   sumber    | VARCHAR | Sumber
-- Daftar seutuhnya. Satu tabel tanpa order by: letak barisnya ialah urutannya, jadi sepuluh baris
-- pertama dari sepuluh juta tidak menunggu yang lain.
select
    tahun, id, judul, opd as kode_opd, singkatan, nullif(unit, tanpa_isi()) as unit,
    nullif(klasifikasi, tanpa_isi()) as klasifikasi, bentuk,
    coalesce(
        (select map_from_entries(list((b.bentuk, b.singkatan))) from bentuk b)[bentuk], bentuk
    ) as bentuk_singkat,
    nullif(jenis, tanpa_isi()) as jenis, urusan, urusan_lain,
    nullif(inisiator, tanpa_isi()) as inisiator, nullif(tahapan, tanpa_isi()) as tahapan,
    tanggal_penerapan, masa_penerapan, tanggal_input, masa_input, tanggal_pengembangan,
    masa_pengembangan, kematangan, keberlanjutan, status_usulan, keadaan,
    case asal when 'contoh' then 'data contoh' else asal end as asal, sumber
from inovasi_terurut($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan)
