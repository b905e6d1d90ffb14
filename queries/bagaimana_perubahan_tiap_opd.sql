-- Bagaimana jumlah inovasi tiap OPD berubah, dan naik atau turun berapa peringkatnya?
-- satu baris: satu OPD dari daftar induk, juga yang nol
-- data: inovasi
-- daftar: opd
-- pembanding: kota
-- parameter: tahun_dari bulat, tahun_sampai bulat, opd[], bentuk[], urusan[]
-- kolom:
--   tahun       | BIGINT  | Tahun terakhir | tahun
--   kode        | VARCHAR | Kode
--   singkatan   | VARCHAR | Singkatan
--   nama        | VARCHAR | Perangkat daerah
--   jumlah      | BIGINT  | Jumlah inovasi | inovasi
--   acuan       | VARCHAR | Tahun yang dibandingkan
--   jumlah_acuan | BIGINT | Jumlah tahun itu | inovasi
--   selisih     | BIGINT  | Selisih dari tahun sebelumnya | inovasi
--   peringkat   | BIGINT  | Peringkat tahun itu
--   naik_peringkat | BIGINT | Naik peringkat
-- Yang dibandingkan ialah dua tahun berturut-turut terakhir yang keduanya utuh dan sama ukurannya: tahun
-- yang belum utuh tidak dibandingkan dengan setahun. Tanpa pasangan seperti itu tidak ada selisih, dan
-- peringkatnya dari tahun utuh terakhir. Peringkat selalu terhadap seluruh kota.
with terhitung as (
    select tahun, opd, sum(jumlah)::bigint as jumlah
    from inovasi_terhitung($tahun_dari, $tahun_sampai, null, $bentuk, $urusan, '')
    group by all
),

register as (
    select
        tahun, ukuran,
        coalesce(cakupan_waktu = 'tahun berjalan', false) as tahun_berjalan
    from tahun_terpilih('inovasi', $tahun_dari, $tahun_sampai)
    where ada_baris
),

dinilai as (
    select
        (select max(tahun) from register) as terakhir,
        max(r.tahun) filter (s.tahun is not null) as sebanding,
        coalesce(sebanding, max(r.tahun)) as acuan
    from register r
    left join register s
        on s.tahun = r.tahun - 1 and s.ukuran = r.ukuran and not s.tahun_berjalan
    where not r.tahun_berjalan
),

-- Yang belum atau tidak lagi ada pada suatu tahun tidak punya nol dan tidak punya peringkat.
per_tahun as (
    select
        o.kode, o.singkatan, o.nama, t.tahun,
        coalesce(h.jumlah, 0) as jumlah,
        rank() over (partition by t.tahun order by coalesce(h.jumlah, 0) desc) as peringkat
    from register t
    cross join opd o
    left join terhitung h on h.opd = o.kode and h.tahun = t.tahun
    where t.tahun between coalesce(o.berlaku_dari, t.tahun) and coalesce(o.berlaku_sampai, t.tahun)
        or h.jumlah > 0
)

select
    d.terakhir as tahun,
    t.kode,
    t.singkatan,
    t.nama,
    t.jumlah,
    d.acuan::varchar as acuan,
    a.jumlah as jumlah_acuan,
    a.jumlah - s.jumlah as selisih,
    a.peringkat,
    s.peringkat - a.peringkat as naik_peringkat
from dinilai d
join per_tahun t on t.tahun = d.terakhir
left join per_tahun a on a.kode = t.kode and a.tahun = d.acuan
left join per_tahun s on s.kode = t.kode and s.tahun = d.sebanding - 1
where $opd is null or list_contains($opd::varchar[], t.kode)
order by t.jumlah desc, t.nama
