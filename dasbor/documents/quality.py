"""HTML on the state of the data: what was found in the files, what is to come, where it is."""

from collections.abc import Iterable, Sequence

from dasbor import narrative
from dasbor.city import city
from dasbor.data.inspection import Finding
from dasbor.documents import archive, markup
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions.filters import CHOICES
from dasbor.questions.result import Result

TO_LOAD = "Untuk operator: berkas yang perlu dimuat"


def findings(found: Sequence[Finding]) -> Html:
    """Everything found in the present input files, with the cure."""
    head = ["Tingkat", "Berkas", "Baris", "Kolom", "Masalah", "Obat"]
    rows = [[f.grade, f.file, str(f.row or ""), f.column, f.message, f.cure] for f in found]
    none = markup.paragraph("Tidak ada temuan: semua berkas terbaca dan cocok dengan kontraknya.")
    table = markup.table(head, rows, [False] * len(head), "Temuan pada berkas data", "t-temuan")
    return markup.wrap(markup.heading("Temuan pada berkas", 2), table if rows else none)


def to_load(view: View, about: Iterable[Result | str]) -> Html:
    """Tell the operator which files would put real rows under these answers or datasets.

    An answer names the datasets of its ``data:``, or else asks for the published figures that it
    lacks; a name is for a dataset without years, and speaks up only when there
    are none. Empty when nothing is missing; in a fold as long as there is something to see.
    """
    words: list[str] = []
    bare = False
    for one in about:
        names = [one] if isinstance(one, str) else list(one.query.data)
        if not isinstance(one, str) and not names:
            words += filter(None, [narrative.to_publish(one)])
            bare = bare or not one.origins
            continue
        needs = view.ask("berkas_apa_yang_dibutuhkan", dataset=names)
        if isinstance(one, str):
            absent = [text for need in needs.records() if (text := narrative.missing(need))]
            bare = bare or bool(absent)
            words += absent
        else:
            whole = _without_choices(view, one)
            words += [str(sentence) for sentence in narrative.to_load(whole, needs)]
            bare = bare or not any(o.rows for o in whole.origins if o.dataset in names)
    if not words:
        return markup.NOTHING
    told = [markup.paragraph(f"{text}.") for text in dict.fromkeys(words)]
    shown = [markup.heading(TO_LOAD, 2), *told] if bare else [markup.details(TO_LOAD, *told)]
    return markup.wrap(*shown, kind="operator")


def _without_choices(view: View, result: Result) -> Result:
    """The same answer for all offices, forms and fields: one without a row lacks no file."""
    chosen = {name: None for name in CHOICES if result.parameters.get(name)}
    if not chosen:
        return result
    return view.ask(result.query.name, **{**result.parameters, **chosen})


def open_data(view: View) -> Html:
    """Where to take the data away: the register within the filters, and every answer by address."""
    chosen = "; ".join(view.filters.words(view.options)) or "seluruh tahun dan OPD"
    return markup.wrap(
        markup.heading("Data terbuka", 2),
        markup.paragraph(
            f"Daftar inovasi ({chosen}) sebagai CSV, XLSX, dan Parquet, dengan keterangan sumber,"
            f" definisi, dan versi datanya. {archive.licence(city())}"
        ),
        markup.paragraph(
            markup.file_link(view.address("unduh/data.zip"), "Unduh daftar inovasi (ZIP)")
        ),
        markup.paragraph(
            "Untuk program: setiap pertanyaan dasbor ini juga dapat dibaca sebagai JSON, CSV, atau"
            " ZIP lewat alamat tetap."
        ),
        Html(
            '<p><a href="./api/v1/" target="_blank">Daftar pertanyaan dan alamatnya</a> ·'
            ' <a href="./api/v1/openapi.json" target="_blank">uraian OpenAPI</a> ·'
            ' <a href="./datapackage.json" target="_blank">Data Package</a> ·'
            ' <a href="./catalog.jsonld" target="_blank">katalog DCAT</a> ·'
            ' <a href="./api/v1/perubahan.atom" target="_blank">umpan perubahan angka</a></p>'
        ),
        Html(
            "<p>Metadata statistik (Peraturan BPS 5/2020):"
            ' <a href="./api/v1/metadata-indikator.xlsx" download>indikator (XLSX)</a> ·'
            ' <a href="./api/v1/metadata-variabel.xlsx" download>variabel (XLSX)</a></p>'
        ),
        markup.onward(view.address("periksa_klaim"), "Periksa angka dalam pidato", " atau berita."),
    )
