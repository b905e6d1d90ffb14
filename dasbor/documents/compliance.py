"""HTML of "one office, one innovation": the matrix of words, and the lists drawn from it."""

from collections.abc import Iterable, Iterator
from typing import Any

from dasbor import format_id, narrative
from dasbor.charts import Chart
from dasbor.documents import foot, markup
from dasbor.documents.page import told
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions.result import Result

RUN = (
    "Beruntun: tahun terpenuhi berturut-turut. Tidak dihitung dan tidak memutus: tahun tanpa data,"
    " tahun ketika OPD tidak ada, tahun berukuran lain, dan tahun belum utuh yang belum terpenuhi."
    " Yang memutus hanya tahun penuh yang tidak terpenuhi."
)
HOW = (
    "Nama membuka profil OPD, petak menyaring halaman ini. Dengan papan tombol: panah dari nama ke"
    " petak, lalu Enter."
)


def matrix(view: View, chart: Chart, heading: str) -> Html:
    """A matrix of words, every row a link to the office, with legend, reasons and download.

    Without a ``heading`` the finding of the page is its own.
    """
    result, head = chart.result, markup.NOTHING
    if heading:
        head = markup.heading(told(heading, result), 2) + markup.example_badge(result)
    if not result:
        none = "Tidak ada OPD dalam pilihan ini."
        return markup.wrap(head, markup.paragraph(none, "pengantar"), kind="bagian")
    legend = "   ".join(map(chart.said, chart.marks))
    remarks = " · ".join(_remarks(chart))
    return markup.wrap(
        markup.block("judul-gambar", head) if head else head,
        markup.paragraph(legend, "sumber legenda"),
        markup.words_matrix(chart, view.profile, view.marks(chart) or (lambda *_: "")),
        markup.paragraph(f"{remarks}.", "sumber") if remarks else markup.NOTHING,
        foot.of_chart(chart, view.page, *map(markup.paragraph, (HOW, RUN)), table=markup.NOTHING),
        kind="bagian" if heading else "",
    )


def _remarks(chart: Chart) -> Iterator[str]:
    """What to know of the years, those with the same words together."""
    alike: dict[str, list[int]] = {}
    for year in chart.groups:
        if words := chart.missing.get(year) or chart.pale.get(year):
            alike.setdefault(words, []).append(year)
    return (f"{format_id.years(several)}: {words}" for words, several in alike.items())


def reward_and_follow_up(view: View, result: Result) -> Html:
    """Who has met the target longest, and who has not on the latest register."""
    latest = [row for row in result.records() if row["terakhir"]]
    met = [row for row in latest if row["status"] == "Ya" and row["beruntun"]]
    idle = [row for row in latest if row["status"] == "Belum"]
    idle.sort(key=lambda row: row["terpenuhi"] or "")
    early = narrative.begun_before_the_rule(result)
    reward = [(_run(row, early), row["singkatan"]) for row in met]
    follow_up = [(_since(row), row["singkatan"]) for row in idle]
    return markup.wrap(
        _names(view, "Bahan apresiasi", reward),
        _names(view, f"Bahan tindak lanjut{narrative.not_yet(result)}", follow_up),
        kind="kisi",
    )


def _run(row: dict[str, Any], early: frozenset[str]) -> str:
    words = f"{narrative.streak(row)} beruntun"
    return f"{words}, termasuk tahun sebelum aturan" if row["singkatan"] in early else words


def _since(row: dict[str, Any]) -> str:
    last = row["terpenuhi"]
    return f"Terakhir punya pada {last}" if last else "Belum pernah dalam tahun-tahun ini"


def _names(view: View, title: str, named: Iterable[tuple[str, str]]) -> Html:
    """A panel of linked names under what they have in common."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for words, name in named:
        groups.setdefault(words, []).append((view.profile(name), name, ""))
    lists = [
        markup.paragraph(f"{words} ({len(links)})", "label") + markup.link_list(links, "mendatar")
        for words, links in groups.items()
    ]
    none = markup.paragraph("Tidak ada dalam saringan ini.", "pengantar")
    return markup.panel(title, markup.NOTHING, *(lists or [none]))


def fields_without_innovation(fields: Result) -> Html:
    """The fields of government without a single innovation on the latest register."""
    idle = [row["urusan"] for row in fields.records() if not row["jumlah"]]
    head = markup.heading(str(narrative.fields(fields)), 2) + markup.example_badge(fields)
    return markup.wrap(
        markup.block("judul-gambar", head),
        markup.details(f"{len(idle)} urusan tanpa inovasi", markup.words_list(idle))
        if idle
        else markup.NOTHING,
        foot.of_table(fields),
        kind="bagian",
    )
