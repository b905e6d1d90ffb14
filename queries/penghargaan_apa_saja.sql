-- Penghargaan, kompetisi, pameran, dan studi tiru apa saja yang tercatat?
-- satu baris: satu catatan, atau satu tahun di antaranya yang tidak punya catatan
-- perlu: penghargaan
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], tingkat
-- pilihan tingkat: semua, kota, provinsi, nasional, tidak dinyatakan
-- kolom:
--   tahun    | BIGINT  | Tahun | tahun
--   dasar_tahun | VARCHAR | Dasar tahun
--   tanggal  | DATE    | Tanggal
--   tingkat  | VARCHAR | Tingkat
--   jenis    | VARCHAR | Jenis
--   nama     | VARCHAR | Nama
--   hasil    | VARCHAR | Hasil
--   peserta  | VARCHAR | Inovasi atau peserta
--   opd      | VARCHAR | OPD
--   penyelenggara | VARCHAR | Penyelenggara
--   sumber   | VARCHAR | Sumber
--   tanggal_sumber | VARCHAR | Tanggal sumber
--   kepastian | VARCHAR | Kepastian
--   catatan  | VARCHAR | Catatan
-- Angka pada hasil diambil dari buku angka terbit. Tahun tanpa catatan berarti tidak tercatat.
with nama_terkait as (
    select p.id, f.nama, f.opd, w.kelurahan, w.kecamatan
    from penghargaan p
    join angka_publikasi a on a.id in (p.angka, p.angka_kedua)
    join fakta_bernama f on f.ukuran = a.ukuran and f.tahun = a.tahun
    left join wilayah w on w.kode = f.kelurahan
),

perangkat as (
    select id, opd from nama_terkait where opd is not null
    union
    select id, opd from penghargaan where opd is not null
),

pelaku as (
    select
        p.id, list(p.opd) as kode,
        string_agg(coalesce(o.singkatan, p.opd), ', ' order by o.singkatan) as opd
    from perangkat p
    left join opd o on o.kode = p.opd
    group by p.id
),

peserta as (
    select
        id,
        string_agg(distinct concat_ws(', ', nama, 'Kel. ' || kelurahan, 'Kec. ' || kecamatan), '; ')
            as nama
    from nama_terkait
    where nama is not null
    group by id
),

angka as (
    select
        id, sebutan,
        case
            when nilai = trunc(nilai) then translate(format('{:,}', nilai::bigint), ',', '.')
            else replace(printf('%.2f', nilai), '.', ',')
        end as nilai
    from angka_publikasi
),

terpilih as (
    select
        p.*, l.opd as nama_opd, s.penerbit, s.judul as judul_sumber, s.tanggal as tanggal_sumber,
        coalesce(p.peserta, t.nama) as nama_peserta,
        replace(replace(replace(p.hasil, '{angka}', coalesce(a.nilai, '…')),
            '{angka_kedua}', coalesce(b.nilai, '…')), '{sebutan}', coalesce(a.sebutan, '…')) as isi
    from penghargaan p
    left join angka a on a.id = p.angka
    left join angka b on b.id = p.angka_kedua
    left join pelaku l on l.id = p.id
    left join peserta t on t.id = p.id
    left join sumber s on s.sumber = p.sumber
    where $tingkat in ('semua', coalesce(p.tingkat, 'tidak dinyatakan'))
        and ($opd is null or list_has_any(l.kode, $opd::varchar[]))
),

sumbu as (
    select y.tahun
    from (select min(tahun) as awal, greatest(max(tahun), tahun_ini()) as akhir from penghargaan),
        range(awal, akhir + 1) y(tahun)
)

select
    s.tahun, p.dasar_tahun, p.tanggal,
    case when p.id is not null then coalesce(p.tingkat, 'tidak dinyatakan') end as tingkat,
    p.jenis, p.nama, p.isi as hasil, p.nama_peserta as peserta, p.nama_opd as opd, p.penyelenggara,
    coalesce(p.penerbit, p.judul_sumber) as sumber, p.tanggal_sumber, p.kepastian,
    case
        when p.id is not null then p.catatan
        when $tingkat = 'semua' and $opd is null then 'Tidak tercatat'
        else 'Tidak tercatat dalam saringan ini'
    end as catatan
from sumbu s
left join terpilih p using (tahun)
where ($tahun_dari is null or s.tahun >= $tahun_dari)
    and ($tahun_sampai is null or s.tahun <= $tahun_sampai)
order by s.tahun desc, p.tanggal desc nulls last, p.id
