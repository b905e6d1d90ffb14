-- Pilihan apa saja yang ada pada saringan halaman?
-- satu baris: satu pilihan dari satu saringan
-- parameter:
-- kolom:
--   saringan | VARCHAR | Saringan
--   nilai    | VARCHAR | Nilai
--   label    | VARCHAR | Label
--   nama     | VARCHAR | Nama lengkap
select 'tahun' as saringan, tahun::varchar as nilai, tahun::varchar as label, null as nama
from sumbu_tahun
where dataset = 'inovasi'
union all
select 'opd', kode, singkatan, nama from opd
union all
select 'bentuk', bentuk, singkatan, bentuk from bentuk
union all
select 'urusan', urusan, urusan, urusan from urusan
order by saringan, label
