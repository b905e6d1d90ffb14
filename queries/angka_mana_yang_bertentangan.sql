-- Angka mana yang bertentangan antara satu penerbit dan penerbit lain?
-- satu baris: satu angka yang dipakai beserta satu angka lain yang terbit
-- parameter:
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   ukuran     | VARCHAR | Ukuran
--   dipakai    | DOUBLE  | Angka yang dipakai
--   sumber_dipakai | VARCHAR | Menurut
--   kepastian_dipakai | VARCHAR | Kepastian
--   tandingan  | DOUBLE  | Angka lain yang terbit
--   sumber_tandingan | VARCHAR | Menurut penerbit lain
--   kepastian_tandingan | VARCHAR | Kepastian angka lain
--   satuan     | VARCHAR | Satuan
with bersumber as (
    select p.*, coalesce(s.penerbit, s.judul, p.sumber) as penerbit
    from angka_publikasi p
    left join sumber s using (sumber)
)

select
    a.tahun,
    coalesce(u.label, a.ukuran) as ukuran,
    a.nilai as dipakai,
    a.penerbit as sumber_dipakai,
    a.kepastian as kepastian_dipakai,
    b.nilai as tandingan,
    b.penerbit as sumber_tandingan,
    b.kepastian as kepastian_tandingan,
    u.satuan
from bersumber a
join bersumber b on b.ukuran = a.ukuran and b.tahun = a.tahun and not b.dipakai
left join ukuran u on u.ukuran = a.ukuran
where a.dipakai
order by a.tahun desc, abs(a.nilai - b.nilai) desc, ukuran
