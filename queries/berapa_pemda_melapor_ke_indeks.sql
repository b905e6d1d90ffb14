-- Berapa pemerintah daerah melaporkan inovasinya ke indeks secara nasional, dan berapa inovasinya?
-- satu baris: satu tahun indeks
-- perlu: iid_nasional
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kedudukan rata_rata: dihitung dari pemda, inovasi
-- kolom:
--   tahun      | BIGINT  | Tahun | tahun
--   pemda      | BIGINT  | Pemerintah daerah yang melapor | pemerintah daerah
--   inovasi    | BIGINT  | Inovasi yang dilaporkan | inovasi
--   rata_rata  | DOUBLE  | Rata-rata per pemerintah daerah | inovasi
--   penerbit   | VARCHAR | Sumber
--   kepastian  | VARCHAR | Kepastian
--   catatan    | VARCHAR | Catatan
select
    n.tahun,
    n.pemda_melapor as pemda,
    n.inovasi_dilaporkan as inovasi,
    n.inovasi_dilaporkan / nullif(n.pemda_melapor, 0) as rata_rata,
    coalesce(s.penerbit, s.judul) as penerbit,
    n.kepastian,
    n.catatan
from iid_nasional n
left join sumber s using (sumber)
where ($tahun_dari is null or n.tahun >= $tahun_dari)
    and ($tahun_sampai is null or n.tahun <= $tahun_sampai)
order by n.tahun
