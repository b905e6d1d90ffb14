"""SQL: read-only questions of analysts, in a child process; the tables they may name."""

from dasbor.app import kelola, ui
from dasbor.documents import markup

PENGANTAR = (
    "Tulis satu SELECT atas tabel di bawah. Hanya membaca: data tidak dapat diubah dari sini."
    " Hasil kueri sendiri bukan angka terbit; baris contoh tetap bertanda."
)
BATAS = (
    "Batas sekali jalan: 10 detik, sekitar 400 MB memori, 10.000 baris. Saringan di atas hanya"
    " mengisi nilai pertanyaan dasbor yang dipilih sebagai awal."
)

ui.title("Bertanya sendiri dengan SQL", "SQL")
ui.html(markup.paragraph(PENGANTAR, "pengantar"))
ui.saved_views("sql")
ui.own_question()
ui.name_this("sql")
kelola.save_view("sql")
ui.html(markup.paragraph(BATAS, "sumber"))
ui.tables_on_offer()
