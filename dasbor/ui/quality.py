"""What was found in the input files."""

from dasbor import markup
from dasbor.ui.page import current_page, html


def findings() -> None:
    """Everything found in the present input files, with the cure."""
    found = current_page().answers.store.findings
    head = ["Tingkat", "Berkas", "Baris", "Kolom", "Nilai", "Masalah", "Obat"]
    rows = [
        [f.grade, f.file, str(f.row or ""), f.column, f.value, f.message, f.cure] for f in found
    ]
    none = markup.paragraph("Tidak ada temuan: semua berkas terbaca dan cocok dengan kontraknya.")
    table = markup.table(head, rows, [False] * len(head), "Temuan pada berkas data")
    html(markup.heading("Temuan pada berkas", 2), table if rows else none)
