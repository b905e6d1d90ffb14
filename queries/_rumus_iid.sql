-- Landasan simulasi indeks: rumus Indeks Inovasi Daerah, satu kali bagi semua yang menghitungnya.
-- data: rumus_iid, titik_mulai_iid

-- Keadaan yang dicoba dengan rumus edisinya, di dalam batas-batasnya: n inovasi, m rata-rata
-- kematangan, s poin SPD, d urusan pelayanan dasar, lemah kematangan laporan baru. Yang tidak diberikan
-- memakai titik_mulai_iid; tanpa edisi, edisi terakhir.
-- satu baris: satu keadaan
create macro keadaan_dicoba(
    pilih_edisi, inovasi, kematangan, spd, pelayanan_dasar, kematangan_laporan
) as table
with titik as (
    select
        max(nilai) filter (besaran = 'inovasi') as n,
        max(nilai) filter (besaran = 'kematangan') as m,
        max(nilai) filter (besaran = 'spd') as s,
        max(nilai) filter (besaran = 'pelayanan_dasar') as d,
        max(nilai) filter (besaran = 'kematangan_laporan') as lemah
    from titik_mulai_iid
)
select
    r.*,
    greatest(coalesce(inovasi::double, t.n), 0) as n,
    least(greatest(coalesce(kematangan::double, t.m), 0), r.maks_kematangan) as m,
    least(greatest(coalesce(spd::double, t.s), 0), r.maks_spd) as s,
    least(greatest(coalesce(pelayanan_dasar::double, t.d), 0), r.pelayanan_dasar_semua) as d,
    least(greatest(coalesce(kematangan_laporan::double, t.lemah), 0), r.maks_kematangan) as lemah
from rumus_iid r, titik t
where r.edisi = coalesce(pilih_edisi::bigint, (select max(edisi) from rumus_iid));

-- Poin untuk banyaknya inovasi; nol selama urusan pelayanan dasar kurang dari syaratnya.
create macro poin_jumlah(n, d, syarat, batas_inovasi, poin_per_inovasi, maks_jumlah) as
    case
        when d < coalesce(syarat, 0) then 0
        else least(least(n, batas_inovasi) * poin_per_inovasi, maks_jumlah)
    end;

-- Perkiraan skor dari ketiga bagiannya, berdesimal dua seperti skor yang diterbitkan: predikat dan
-- selisih dihitung dari angka itu juga.
create macro skor_iid(poin_spd, poin_kematangan, poin_jumlah, pembagi, skala) as
    round(((poin_spd + poin_kematangan + poin_jumlah) / pembagi * skala)::decimal(18, 9), 2)::double;
