-- Berapa inovasi tiap unit di bawah OPD?
-- satu baris: satu unit pada satu tahun, hanya unit yang disebut daftar inovasinya
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   opd    | VARCHAR | OPD
--   unit   | VARCHAR | Unit
--   jenis_unit | VARCHAR | Jenis unit
--   tahun  | BIGINT  | Tahun | tahun
--   jumlah | BIGINT  | Jumlah inovasi | inovasi
-- Inovasi unit sudah termasuk pada jumlah perangkat daerah induknya.
select
    coalesce(o.singkatan, i.opd) as opd, coalesce(u.nama, i.unit) as unit, u.jenis_unit, i.tahun,
    count(*)::bigint as jumlah
from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan) i
left join unit u on u.unit = i.unit
left join opd o on o.kode = i.opd
where i.unit is not null
group by all
order by opd, i.tahun desc, jumlah desc, unit
