-- Berapa OPD disebut namanya oleh sumber terbit, untuk apa, dan siapa?
-- satu baris: satu hal pada satu tahun
-- perlu: fakta_bernama
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kedudukan jumlah: terbit bila sama dengan angka_terbit
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   fakta     | VARCHAR | Disebut sebagai
--   jumlah    | BIGINT  | OPD yang disebut | OPD
--   nama      | VARCHAR | Siapa
--   penerbit  | VARCHAR | Penerbit
--   kepastian | VARCHAR | Kepastian
--   angka_terbit | DOUBLE | Angka terbit | OPD
-- Angka terbit hanya se-kota, bagi ukuran yang sendiri menghitung perangkat daerah. Yang tidak disebut
-- bukan berarti tidak ada: sumber tidak memuat daftar seluruhnya.
select
    f.tahun,
    coalesce(u.label, f.ukuran) as fakta,
    count(distinct f.opd) as jumlah,
    string_agg(distinct coalesce(o.singkatan, f.opd), ', ' order by coalesce(o.singkatan, f.opd)) as nama,
    string_agg(distinct coalesce(s.penerbit, s.judul), '; ' order by coalesce(s.penerbit, s.judul))
        as penerbit,
    min(f.kepastian) as kepastian,
    max(a.nilai) as angka_terbit
from fakta_bernama f
left join opd o on o.kode = f.opd
left join ukuran u using (ukuran)
left join sumber s using (sumber)
left join angka_publikasi a
    on a.ukuran = f.ukuran and a.tahun = f.tahun and a.dipakai and u.satuan in ('OPD', 'kecamatan')
        and $opd is null
where f.opd is not null
    and ($tahun_dari is null or f.tahun >= $tahun_dari)
    and ($tahun_sampai is null or f.tahun <= $tahun_sampai)
    and ($opd is null or list_contains($opd::varchar[], f.opd))
group by all
order by f.tahun desc, jumlah desc, fakta
