-- Berapa inovasi yang baru dan berapa yang lanjutan dari register tahun sebelumnya?
-- satu baris: satu keadaan pada satu tahun register
-- data: inovasi
-- parameter: tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   keadaan | VARCHAR | Keadaan
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
-- Keadaan yang dinyatakan sumber dipakai lebih dulu; selebihnya dibandingkan dengan ID pada
-- register tahun sebelumnya. Tanpa register tahun sebelumnya: belum dapat dipisahkan.
with bertanda as (
    select
        i.tahun,
        case coalesce(
            i.keadaan,
            case when not coalesce(s.ada_baris, false) then null when l.id is null then 'baru'
                else 'lanjutan' end
        )
            when 'baru' then 'Baru'
            when 'lanjutan' then 'Lanjutan'
            else 'Belum dapat dipisahkan'
        end as keadaan
    from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan) i
    left join tahun_data s on s.dataset = 'inovasi' and s.tahun = i.tahun - 1
    left join inovasi l on l.tahun = i.tahun - 1 and l.id = i.id
)

select tahun, keadaan, count(*) as jumlah
from bertanda b
group by all
order by tahun, keadaan
