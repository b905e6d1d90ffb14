-- Berapa inovasi yang baru dan berapa yang lanjutan dari register tahun sebelumnya?
-- satu baris: satu keadaan pada satu tahun register; tahun tanpa data satu baris kosong
-- data: inovasi
-- parameter: tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   keadaan | VARCHAR | Keadaan
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
-- Keadaan yang dinyatakan sumber dipakai lebih dulu; selebihnya dibandingkan dengan ID pada
-- register tahun sebelumnya yang sama asalnya: baris nyata tidak dibandingkan dengan baris contoh.
-- Tanpa register seperti itu: belum dapat dipisahkan.
with bertanda as (
    select
        i.tahun,
        case
            when i.keadaan = 'baru' then 'Baru'
            when i.keadaan = 'lanjutan' then 'Lanjutan'
            when s.tahun is null then 'Belum dapat dipisahkan'
            when l.id is null then 'Baru'
            else 'Lanjutan'
        end as keadaan
    from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan) i
    left join (select distinct tahun, asal from inovasi) s
        on s.tahun = i.tahun - 1 and s.asal is not distinct from i.asal
    left join inovasi l
        on l.tahun = s.tahun and l.id = i.id and l.asal is not distinct from i.asal
),

terhitung as (
    select tahun, keadaan, count(*) as jumlah
    from bertanda
    group by all
)

select
    t.tahun,
    h.keadaan,
    case when t.ada_baris then coalesce(h.jumlah, 0) end as jumlah,
    case when not t.ada_baris then coalesce(t.catatan, 'Belum ada data') end as keterangan
from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai) t
left join terhitung h using (tahun)
order by t.tahun, h.keadaan
