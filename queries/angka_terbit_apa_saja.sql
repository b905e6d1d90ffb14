-- Angka terbit apa saja yang dipakai dasbor ini, dari sumber mana, dan seberapa pasti?
-- satu baris: satu angka dalam buku angka terbit, juga yang tidak dipakai dan yang belum ada
-- parameter:
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   ukuran     | VARCHAR | Ukuran
--   nilai      | DOUBLE  | Nilai
--   satuan     | VARCHAR | Satuan
--   per_tanggal | DATE   | Per tanggal
--   cakupan_waktu | VARCHAR | Cakupan waktu
--   kepastian  | VARCHAR | Kepastian
--   dipakai    | BOOLEAN | Dipakai
--   sumber     | VARCHAR | Sumber
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   lingkup    | VARCHAR | Lingkup
--   catatan    | VARCHAR | Catatan
--   definisi   | VARCHAR | Definisi ukuran
select
    p.tahun,
    coalesce(u.label, p.ukuran) as ukuran,
    p.nilai,
    u.satuan,
    p.per_tanggal,
    cakupan_kata(p.cakupan_waktu) as cakupan_waktu,
    p.kepastian,
    p.dipakai,
    coalesce(s.penerbit, s.judul) as sumber,
    s.tanggal as tanggal_sumber,
    p.lingkup,
    p.catatan,
    u.definisi
from angka_publikasi p
left join ukuran u using (ukuran)
left join sumber s using (sumber)
order by p.tahun desc, ukuran, p.dipakai desc, p.id
