-- Berapa inovasi yang baru dan berapa yang lanjutan dari register tahun sebelumnya?
-- satu baris: satu keadaan pada satu tahun register; tahun tanpa data satu baris kosong
-- data: inovasi
-- ukuran: inovasi_baru, inovasi_berjalan
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kedudukan jumlah: terbit
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   keadaan | VARCHAR | Keadaan
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
-- Keadaan yang dinyatakan sumber dipakai lebih dulu; selebihnya dibandingkan dengan ID pada
-- register tahun sebelumnya yang sama asal dan ukurannya: baris nyata tidak dibandingkan dengan
-- baris contoh, dan register tidak dibandingkan dengan daftar peluncuran.
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
    case
        when not t.ada_baris then coalesce(t.catatan, 'Belum ada data')
        when h.keadaan = 'Belum dapat dipisahkan' and lalu.ukuran is distinct from t.ukuran
            and lalu.baris > 0 then 'Ukuran berbeda dari tahun sebelumnya; tidak dibandingkan'
        when t.cakupan_waktu = 'tahun berjalan' then 'Tahun berjalan, belum setahun penuh'
        when lalu.baris > 0 and lalu.cakupan_waktu = 'tahun berjalan'
            then 'Dibandingkan dengan register tahun sebelumnya yang belum setahun penuh'
    end as keterangan
from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai) t
left join tahun_data lalu on lalu.dataset = 'inovasi' and lalu.tahun = t.tahun - 1
left join terhitung h on h.tahun = t.tahun
order by t.tahun, h.keadaan
