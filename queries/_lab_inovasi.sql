-- Landasan pertanyaan tentang Lab Inovasi; hanya dibuat bila kota punya datanya.
-- data: lab_inovasi, tahap_lab

-- Tahap yang sudah dimasuki ide Lab Inovasi sampai tanggal keadaannya dicatat.
-- satu baris: satu ide di satu tahap
create macro lab_inovasi_terpilih(pilih_opd) as table
select l.tahun, l.id, l.per_tanggal, t.urutan, t.nama, v.masuk
from lab_inovasi l
cross join lateral (
    values ('drum_up', l.drum_up), ('diagnose', l.diagnose), ('design', l.design),
        ('deliver', l.deliver), ('display', l.display)
) v(tahap, masuk)
join tahap_lab t using (tahap)
where v.masuk <= l.per_tanggal
    and (pilih_opd is null or list_contains(pilih_opd::varchar[], l.opd));
