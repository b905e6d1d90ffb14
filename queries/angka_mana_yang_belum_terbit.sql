-- Angka mana yang ditunggu tiap tahun, kapan terakhir terbit, dan tahun mana yang belum?
-- satu baris: satu ukuran yang ditunggu tiap tahun, juga yang tahunnya lengkap
-- parameter:
-- kedudukan nilai: terbit
-- kolom:
--   kode      | VARCHAR | Kode ukuran
--   ukuran    | VARCHAR | Ukuran
--   belum     | VARCHAR | Belum terbit untuk
--   oleh      | VARCHAR | Yang menerbitkan
--   tahun     | BIGINT  | Tahun terakhir yang terbit | tahun
--   nilai     | DOUBLE  | Angka terakhir
--   satuan    | VARCHAR | Satuan
--   per_tanggal | DATE  | Keadaan pada
--   terbit    | VARCHAR | Tanggal sumber
--   penerbit  | VARCHAR | Menurut
-- Yang ditunggu ditulis pada kamus ukuran (penerbit_tahunan). Tahun dihitung sejak yang pertama terbit
-- sampai tahun ini; daftar yang dimuat sama nilainya dengan angka terbit.
with ditunggu as (
    select * from ukuran where penerbit_tahunan is not null
),

angka as (
    select ukuran, tahun, nilai, per_tanggal, sumber
    from angka_publikasi
    where dipakai and nilai is not null
    union all
    select t.ukuran, t.tahun, t.baris, t.per_tanggal, t.sumber
    from tahun_data t
    where t.baris > 0 and t.nilai is null
),

terakhir as (
    select * from angka qualify row_number() over (partition by ukuran order by tahun desc) = 1
),

kosong as (
    select d.ukuran, y.tahun
    from (select ukuran, min(tahun) as awal from angka group by ukuran) d,
        range(d.awal, tahun_ini() + 1) y(tahun)
    where not exists (select 1 from angka a where a.ukuran = d.ukuran and a.tahun = y.tahun)
),

berderet as (
    select *, tahun - row_number() over (partition by ukuran order by tahun) as deret from kosong
),

rentang as (
    select ukuran, min(tahun) as awal,
        case count(*)
            when 1 then min(tahun)::varchar
            when 2 then min(tahun) || ', ' || max(tahun)
            else min(tahun) || '–' || max(tahun)
        end as tahun
    from berderet
    group by ukuran, deret
),

belum as (
    select ukuran, string_agg(tahun, ', ' order by awal) as tahun from rentang group by ukuran
)

select
    d.ukuran as kode,
    d.label as ukuran,
    b.tahun as belum,
    d.penerbit_tahunan as oleh,
    a.tahun,
    a.nilai,
    d.satuan,
    a.per_tanggal,
    s.tanggal as terbit,
    coalesce(s.penerbit, s.judul) as penerbit
from ditunggu d
left join terakhir a using (ukuran)
left join belum b using (ukuran)
left join sumber s on s.sumber = a.sumber
order by a.tahun nulls first, d.label
