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
with terhitung as (
    select tahun, nilai as keadaan, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, 'keadaan')
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
