-- Dari mana angka ini: sumber, per tanggal, kepastian, dan berapa barisnya yang contoh?
-- satu baris: satu dataset dan tahun, atau satu angka terbit, di belakang jawaban
-- parameter: dataset[], ukuran[], tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- nilai dataset: dari kontrak.dataset
-- nilai ukuran: dari ukuran.ukuran
-- kedudukan baris, baris_contoh: dihitung
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
-- Nol pun jawaban dari daftar itu: bila saringan tidak menyisakan baris, yang dihitung contohnya
-- ialah seluruh daftar tahun itu.
with inovasi_terhitung as (
    select tahun, sum(jumlah)::bigint as baris,
        coalesce(sum(jumlah) filter (asal = 'contoh'), 0)::bigint as baris_contoh
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
)

select
    a.dataset, a.judul, a.tahun, a.ukuran, a.definisi, a.nilai, a.sumber, a.penerbit,
    a.tanggal_sumber, a.per_tanggal, a.cakupan_waktu, a.kepastian, a.catatan,
    case when a.dataset = 'inovasi' then coalesce(i.baris, 0) else a.baris end as baris,
    case when i.baris > 0 then i.baris_contoh else a.baris_contoh end as baris_contoh
from asal_angka a
left join inovasi_terhitung i on a.dataset = 'inovasi' and i.tahun = a.tahun
where case
        when a.dataset = 'angka_publikasi' then list_contains($ukuran::varchar[], a.kode_ukuran)
        else list_contains($dataset::varchar[], a.dataset)
    end
    and ($tahun_dari is null or a.tahun >= $tahun_dari)
    and ($tahun_sampai is null or a.tahun <= $tahun_sampai)
order by a.dataset, a.tahun
