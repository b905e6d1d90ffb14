-- Landasan daftar OPD.
-- data: opd

-- Apakah tidak satu pun OPD yang dipilih ada pada tahun itu. Yang belum atau tidak lagi ada
-- tidak punya nol: tidak ada yang dihitung.
create macro opd_tidak_ada(pilih_opd, pada) as (
    select
        count(*) > 0
        and count(*) filter (pada between coalesce(berlaku_dari, pada) and coalesce(berlaku_sampai, pada)) = 0
    from opd
    where list_contains(pilih_opd::varchar[], kode)
);

create macro opd_tidak_ada_kata() as 'OPD ini tidak ada pada tahun itu';
