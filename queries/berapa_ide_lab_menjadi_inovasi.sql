-- Berapa ide Lab Inovasi yang menjadi inovasi terdaftar?
-- satu baris: satu angkatan yang ada barisnya, atau yang banyak idenya terbit
-- data: lab_inovasi, inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kedudukan ide: terbit
-- kolom:
--   tahun     | BIGINT | Angkatan | tahun
--   ide       | BIGINT | Ide | ide
--   terdaftar | BIGINT | Menjadi inovasi terdaftar | ide
--   disebut   | BIGINT | Nomornya belum ada di daftar inovasi | ide
--   belum     | BIGINT | Belum terdaftar | ide
--   terdaftar_persen | DOUBLE | Bagian yang terdaftar | %
--   per_tanggal | DATE | Per tanggal
-- Ide dan inovasi tidak dijumlahkan. Ide contoh hanya dipasangkan dengan inovasi contoh, ide nyata
-- hanya dengan inovasi nyata. Tanpa daftar yang seasal, berapa yang terdaftar tidak diketahui.
with terdaftar as (select distinct id, asal from register_inovasi()),

seasal as (select distinct asal, true as ada from register_inovasi()),

terhitung as (
    select
        t.tahun,
        case when t.ada_baris then count(l.id) else any_value(t.nilai)::bigint end as ide,
        case when t.ada_baris and count(l.id) = count(s.ada) filter (l.id is not null) then count(d.id) end as terdaftar,
        case when t.ada_baris then count(l.inovasi) end as dinyatakan,
        max(l.per_tanggal) as per_tanggal
    from tahun_terpilih('lab_inovasi', $tahun_dari, $tahun_sampai, $opd) t
    left join lab_inovasi l
        on l.tahun = t.tahun and ($opd is null or list_contains($opd::varchar[], l.opd))
    left join terdaftar d on d.id = l.inovasi and d.asal is not distinct from l.asal
    left join seasal s on s.asal is not distinct from l.asal
    where (t.ada_baris and (l.id is not null or not t.opd_tidak_ada))
        or (t.nilai is not null and $opd is null)
    group by t.tahun, t.ada_baris
)

select
    tahun,
    ide,
    terdaftar,
    dinyatakan - terdaftar as disebut,
    ide - dinyatakan as belum,
    100.0 * terdaftar / nullif(ide, 0) as terdaftar_persen,
    per_tanggal
from terhitung
order by tahun desc
