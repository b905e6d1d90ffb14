-- Berapa inovasi tiap OPD tiap tahun?
-- satu baris: satu OPD pada satu tahun, juga yang nol dan tahun tanpa data
-- data: inovasi
-- daftar: opd
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   kode      | VARCHAR | Kode
--   singkatan | VARCHAR | Singkatan
--   nama      | VARCHAR | OPD
--   tahun     | BIGINT  | Tahun | tahun
--   jumlah    | BIGINT  | Jumlah inovasi | inovasi
--   keterangan | VARCHAR | Keterangan
-- jumlah kosong: tahun itu belum ada data, atau OPD-nya belum atau tidak lagi ada.
with terhitung as (
    select tahun, opd, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, $opd, $bentuk, $urusan, '')
    group by all
)

select
    t.kode,
    t.singkatan,
    t.nama,
    t.tahun,
    case when t.ada_baris and (berlaku or h.jumlah > 0) then coalesce(h.jumlah, 0) end as jumlah,
    case
        when not t.ada_baris then 'Belum ada data'
        when not berlaku and h.jumlah is null then 'Unit belum atau tidak lagi ada'
        when h.jumlah is null then 'Tanpa inovasi'
    end as keterangan
from (
    select *, tahun >= coalesce(berlaku_dari, tahun) and tahun <= coalesce(berlaku_sampai, tahun) as berlaku
    from opd, tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai)
) t
left join terhitung h on h.opd = t.kode and h.tahun = t.tahun
where $opd is null or list_contains($opd::varchar[], t.kode)
order by sum(h.jumlah) over (partition by t.kode) desc nulls last, t.nama, t.tahun
