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
select
    i.tahun, i.id, i.judul, coalesce(o.singkatan, i.opd) as singkatan,
    coalesce(b.singkatan, i.bentuk) as bentuk, i.jenis, i.urusan, i.tahapan,
    case i.asal when 'contoh' then 'data contoh' else i.asal end as asal
from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan) i
left join opd o on o.kode = i.opd
left join bentuk b on b.bentuk = i.bentuk
order by i.tahun desc, i.judul
