-- Fakta apa tentang satu OPD, selain penghargaan, yang pernah disebut sumber terbit?
-- satu baris: satu kali satu OPD disebut namanya
-- perlu: fakta_bernama
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[]
-- kolom:
--   tahun     | BIGINT  | Tahun | tahun
--   singkatan | VARCHAR | OPD
--   fakta     | VARCHAR | Disebut sebagai
--   nama      | VARCHAR | Nama inovasi
--   penerbit  | VARCHAR | Sumber
--   tanggal_sumber | DATE | Tanggal sumber
--   kepastian | VARCHAR | Kepastian
--   catatan   | VARCHAR | Catatan
-- Yang angkanya dipakai daftar penghargaan tidak diulang di sini: tampil di penghargaan_apa_saja.
select
    f.tahun,
    coalesce(o.singkatan, f.opd) as singkatan,
    coalesce(u.label, f.ukuran) as fakta,
    f.nama,
    coalesce(s.penerbit, s.judul, f.sumber) as penerbit,
    try_cast(s.tanggal as date) as tanggal_sumber,
    f.kepastian,
    f.catatan
from fakta_bernama f
left join opd o on o.kode = f.opd
left join ukuran u using (ukuran)
left join sumber s using (sumber)
where f.opd is not null
    and ($tahun_dari is null or f.tahun >= $tahun_dari)
    and ($tahun_sampai is null or f.tahun <= $tahun_sampai)
    and ($opd is null or list_contains($opd::varchar[], f.opd))
    and not exists (
        select 1
        from penghargaan p
        join angka_publikasi a on a.id in (p.angka, p.angka_kedua)
        where a.ukuran = f.ukuran and a.tahun = f.tahun
    )
order by f.tahun desc, fakta, singkatan
