-- Landasan pivot: menurut lajur apa barisnya dapat diurutkan.
-- data: inovasi, opd, unit, angka_publikasi, sumber, ukuran, bentuk

-- Semua yang dapat menjadi kepala satu lajur pivot, juga tahun tanpa daftar dan OPD nol.
-- satu baris: satu nilai
create table urut_pivot as
select distinct lajur
from (
    select unnest([
        j.singkatan, coalesce(b.singkatan, j.bentuk), j.urusan, j.jenis, j.tahapan, j.inisiator,
        golongan('asal', 0, '', '', '', '', '', '', j.asal, '', ''), j.klasifikasi, j.unit, 'Semua'
    ]) as lajur
    from jelajah_inovasi j
    left join bentuk b on b.bentuk = j.bentuk
    union all
    select singkatan from opd
    union all
    select tahun::varchar from sumbu_tahun where dataset = 'inovasi'
)
where lajur is not null
order by lajur;
