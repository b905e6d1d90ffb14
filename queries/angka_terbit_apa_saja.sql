-- Angka terbit apa saja yang dipakai dasbor ini, dari sumber mana, dan seberapa pasti?
-- satu baris: satu angka dalam buku angka terbit, juga yang tidak dipakai dan yang belum ada
-- parameter:
-- kolom:
--   id         | VARCHAR | Nomor catatan
--   tahun      | BIGINT  | Tahun | tahun
--   ukuran     | VARCHAR | Ukuran
--   nilai      | DOUBLE  | Nilai
--   sebutan    | VARCHAR | Sebutan
--   satuan     | VARCHAR | Satuan
--   per_tanggal | DATE   | Per tanggal
--   cakupan_waktu | VARCHAR | Cakupan waktu
--   kepastian  | VARCHAR | Kepastian
--   dipakai    | BOOLEAN | Dipakai
--   sumber     | VARCHAR | Sumber
--   penerbit   | VARCHAR | Penerbit
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   lingkup    | VARCHAR | Lingkup
--   catatan    | VARCHAR | Catatan
--   definisi   | VARCHAR | Definisi ukuran
-- Kolomnya cukup untuk memuatnya kembali sebagai angka_publikasi.
select
    p.id,
    p.tahun,
    coalesce(u.label, p.ukuran) as ukuran,
    p.nilai,
    p.sebutan,
    u.satuan,
    p.per_tanggal,
    p.cakupan_waktu,
    p.kepastian,
    p.dipakai,
    p.sumber,
    coalesce(s.penerbit, s.judul) as penerbit,
    s.tanggal as tanggal_sumber,
    p.lingkup,
    p.catatan,
    u.definisi
from angka_publikasi p
left join ukuran u using (ukuran)
left join sumber s using (sumber)
order by p.tahun desc, ukuran, p.dipakai desc, p.id
