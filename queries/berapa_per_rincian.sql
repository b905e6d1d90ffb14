-- Berapa inovasi tiap tahun menurut bentuk, jenis, tahapan, inisiator, atau urusannya?
-- satu baris: satu nilai rincian pada satu tahun register
-- data: inovasi
-- parameter: rincian, tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   rincian | VARCHAR | Rincian
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
-- $rincian: bentuk | jenis | tahapan | inisiator | urusan
select
    i.tahun,
    coalesce(
        case $rincian::varchar
            when 'bentuk' then coalesce(b.singkatan, i.bentuk)
            when 'jenis' then i.jenis
            when 'tahapan' then i.tahapan
            when 'inisiator' then i.inisiator
            when 'urusan' then i.urusan
        end,
        'Tidak diisi'
    ) as rincian,
    count(*) as jumlah
from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan) i
left join bentuk b on b.bentuk = i.bentuk
group by all
order by i.tahun, rincian
