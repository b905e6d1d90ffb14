-- Landasan daftar OPD.
-- data: opd

create macro opd_tidak_ada_kata() as 'OPD ini tidak ada pada tahun itu';
