-- Pilihan apa saja yang ada pada saringan halaman?
-- satu baris: satu pilihan dari satu saringan
-- parameter:
-- kolom:
--   saringan | VARCHAR | Saringan
--   nilai    | VARCHAR | Nilai
--   label    | VARCHAR | Label
--   nama     | VARCHAR | Nama lengkap
select 'tahun' as saringan, tahun::varchar as nilai, tahun::varchar as label, null as nama
from (select min(tahun) as awal, max(tahun) as akhir from sumbu_tahun), range(awal, akhir + 1) t(tahun)
union all
select 'opd', kode, singkatan, nama from opd
union all
select 'bentuk', bentuk, singkatan, bentuk from bentuk
union all
select 'urusan', urusan, urusan, urusan from urusan
union all
select distinct kosong.saringan, tanpa_isi(), tanpa_isi(), tanpa_isi()
from kubus_inovasi k, unnest([
    case when k.bentuk is null then 'bentuk' end, case when k.urusan is null then 'urusan' end
]) kosong(saringan)
where kosong.saringan is not null
order by saringan, label
