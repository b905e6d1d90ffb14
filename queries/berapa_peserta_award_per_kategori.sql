-- Berapa peserta Inovasi Award per kategori, dan berapa menurut penerbit lain?
-- satu baris: satu kategori pada satu tahun, dan jumlah semua kategorinya
-- perlu: penghargaan
-- ukuran: peserta_inovasi_award, peserta_award_pelayanan_publik, peserta_award_ttg, peserta_award_ttg_unggulan, peserta_award_posyantek
-- parameter: tahun_dari bulat, tahun_sampai bulat
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   kategori  | VARCHAR | Kategori
--   semua     | BOOLEAN | Semua kategori
--   peserta   | DOUBLE  | Peserta | peserta
--   sumber    | VARCHAR | Menurut
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   kepastian | VARCHAR | Kepastian
--   tandingan | DOUBLE  | Peserta menurut penerbit lain | peserta
--   sumber_tandingan | VARCHAR | Penerbit lain
--   kepastian_tandingan | VARCHAR | Kepastian penerbit lain
with kategori as (
    select * from (values
        (1, 'peserta_award_pelayanan_publik'), (2, 'peserta_award_ttg'),
        (3, 'peserta_award_ttg_unggulan'), (4, 'peserta_award_posyantek'),
        (5, 'peserta_inovasi_award')
    ) k(urutan, ukuran)
),

bersumber as (
    select p.*, coalesce(s.penerbit, s.judul, p.sumber) as penerbit, s.tanggal as tanggal_sumber
    from angka_publikasi p
    left join sumber s using (sumber)
)

select
    a.tahun,
    coalesce(regexp_replace(u.label, '^.*: ', ''), a.ukuran) as kategori,
    a.ukuran = 'peserta_inovasi_award' as semua,
    a.nilai as peserta, a.penerbit as sumber, a.tanggal_sumber, a.kepastian,
    b.nilai as tandingan, b.penerbit as sumber_tandingan, b.kepastian as kepastian_tandingan
from kategori k
join bersumber a on a.ukuran = k.ukuran and a.dipakai
left join bersumber b on b.ukuran = a.ukuran and b.tahun = a.tahun and not b.dipakai
left join ukuran u on u.ukuran = a.ukuran
where ($tahun_dari is null or a.tahun >= $tahun_dari)
    and ($tahun_sampai is null or a.tahun <= $tahun_sampai)
order by a.tahun desc, k.urutan, b.id
