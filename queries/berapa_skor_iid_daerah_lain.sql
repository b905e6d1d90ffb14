-- Berapa skor IID kota ini, daerah lain, dan rata-rata nasional, tiap tahun yang ada angkanya?
-- satu baris: satu daerah, atau rata-rata nasional, pada satu tahun
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan urutan, banyak: dihitung dari skor
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   daerah     | VARCHAR | Daerah
--   skor       | DOUBLE  | Skor IID | skor 0–100
--   urutan     | BIGINT  | Urutan di antara yang ada angkanya
--   banyak     | BIGINT  | Daerah yang ada angkanya | daerah
--   rata_rata  | BOOLEAN | Rata-rata nasional
--   penerbit   | VARCHAR | Sumber
--   kepastian  | VARCHAR | Kepastian
--   catatan    | VARCHAR | Catatan
-- Skor kota sendiri hanya dibaca dari buku angka terbit. Urutan bukan peringkat provinsi: hanya di antara daerah yang angkanya tercatat di sini.
with baris as (
    select *, daerah = 'Rata-rata nasional' as rata_rata
    from iid_pembanding
    where daerah <> nama_kota()
    union all by name
    select tahun, nama_kota() as daerah, nilai as skor, sumber, kepastian, false as rata_rata
    from angka_publikasi
    where ukuran = 'skor_iid' and dipakai and nilai is not null
)

select
    p.tahun,
    p.daerah,
    p.skor,
    case
        when not p.rata_rata
            then rank() over (partition by p.tahun, p.rata_rata order by p.skor desc)
    end as urutan,
    count(*) filter (not p.rata_rata) over (partition by p.tahun) as banyak,
    p.rata_rata,
    coalesce(s.penerbit, s.judul) as penerbit,
    p.kepastian,
    p.catatan
from baris p
left join sumber s using (sumber)
where ($tahun_dari is null or p.tahun >= $tahun_dari)
    and ($tahun_sampai is null or p.tahun <= $tahun_sampai)
order by p.tahun, p.skor desc, p.daerah
