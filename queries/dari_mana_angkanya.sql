-- Dari mana angka ini: sumber, per tanggal, kepastian, dan berapa barisnya yang contoh?
-- satu baris: satu dataset dan tahun, atau satu angka terbit, di belakang jawaban
-- parameter: dataset, ukuran, tahun_dari, tahun_sampai, opd, bentuk, urusan
-- kolom:
--   dataset   | VARCHAR | Dataset
--   judul     | VARCHAR | Isi
--   tahun     | BIGINT  | Tahun | tahun
--   ukuran    | VARCHAR | Ukuran
--   definisi  | VARCHAR | Definisi
--   nilai     | DOUBLE  | Angka terbit
--   sumber    | VARCHAR | Sumber
--   penerbit  | VARCHAR | Penerbit
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   per_tanggal | DATE  | Per tanggal
--   cakupan_waktu | VARCHAR | Cakupan waktu
--   kepastian | VARCHAR | Kepastian
--   catatan   | VARCHAR | Catatan
--   baris     | BIGINT  | Baris | baris
--   baris_contoh | BIGINT | Di antaranya data contoh | baris
-- Nol pun jawaban dari register itu: bila saringan tidak menyisakan baris, yang dihitung contohnya
-- ialah seluruh register tahun itu.
with inovasi_terhitung as (
    select tahun, sum(jumlah)::bigint as baris,
        coalesce(sum(jumlah) filter (asal = 'contoh'), 0)::bigint as baris_contoh
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
),

di_belakang as (
    select
        d.dataset, d.tahun, d.ukuran, d.nilai, d.sumber, d.nama_sumber_baris, d.per_tanggal,
        d.cakupan_waktu, d.kepastian, d.catatan,
        case when d.dataset = 'inovasi' then coalesce(i.baris, 0) else d.baris end as baris,
        case when coalesce(i.baris, 0) > 0 then i.baris_contoh else d.baris_contoh end as baris_contoh
    from tahun_data d
    left join inovasi_terhitung i on d.dataset = 'inovasi' and i.tahun = d.tahun
    where list_contains($dataset::varchar[], d.dataset)
    union all
    select
        'angka_publikasi', tahun, ukuran, nilai, sumber, null, per_tanggal, cakupan_waktu,
        kepastian, catatan, 0, 0
    from angka_publikasi
    where list_contains($ukuran::varchar[], ukuran) and dipakai
)

select
    a.dataset, k.judul, a.tahun, coalesce(u.label, a.ukuran) as ukuran, u.definisi, a.nilai,
    coalesce(s.judul, a.nama_sumber_baris) as sumber,
    coalesce(s.penerbit, s.judul, a.nama_sumber_baris) as penerbit, s.tanggal as tanggal_sumber,
    a.per_tanggal, a.cakupan_waktu, a.kepastian, a.catatan, a.baris, a.baris_contoh
from di_belakang a
left join kontrak k using (dataset)
left join ukuran u using (ukuran)
left join sumber s on s.sumber = a.sumber
where ($tahun_dari is null or a.tahun >= $tahun_dari)
    and ($tahun_sampai is null or a.tahun <= $tahun_sampai)
order by a.dataset, a.tahun
