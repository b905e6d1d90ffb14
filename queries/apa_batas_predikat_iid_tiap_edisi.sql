-- Apa batas predikat Indeks Inovasi Daerah tiap edisi, dan mana yang belum diketahui?
-- satu baris: satu pita skor pada satu edisi; predikat yang batasnya belum diketahui menjadi satu pita
-- perlu: ambang_iid
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   tahun      | BIGINT  | Edisi | tahun
--   predikat   | VARCHAR | Predikat
--   bawah      | DOUBLE  | Dari | skor 0–100
--   atas       | DOUBLE  | Sampai | skor 0–100
--   diketahui  | BOOLEAN | Batas diketahui
--   urutan     | BIGINT  | Urutan predikat
--   penerbit   | VARCHAR | Sumber
--   kepastian  | VARCHAR | Kepastian
--   catatan    | VARCHAR | Catatan
-- Edisi yang batasnya tidak tercatat sama sekali tidak punya baris.
with batas as (
    select
        a.*,
        a.batas_bawah is not null and a.batas_atas is not null as diketahui,
        list_position(
            ['Tidak Dapat Dinilai', 'Kurang Inovatif', 'Inovatif', 'Sangat Inovatif'], a.predikat
        ) as urutan
    from ambang_iid a
),

berpulau as (
    select
        *,
        urutan - row_number() over (partition by edisi, diketahui order by urutan) as pulau
    from batas
)

select
    b.edisi as tahun,
    string_agg(b.predikat, ' atau ' order by b.urutan desc) as predikat,
    min(b.batas_bawah) as bawah,
    max(b.batas_atas) as atas,
    b.diketahui,
    min(b.urutan)::bigint as urutan,
    string_agg(distinct s.penerbit, '; ') as penerbit,
    max(b.kepastian) as kepastian,
    string_agg(distinct b.catatan, '; ') as catatan
from berpulau b
left join sumber s using (sumber)
where ($tahun_dari is null or b.edisi >= $tahun_dari)
    and ($tahun_sampai is null or b.edisi <= $tahun_sampai)
group by b.edisi, b.diketahui, case when b.diketahui then b.urutan else -b.pulau end
order by b.edisi, min(b.urutan) desc
