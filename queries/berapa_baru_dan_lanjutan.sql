-- Berapa inovasi yang baru dan berapa yang lanjutan dari tahun sebelumnya?
-- satu baris: satu keadaan pada satu tahun; tahun tanpa data satu baris kosong
-- data: inovasi
-- ukuran: inovasi_baru, inovasi_berjalan
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kedudukan jumlah: terbit
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   keadaan | VARCHAR | Keadaan
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
-- Keadaan yang dinyatakan sumber dipakai lebih dulu; selebihnya dibandingkan dengan ID pada
-- daftar tahun sebelumnya yang sama asal dan ukurannya: baris nyata tidak dibandingkan dengan
-- baris contoh, dan daftar tidak dibandingkan dengan daftar peluncuran.
-- Tanpa daftar seperti itu: belum dapat dipisahkan.
with terhitung as (
    select tahun, nilai as keadaan, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, 'keadaan')
    group by all
),

-- Yang diterbitkan tentang tahun yang daftarnya belum ada.
terbit as (
    select
        tahun, nilai::bigint as jumlah,
        case ukuran when 'inovasi_baru' then 'Baru' else 'Lanjutan' end as keadaan
    from angka_publikasi
    where ukuran in ('inovasi_baru', 'inovasi_berjalan') and dipakai and nilai is not null
        and se_kota($opd, $bentuk, $urusan)
)

select
    t.tahun,
    coalesce(h.keadaan, p.keadaan) as keadaan,
    case
        when not t.ada_baris then p.jumlah
        when h.jumlah is not null or not t.opd_tidak_ada then coalesce(h.jumlah, 0)
    end as jumlah,
    case
        when not t.ada_baris and p.jumlah is not null then null
        when not t.ada_baris and t.nilai is not null then hanya_se_kota()
        when not t.ada_baris then coalesce(t.catatan, 'Belum ada data')
        when h.jumlah is null and t.opd_tidak_ada then opd_tidak_ada_kata()
        when h.keadaan = 'Belum dapat dipisahkan' and lalu.ukuran is distinct from t.ukuran
            and lalu.baris > 0 then 'Ukuran berbeda dari tahun sebelumnya; tidak dibandingkan'
        when t.cakupan_waktu = 'tahun berjalan' then belum_setahun(t.per_tanggal)
        when lalu.baris > 0 and lalu.cakupan_waktu = 'tahun berjalan'
            then 'Dibandingkan dengan daftar tahun sebelumnya yang belum setahun penuh'
    end as keterangan
from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai, $opd) t
left join tahun_data lalu on lalu.dataset = 'inovasi' and lalu.tahun = t.tahun - 1
left join terhitung h on h.tahun = t.tahun
left join terbit p on p.tahun = t.tahun and not t.ada_baris
order by t.tahun, coalesce(h.keadaan, p.keadaan)
