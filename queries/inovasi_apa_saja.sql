-- Inovasi apa saja yang tercatat?
-- satu baris: satu inovasi pada satu register tahunan
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   id        | VARCHAR | ID
--   judul     | VARCHAR | Judul inovasi
--   singkatan | VARCHAR | OPD
--   bentuk    | VARCHAR | Bentuk
--   jenis     | VARCHAR | Jenis
--   urusan    | VARCHAR | Urusan
--   tahapan   | VARCHAR | Tahapan
--   asal      | VARCHAR | Asal baris
-- Satu tabel tanpa order by: letak barisnya ialah urutannya, jadi sepuluh baris pertama dari sepuluh
-- juta tidak menunggu yang lain.
select
    tahun, id, judul, singkatan,
    coalesce(
        (select map_from_entries(list((b.bentuk, b.singkatan))) from bentuk b)[bentuk], bentuk
    ) as bentuk,
    nullif(jenis, tanpa_isi()) as jenis, urusan, nullif(tahapan, tanpa_isi()) as tahapan,
    case asal when 'contoh' then 'data contoh' else asal end as asal
from inovasi_terurut($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan)
