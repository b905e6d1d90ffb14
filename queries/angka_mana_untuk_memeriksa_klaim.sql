-- Angka terbit mana yang dapat disandingkan dengan angka dalam sebuah kalimat?
-- satu baris: satu angka dalam buku angka terbit, juga angka lain dan yang belum terbit
-- parameter:
-- kedudukan naik_persen: dihitung dari nilai
-- kolom:
--   id        | VARCHAR | Kode angka
--   tahun     | BIGINT  | Tahun | tahun
--   kode      | VARCHAR | Kode ukuran
--   ukuran    | VARCHAR | Ukuran
--   definisi  | VARCHAR | Definisi
--   nilai     | DOUBLE  | Nilai
--   satuan    | VARCHAR | Satuan
--   sebutan   | VARCHAR | Sebutan
--   lingkup   | VARCHAR | Lingkup
--   dipakai   | BOOLEAN | Dipakai
--   per_tanggal | DATE  | Per tanggal
--   cakupan_waktu | VARCHAR | Cakupan waktu
--   kepastian | VARCHAR | Kepastian
--   penerbit  | VARCHAR | Sumber
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   catatan   | VARCHAR | Catatan
--   bagian_dari | VARCHAR | Bagian dari ukuran
--   tahun_sebelumnya | BIGINT | Tahun sebelumnya yang terbit | tahun
--   naik_persen | DOUBLE | Naik dari tahun sebelumnya yang terbit | %
-- Persen hanya antara dua angka yang dipakai, dengan ukuran yang sama, yang tidak baru sebagian tahun.
with dipakai as (
    select
        id,
        lag(tahun) over w as tahun_sebelumnya,
        case
            when cakupan_waktu = 'tahun berjalan' or lag(cakupan_waktu) over w = 'tahun berjalan' then null
            else 100.0 * (nilai - lag(nilai) over w) / nullif(lag(nilai) over w, 0)
        end as naik_persen
    from angka_publikasi
    where dipakai and nilai is not null
    window w as (partition by ukuran order by tahun, id)
)

select
    p.id,
    p.tahun,
    p.ukuran as kode,
    coalesce(u.label, p.ukuran) as ukuran,
    u.definisi,
    p.nilai,
    u.satuan,
    p.sebutan,
    p.lingkup,
    p.dipakai,
    p.per_tanggal,
    p.cakupan_waktu,
    p.kepastian,
    coalesce(s.penerbit, s.judul) as penerbit,
    s.tanggal as tanggal_sumber,
    p.catatan,
    u.bagian_dari,
    d.tahun_sebelumnya,
    d.naik_persen
from angka_publikasi p
left join dipakai d using (id)
left join ukuran u on u.ukuran = p.ukuran
left join sumber s on s.sumber = p.sumber
order by p.ukuran, p.tahun, p.dipakai desc, p.id
