-- Berapa perkiraan skor IID pada keadaan yang dicoba, dan langkah tunggal mana yang paling menaikkannya?
-- satu baris: keadaan yang dicoba (urutan 0), lalu satu langkah tunggal dari keadaan itu
-- perlu: rumus_iid
-- parameter: edisi bulat, inovasi angka, kematangan angka, spd angka, pelayanan_dasar angka, kematangan_laporan angka, tingkat_spd
-- nilai edisi: dari rumus_iid.edisi
-- nilai inovasi: 0 sampai 100000
-- nilai kematangan, kematangan_laporan: 0 sampai rumus_iid.maks_kematangan
-- nilai spd: 0 sampai rumus_iid.maks_spd
-- nilai pelayanan_dasar: 0 sampai rumus_iid.pelayanan_dasar_semua
-- nilai tingkat_spd: pasangan indikator_iid.nomor dengan 0 sampai 3
-- kedudukan inovasi, kematangan, poin_spd, poin_kematangan, poin_jumlah, skor, selisih, batas_laporan: perkiraan
-- kolom:
--   urutan     | BIGINT  | Urutan
--   langkah    | VARCHAR | Langkah
--   rincian    | VARCHAR | Rincian
--   inovasi    | DOUBLE  | Jumlah inovasi | inovasi
--   kematangan | DOUBLE  | Rata-rata kematangan | skor 0–111
--   poin_spd   | DOUBLE  | SPD | poin
--   poin_kematangan | DOUBLE | Kematangan | poin
--   poin_jumlah | DOUBLE | Jumlah | poin
--   skor       | DOUBLE  | Perkiraan skor IID | skor 0–100
--   selisih    | DOUBLE  | Selisih | poin
--   predikat   | VARCHAR | Predikat menurut batas edisi
--   batas_laporan | DOUBLE | Kematangan laporan baru agar skor tidak turun | skor 0–111
--   penerbit   | VARCHAR | Sumber rumus
--   kepastian  | VARCHAR | Kepastian rumus
--   keterangan | VARCHAR | Keterangan
-- Rumus: (SPD + jumlah kematangan / max(k, banyaknya inovasi) + poin jumlah) / pembagi × skala; semua
-- bilangannya dari rumus_iid. tingkat_spd berisi '12:3;6:1' (nomor indikator:tingkat) dan mengganti spd.
-- Yang tidak diberikan memakai titik_mulai_iid. Langkah yang tidak dapat diambil tidak punya skor.
with tingkat as (
    select i.nama_indikator, i.bobot, coalesce(d.tingkat, 0) as tingkat
    from indikator_iid i
    left join (
        select split_part(t.isi, ':', 1) as nomor,
            least(greatest(try_cast(split_part(t.isi, ':', 2) as bigint), 0), 3) as tingkat
        from unnest(string_split($tingkat_spd::varchar, ';')) t(isi)
    ) d using (nomor)
    where i.aspek = 'SPD'
        and i.edisi = coalesce($edisi::bigint, (select max(edisi) from rumus_iid))
),

indikator as (
    select
        case when $tingkat_spd is not null then sum(bobot * tingkat) end as spd,
        max(bobot) filter ($tingkat_spd is null or tingkat < 3) as bobot,
        arg_max(nama_indikator, bobot) filter ($tingkat_spd is null or tingkat < 3) as nama,
        count(*) as banyak
    from tingkat
),

dicoba as (
    select
        c.* replace (least(greatest(coalesce(i.spd, c.s), 0), c.maks_spd) as s),
        i.bobot, i.nama, i.banyak
    from keadaan_dicoba(
        $edisi, $inovasi, $kematangan, $spd, $pelayanan_dasar, $kematangan_laporan
    ) c, indikator i
),

pilihan as (
    select
        0 as urutan, 'Keadaan yang dicoba' as langkah, null as rincian, null as halangan,
        n as n2, m as m2, s as s2, d as d2, c.*
    from dicoba c
    union all
    select
        l.urutan,
        l.label,
        case
            when l.laporan_lemah then 'kematangan ' || replace(c.lemah::decimal(6, 1)::varchar, '.', ',')
            when l.naik_tingkat_spd > 0
                then c.nama || ', bobot ' || replace(c.bobot::decimal(6, 2)::varchar, '.', ',')
            when l.penuhi_pelayanan_dasar and c.pelayanan_dasar_minimal is not null
                then c.pelayanan_dasar_minimal || ' dari ' || c.pelayanan_dasar_semua || ' urusan'
        end,
        case
            when l.naik_tingkat_spd > 0 and c.banyak = 0 then 'Indikator edisi ini belum tercatat'
            when l.naik_tingkat_spd > 0 and (c.bobot is null or c.s >= c.maks_spd)
                then 'SPD sudah paling tinggi'
            when l.penuhi_pelayanan_dasar and c.pelayanan_dasar_minimal is null
                then 'Edisi ini tidak diketahui memakai syarat itu'
            when l.penuhi_pelayanan_dasar and c.d >= c.pelayanan_dasar_minimal then 'Sudah terpenuhi'
            when l.tambah_kematangan > 0 and c.m >= c.maks_kematangan
                then 'Kematangan sudah paling tinggi'
        end,
        c.n + l.tambah_laporan,
        least(
            case
                when c.n + l.tambah_laporan = 0 then c.m
                else (
                    c.n * c.m + l.tambah_laporan * case when l.laporan_lemah then c.lemah else c.m end
                ) / (c.n + l.tambah_laporan)
            end + l.tambah_kematangan,
            c.maks_kematangan
        ),
        least(c.s + l.naik_tingkat_spd * coalesce(c.bobot, 0), c.maks_spd),
        case
            when l.penuhi_pelayanan_dasar then greatest(c.d, coalesce(c.pelayanan_dasar_minimal, 0))
            else c.d
        end,
        c.*
    from dicoba c, langkah_iid l
),

berpoin as (
    select
        *,
        s2 as poin_spd,
        n2 * m2 / greatest(k, n2) as poin_kematangan,
        poin_jumlah(
            n2, d2, pelayanan_dasar_minimal, batas_inovasi, poin_per_inovasi, maks_jumlah
        ) as poin_jumlah
    from pilihan
),

terhitung as (
    select
        *,
        skor_iid(poin_spd, poin_kematangan, poin_jumlah, pembagi, skala) as skor,
        case
            when urutan = 0 then greatest(
                (
                    poin_kematangan - case
                        when d >= coalesce(pelayanan_dasar_minimal, 0) and n < batas_inovasi
                            then poin_per_inovasi
                        else 0
                    end
                ) * greatest(k, n + 1) - n * m, 0
            )
        end as batas_laporan
    from berpoin
)

select
    t.urutan::bigint as urutan,
    t.langkah,
    t.rincian,
    t.n2 as inovasi,
    t.m2 as kematangan,
    t.poin_spd,
    t.poin_kematangan,
    t.poin_jumlah,
    case when t.halangan is null then t.skor end as skor,
    case
        when t.urutan > 0 and t.halangan is null
            then t.skor - max(t.skor) filter (t.urutan = 0) over ()
    end as selisih,
    case when t.halangan is null then b.predikat end as predikat,
    t.batas_laporan,
    coalesce(r.penerbit, r.judul) as penerbit,
    t.kepastian,
    t.halangan as keterangan
from terhitung t
left join sumber r on r.sumber = t.sumber
left join ambang_iid b
    on b.edisi = t.edisi and t.skor between b.batas_bawah and b.batas_atas
order by t.urutan > 0, t.halangan is not null, t.skor desc, t.urutan
