-- Bagaimana sebaran kematangan inovasi (0–111) tiap tahun?
-- satu baris: satu kelompok kematangan pada satu tahun, kosong bila daftar inovasinya tidak memuatnya
-- data: inovasi
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   kelompok   | VARCHAR | Kematangan
--   jumlah     | BIGINT  | Jumlah inovasi | inovasi
--   terisi     | BIGINT  | Baris yang memuat kematangan | inovasi
--   baris      | BIGINT  | Inovasi terdaftar | inovasi
--   rata_rata  | DOUBLE  | Rata-rata kematangan | skor 0–111
--   keterangan | VARCHAR | Keterangan
-- Kelompoknya selebar 20 hanya supaya terbaca; kematangan tidak punya batas predikat yang diketahui.
with terpilih as (
    select tahun, kematangan, case when kematangan is not null then least(floor(kematangan / 20), 5) end as ke
    from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan)
),

register as (
    select tahun, count(*) as baris, count(kematangan) as terisi, avg(kematangan) as rata_rata
    from terpilih
    group by all
),

kelompok as (
    select ke, (ke * 20)::bigint || '–' || case when ke = 5 then '111' else '<' || (ke * 20 + 20)::bigint end as nama
    from range(0, 6) k(ke)
)

select
    r.tahun,
    k.nama as kelompok,
    case when any_value(r.terisi) > 0 then count(t.ke) end as jumlah,
    any_value(r.terisi) as terisi,
    any_value(r.baris) as baris,
    any_value(r.rata_rata) as rata_rata,
    case
        when any_value(r.terisi) = 0 then 'Daftar inovasi tahun itu tidak memuat kematangan'
    end as keterangan
from register r
cross join kelompok k
left join terpilih t on t.tahun = r.tahun and t.ke = k.ke
group by r.tahun, k.ke, k.nama
order by k.ke desc, r.tahun
