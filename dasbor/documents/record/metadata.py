"""Statistical metadata as Peraturan BPS 5/2020 asks for it: of indicators and of variables.

All of it comes from the dictionary of measures and from the contracts; what nobody has written
yet stays empty and is not guessed.
"""

from collections.abc import Iterator
from typing import Any

from dasbor.documents import archive
from dasbor.documents.record.about import About

Entry = dict[str, Any]
INDICATOR, VARIABLE = "indikator", "variabel"
OPEN = "Ya"
SHEETS = {INDICATOR: "Metadata Indikator", VARIABLE: "Metadata Variabel"}
TYPES = {
    "BIGINT": "Bilangan bulat",
    "DOUBLE": "Bilangan desimal",
    "BOOLEAN": "Ya/tidak",
    "DATE": "Tanggal",
    "VARCHAR": "Teks",
}


def entries(about: About, kind: str) -> list[Entry]:
    """The entries of one kind of metadata, each with the same fields in the same order."""
    return list(_indicators(about) if kind == INDICATOR else _variables(about))


def _indicators(about: About) -> Iterator[Entry]:
    for row in about.asked.ask("ukuran_apa_saja").records():
        yield {
            "Kode": row["kode"],
            "Nama Indikator": row["ukuran"],
            "Konsep": row["konsep"],
            "Definisi": row["definisi"],
            "Interpretasi": row["interpretasi"],
            "Metode/Rumus Penghitungan": row["cara_hitung"],
            "Ukuran": "Persentase" if "%" in (row["satuan"] or "") else "Jumlah atau nilai",
            "Satuan": row["satuan"],
            "Klasifikasi Penyajian": "Tahun",
            "Indikator Komposit": "Tidak",
            "Variabel Pembangun": row["bagian_dari"],
            "Level Estimasi": about.city.name,
            "Dapat Diakses Umum": OPEN,
            "Tahun Pertama": row["dari_tahun"],
            "Tahun Terakhir": row["sampai_tahun"],
            "Catatan": row["catatan"],
        }


def _variables(about: About) -> Iterator[Entry]:
    for row in about.asked.ask("variabel_apa_saja").records():
        yield {
            "Kumpulan Data": row["judul"],
            "Nama Variabel": row["kolom"],
            "Alias": row["label"],
            "Konsep": row["satu_baris"],
            "Definisi": row["arti"],
            "Referensi Pemilihan": row["rujuk"],
            "Referensi Waktu": "Tahun" if row["kolom"] == "tahun" else None,
            "Ukuran": None,
            "Satuan": row["satuan"],
            "Tipe Data": TYPES.get(row["tipe"], row["tipe"]),
            "Klasifikasi Isian": row["boleh"],
            "Aturan Validasi": _rules(row),
            "Kalimat Pertanyaan": None,
            "Dapat Diakses Umum": OPEN,
        }


def _rules(row: Entry) -> str | None:
    """What a value has to satisfy, in words; nothing when it may be anything."""
    rules = ["wajib diisi"] if row["wajib"] else []
    rules += [f"paling kecil {row['terkecil']:g}"] if row["terkecil"] is not None else []
    rules += [f"paling besar {row['terbesar']:g}"] if row["terbesar"] is not None else []
    rules += ["salah satu klasifikasi isian"] if row["boleh"] else []
    rules += [f"ada di {row['rujuk']}"] if row["rujuk"] else []
    return "; ".join(rules) or None


def document(about: About, kind: str) -> dict[str, Any]:
    """The metadata of one kind as a document for programs."""
    return {
        "judul": f"{SHEETS[kind]}, {about.title}",
        "acuan": "Peraturan BPS Nomor 5 Tahun 2020",
        "versi_data": about.version,
        kind: entries(about, kind),
    }


def workbook(about: About, kind: str) -> bytes:
    """The same as XLSX: one sheet, one row an entry."""
    found = entries(about, kind)
    head = tuple(found[0]) if found else ()
    return archive.one_sheet(SHEETS[kind], head, (tuple(entry.values()) for entry in found))
