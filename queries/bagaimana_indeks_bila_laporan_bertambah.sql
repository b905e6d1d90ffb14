-- Bagaimana perkiraan skor IID bila laporan inovasi terus bertambah, yang lemah dan yang setara?
-- satu baris: satu banyaknya inovasi untuk satu mutu laporan tambahan
-- perlu: rumus_iid
-- parameter: edisi bulat, inovasi angka, kematangan angka, spd angka, pelayanan_dasar angka, kematangan_laporan angka
-- nilai edisi: dari rumus_iid.edisi
-- nilai inovasi: 0 sampai 100000
-- nilai kematangan, kematangan_laporan: 0 sampai rumus_iid.maks_kematangan
-- nilai spd: 0 sampai rumus_iid.maks_spd
-- nilai pelayanan_dasar: 0 sampai rumus_iid.pelayanan_dasar_semua
-- kedudukan inovasi, kematangan, skor, selisih: perkiraan
-- kolom:
--   inovasi    | BIGINT  | Jumlah inovasi | inovasi
--   mutu       | VARCHAR | Laporan tambahan
--   kematangan | DOUBLE  | Rata-rata kematangan | skor 0–111
--   skor       | DOUBLE  | Perkiraan skor IID | skor 0–100
--   selisih    | DOUBLE  | Selisih dari keadaan sekarang | poin
--   penerbit   | VARCHAR | Sumber rumus
--   kepastian  | VARCHAR | Kepastian rumus
-- Rumusnya sama dengan berapa_perkiraan_indeks; yang tidak diberikan memakai titik_mulai_iid.
with bertambah as (
    select
        c.*,
        c.n + x.tambahan as n2,
        x.tambahan,
        mutu.nama as mutu,
        c.n * c.m + x.tambahan * case when mutu.nama = 'Lemah' then c.lemah else c.m end as jumlah_kematangan
    from keadaan_dicoba(
        $edisi, $inovasi, $kematangan, $spd, $pelayanan_dasar, $kematangan_laporan
    ) c, (select unnest(range(0, 201, 10)) as tambahan) x,
        (values ('Setara'), ('Lemah')) mutu(nama)
),

terhitung as (
    select
        *,
        skor_iid(
            s,
            jumlah_kematangan / greatest(k, n2),
            poin_jumlah(
                n2, d, pelayanan_dasar_minimal, batas_inovasi, poin_per_inovasi, maks_jumlah
            ),
            pembagi,
            skala
        ) as skor
    from bertambah
)

select
    n2::bigint as inovasi,
    mutu,
    case when n2 > 0 then jumlah_kematangan / n2 end as kematangan,
    skor,
    skor - max(skor) filter (tambahan = 0) over () as selisih,
    coalesce(r.penerbit, r.judul) as penerbit,
    t.kepastian
from terhitung t
left join sumber r using (sumber)
order by mutu desc, n2
