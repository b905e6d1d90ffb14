-- Bagaimana sebaran kematangan inovasi (0–111) pada tiap register?
-- satu baris: satu kelompok kematangan pada satu tahun register; satu baris kosong untuk register tanpanya
-- data: inovasi
-- parameter: tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   tahun      | BIGINT  | Tahun register | tahun
--   kelompok   | VARCHAR | Kematangan
--   jumlah     | BIGINT  | Jumlah inovasi | inovasi
--   terisi     | BIGINT  | Baris yang memuat kematangan | inovasi
--   baris      | BIGINT  | Baris register | inovasi
--   rata_rata  | DOUBLE  | Rata-rata kematangan | skor 0–111
--   keterangan | VARCHAR | Keterangan
-- Kelompoknya selebar 20 hanya supaya terbaca; kematangan tidak punya batas predikat yang diketahui.
with terpilih as (
    select tahun, kematangan, least(floor(kematangan / 20), 5) as ke
    from inovasi_terpilih($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan)
),

register as (
    select tahun, count(*) as baris, count(kematangan) as terisi, avg(kematangan) as rata_rata
    from terpilih
    group by all
),

kelompok as (
    select ke, (ke * 20)::bigint || '–' || case when ke = 5 then 111 else ke * 20 + 19 end as nama
    from range(0, 6) k(ke)
)

select
    r.tahun,
    k.nama as kelompok,
    case when k.ke is not null then count(t.ke) end as jumlah,
    any_value(r.terisi) as terisi,
    any_value(r.baris) as baris,
    round(any_value(r.rata_rata), 2) as rata_rata,
    case when k.ke is null then 'Tidak ada baris register yang memuat kematangan' end as keterangan
from register r
left join kelompok k on r.terisi > 0
left join terpilih t on t.tahun = r.tahun and t.ke = k.ke
group by r.tahun, k.ke, k.nama
order by k.ke desc, r.tahun
