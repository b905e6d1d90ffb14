-- Berapa inovasi tiap tahun menurut bentuk, jenis, tahapan, inisiator, atau urusannya?
-- satu baris: satu nilai rincian pada satu tahun; tahun tanpa data satu baris kosong
-- data: inovasi
-- parameter: rincian, tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun   | BIGINT  | Tahun | tahun
--   rincian | VARCHAR | Rincian
--   jumlah  | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
-- pilihan rincian: bentuk, jenis, tahapan, inisiator, urusan
with terhitung as (
    select
        i.tahun,
        terisi(
            case $rincian::varchar
                when 'bentuk' then coalesce(b.singkatan, i.bentuk)
                when 'urusan' then i.urusan
                else i.nilai
            end
        ) as rincian,
        sum(i.jumlah)::bigint as jumlah
    from inovasi_terhitung(
        $tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan,
        case when $rincian::varchar in ('bentuk', 'urusan') then '' else $rincian::varchar end
    ) i
    left join bentuk b on b.bentuk = i.bentuk
    group by all
)

select
    t.tahun,
    h.rincian,
    case
        when t.ada_baris and (h.jumlah is not null or not t.opd_tidak_ada)
            then coalesce(h.jumlah, 0)
    end as jumlah,
    case
        when t.ada_baris and h.jumlah is null and t.opd_tidak_ada then opd_tidak_ada_kata()
        when t.ada_baris then null
        when t.nilai is not null then hanya_se_kota()
        else coalesce(t.catatan, 'Belum ada data')
    end as keterangan
from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai, $opd) t
left join terhitung h using (tahun)
order by t.tahun, h.rincian
