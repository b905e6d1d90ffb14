-- Dari angka mana simulasi indeks mulai, dan mana yang hanya andaian?
-- satu baris: satu besaran yang dapat digeser
-- perlu: titik_mulai_iid
-- data: inovasi, inovasi_indeks
-- kedudukan nilai: perkiraan
-- kedudukan terkecil, terbesar, geser: daftar
-- parameter:
-- kolom:
--   besaran    | VARCHAR | Besaran
--   label      | VARCHAR | Sebutan
--   nilai      | DOUBLE  | Nilai awal
--   terkecil   | DOUBLE  | Terkecil
--   terbesar   | DOUBLE  | Terbesar
--   geser      | DOUBLE  | Langkah geser
--   dari_data  | BOOLEAN | Dari data
--   keterangan | VARCHAR | Keterangan
--   kepastian  | VARCHAR | Kepastian
-- Kematangan dan urusan dari daftar yang di aplikasi indeks lebih dahulu, sebab yang dinilai indeks
-- ialah daftar itu.
with nyata as (
    select i.tahun, i.kematangan, i.urusan, u.pelayanan_dasar, i.di_indeks
    from (
        select *, true as di_indeks from inovasi_indeks
        union all by name
        select *, false from inovasi
    ) i
    left join urusan u using (urusan)
),

terdaftar as (
    select
        false as dihitung, tahun, nilai, per_tanggal, sumber, kepastian
    from angka_publikasi
    where ukuran = 'inovasi_terdaftar_iid' and dipakai and nilai is not null
    union all
    select true, tahun, baris, per_tanggal, sumber, kepastian
    from tahun_terpilih('inovasi_indeks', null, null)
    where ada_baris
),

diketahui as (
    (
        select
            'inovasi' as besaran, a.nilai,
            'Inovasi di aplikasi indeks, ' || a.tahun
            || coalesce(' per ' || strftime(a.per_tanggal, '%d-%m-%Y'), '')
            || coalesce('; ' || s.penerbit, '') as keterangan,
            a.kepastian
        from terdaftar a
        left join sumber s using (sumber)
        order by a.tahun desc, a.dihitung desc
        limit 1
    )
    union all
    (
        select
            'kematangan', avg(kematangan),
            'Rata-rata ' || count(*) || ' inovasi tahun ' || tahun,
            null
        from nyata
        where kematangan is not null
        group by tahun, di_indeks
        order by di_indeks desc, tahun desc
        limit 1
    )
    union all
    (
        select
            'pelayanan_dasar', count(distinct urusan) filter (pelayanan_dasar),
            'Urusan pelayanan dasar yang punya inovasi tahun ' || tahun,
            null
        from nyata
        where urusan is not null
        group by tahun, di_indeks
        order by di_indeks desc, tahun desc
        limit 1
    )
)

select
    t.besaran,
    t.label,
    least(greatest(coalesce(d.nilai, t.nilai), t.terkecil), t.terbesar)::double as nilai,
    t.terkecil,
    t.terbesar,
    t.geser,
    d.besaran is not null as dari_data,
    coalesce(d.keterangan, 'Andaian: ' || t.catatan) as keterangan,
    d.kepastian
from titik_mulai_iid t
left join diketahui d using (besaran)
order by t.besaran
