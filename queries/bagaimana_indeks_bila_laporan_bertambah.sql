-- Bagaimana perkiraan skor IID bila laporan inovasi terus bertambah, yang lemah dan yang setara?
-- satu baris: satu banyaknya inovasi untuk satu mutu laporan tambahan
-- parameter: edisi bulat, inovasi angka, kematangan angka, spd angka, pelayanan_dasar angka, kematangan_laporan angka
-- kolom:
--   inovasi    | BIGINT  | Jumlah inovasi | inovasi
--   mutu       | VARCHAR | Laporan tambahan
--   kematangan | DOUBLE  | Rata-rata kematangan | skor 0–111
--   skor       | DOUBLE  | Perkiraan skor IID | skor 0–100
--   selisih    | DOUBLE  | Selisih dari keadaan sekarang | poin
-- Rumusnya sama dengan berapa_perkiraan_indeks; yang tidak diberikan memakai titik_mulai_iid.
with rumus as (
    select * from rumus_iid
    where edisi = coalesce($edisi::bigint, (select max(edisi) from rumus_iid))
),

titik as (
    select
        coalesce($inovasi::double, max(nilai) filter (besaran = 'inovasi')) as inovasi,
        coalesce($kematangan::double, max(nilai) filter (besaran = 'kematangan')) as kematangan,
        coalesce($spd::double, max(nilai) filter (besaran = 'spd')) as spd,
        coalesce($pelayanan_dasar::double, max(nilai) filter (besaran = 'pelayanan_dasar')) as dasar,
        coalesce($kematangan_laporan::double, max(nilai) filter (besaran = 'kematangan_laporan'))
            as lemah
    from titik_mulai_iid
),

dicoba as (
    select
        r.*,
        greatest(t.inovasi, 0) as n,
        least(greatest(t.kematangan, 0), r.maks_kematangan) as m,
        least(greatest(t.spd, 0), r.maks_spd) as s,
        least(greatest(t.dasar, 0), r.pelayanan_dasar_semua) as d,
        least(greatest(t.lemah, 0), r.maks_kematangan) as lemah
    from rumus r, titik t
),

bertambah as (
    select
        c.*,
        c.n + x.tambahan as n2,
        x.tambahan,
        mutu.nama as mutu,
        c.n * c.m + x.tambahan * case when mutu.nama = 'Lemah' then c.lemah else c.m end as jumlah_kematangan
    from dicoba c, (select unnest(range(0, 201, 10)) as tambahan) x,
        (values ('Setara'), ('Lemah')) mutu(nama)
),

terhitung as (
    select
        *,
        round(
            (
                s + jumlah_kematangan / greatest(k, n2)
                + case
                    when d < coalesce(pelayanan_dasar_minimal, 0) then 0
                    else least(least(n2, batas_inovasi) * poin_per_inovasi, maks_jumlah)
                end
            ) / pembagi * skala, 2
        ) as skor
    from bertambah
)

select
    n2::bigint as inovasi,
    mutu,
    case when n2 > 0 then round(jumlah_kematangan / n2, 2) end as kematangan,
    skor,
    round(skor - max(skor) filter (tambahan = 0) over (), 2) as selisih
from terhitung
order by mutu desc, n2
