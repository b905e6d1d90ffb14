"""SQL: read-only questions of analysts, in a child process; the tables they may name."""

from dasbor.app import kelola, ui
from dasbor.documents import markup

PENGANTAR = (
    "Tulis satu SELECT atas tabel di bawah. Hanya membaca: data tidak dapat diubah dari sini."
    " Hasil kueri sendiri bukan angka terbit; baris contoh tetap bertanda."
)

ui.title("Bertanya sendiri dengan SQL", "SQL")
ui.html(markup.paragraph(PENGANTAR, "pengantar"))
ui.saved_views("sql")
ui.own_question()
ui.name_this("sql")
kelola.save_view("sql")
ui.sql_limits()
ui.tables_on_offer()
