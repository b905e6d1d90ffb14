"""Key figures beside the registers: published ones, the index, awards, targets."""

from dasbor.data.store import Store
from dasbor.format_id import number
from dasbor.questions.answers import Answers

LEDGER = """
select u.label, p.tahun, list(p.nilai order by p.id)
from angka_publikasi p join ukuran u using (ukuran)
where p.dipakai and p.nilai is not null group by all order by all
"""
TARGETS = """
select u.label, t.tahun, list(coalesce(t.nilai, p.nilai) order by t.lingkup)
from target t join ukuran u using (ukuran) left join angka_publikasi p on p.id = t.angka
where coalesce(t.nilai, p.nilai) is not null group by all order by all
"""
AWARDS = (
    "select 'Penghargaan dan lomba', tahun, [count(*)] from penghargaan group by all order by all"
)
KINDS = (
    ("Angka terbit", {"angka_publikasi", "ukuran"}, LEDGER),
    ("Target", {"target", "ukuran", "angka_publikasi"}, TARGETS),
    ("", {"penghargaan"}, AWARDS),
)


def beside_the_registers(store: Store, asked: Answers) -> dict[str, str]:
    """Label -> value in words, for what the data folder has."""
    there = {name for (name,) in store.rows("select dataset from kontrak")}
    found: dict[str, str] = {}
    for kind, needed, sql in KINDS:
        if needed <= there:
            for label, year, values in store.rows(sql):
                name = f"{kind}: {label}" if kind else label
                found[f"{name} {year}"] = " dan ".join(map(number, values))
    if {"rumus_iid", "titik_mulai_iid", "urusan", "angka_publikasi", "inovasi"} <= there:
        for row in asked.ask("dari_mana_simulasi_indeks_mulai").records():
            if row["dari_data"]:
                found[f"Simulasi indeks mulai dari: {row['label']}"] = number(row["nilai"])
    if {"angka_publikasi", "ukuran", "sumber"} <= there:
        for row in asked.ask("berapa_terdaftar_di_aplikasi_indeks").records():
            if row["jumlah"] is not None:
                found[f"Inovasi di aplikasi indeks {row['tahun']}"] = number(row["jumlah"])
    return found
