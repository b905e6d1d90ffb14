-- Inovasi apa saja yang dipunyai tiap kelurahan?
-- satu baris: satu inovasi sebuah kelurahan pada daftar satu tahun
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   kode      | VARCHAR | Kode wilayah
--   kelurahan | VARCHAR | Kelurahan
--   kecamatan | VARCHAR | Kecamatan
--   tahun     | BIGINT  | Tahun | tahun
--   judul     | VARCHAR | Judul inovasi
--   opd       | VARCHAR | OPD
--   tahapan   | VARCHAR | Tahapan
--   asal      | VARCHAR | Asal baris
-- Yang punya ialah unit pada barisnya, bila unit itu sebuah kelurahan.
select
    w.kode, w.kelurahan, w.kecamatan, i.tahun, i.judul, coalesce(o.singkatan, i.opd) as opd,
    i.tahapan,
    case i.asal when 'contoh' then 'data contoh' else i.asal end as asal
from inovasi_terpilih($tahun_dari, $tahun_sampai, null, null, null) i
join unit u on u.unit = i.unit
join wilayah w on w.kode = u.kelurahan
left join opd o on o.kode = i.opd
order by w.kode, i.tahun desc, i.judul, i.id
