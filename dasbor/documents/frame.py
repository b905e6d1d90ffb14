"""What stands around every page: the name of the city, the menu, and the filters the page hears.

Plain links and one form that change the address, drawn by the server alone: they work before the
app has started and without it. Their scripts (server/start.js, server/ahead.js) only save loading.
"""

from collections.abc import Collection, Mapping, Sequence

from dasbor import __version__, settings
from dasbor.city import city
from dasbor.documents import content, markup
from dasbor.documents.content import FRONT
from dasbor.documents.view import HIDDEN, SAMPLES, View
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.questions import filters
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, FILTERS, LABELS

TOOLS = {
    "Kerja": {
        "jelajah": "Jelajah",
        "siap_rapat": "Siap Rapat",
        "mode_rapat": "Mode Rapat",
    },
    "Data": {
        "sql": "SQL",
        "periksa_klaim": "Periksa Klaim",
        "rumus": "Rumus",
        "kelola_data": "Kelola Data",
    },
}
MENU = {
    group: {name: page.title for name, page in content.PAGES.items() if page.group == group}
    | TOOLS.get(group, {})
    for group in ("", "Program", "Kerja", "Data")
}
TITLES = {name: title for pages in MENU.values() for name, title in pages.items()}
KEEPER = "kelola_data"  # in the menu only where somebody may change data
UNLISTED = {  # reached from links on other pages
    "mode_rapat",
    "periksa_klaim",
    "profil_opd",
    "rumus",
    *content.AT_THE_FOOT,
}
OWN_QUESTIONS = "sql"  # in the menu only where they are answered
DEAF = {"periksa_klaim", KEEPER}  # tools without any filter
PAGING = "hal"  # a part of the address that another filter makes void
FORM = """\
<form class="saringan" method="get" action="{}" aria-label="Saringan" data-semua="{}">{}\
</form>"""
PANEL = """\
<button type="button" popovertarget="saring-{}"{}>{}</button>\
<div id="saring-{}" class="panel" popover role="group" aria-label="{}">{}\
<p><button type="submit">Terapkan</button></p></div>"""
FRAME = """\
<div class="dasbor bingkai-situs{}" data-halaman="{}" data-judul="{}"><header>\
<a class="lompat" href="#awal">Langsung ke isi</a>\
<button type="button" class="buka" popovertarget="menu">Menu</button>\
<a class="nama langsung" href="{}">Inovasi <b>{}</b></a>{}</header>\
<nav id="menu" popover aria-label="Halaman dasbor">{}</nav>\
<p class="senyap" role="status"></p></div>"""


def hears(page: str) -> tuple[str, ...]:
    """The filters that a page offers: those that reach something on it."""
    if page in content.PAGES:
        return content.PAGES[page].hears
    return FILTERS if page in TITLES and page not in DEAF else ()


def title(page: str, view: View) -> str:
    """The title of a page in the browser: what it is, and the filters in force that it hears."""
    heard = [name for name in hears(page) if view.filters.narrows(name, view.options)]
    words = [words for name in heard for words in view.filters.only(name).words(view.options)]
    named = [] if page == FRONT else [TITLES.get(page, "Halaman tidak ditemukan")]
    return " · ".join([*named, *words, f"Inovasi {city().name}"])


def of(
    asked: Answers, page: str, link: Mapping[str, Sequence[str]], keeping: bool
) -> tuple[str, Html]:
    """Title and frame of a page for what a link says, as far as that is known here."""
    options = filters.options(asked)
    chosen, _ = filters.lenient(link, options)
    view = View(asked, chosen, options, dict(link))
    return title(page, view), draw(page, view, keeping)


def draw(page: str, view: View, keeping: bool) -> Html:
    """The frame of a page within the filters of ``view``; ``keeping``: the keeper is in the menu.

    It says what is chosen also where the page does not hear it: the menu takes it along.
    """
    offered = hears(page)
    return format_html(
        FRAME,
        *("" if offered else " polos", page, title(page, view)),
        *(_address(FRONT, view), city().name),
        *(_form(page, offered, view) if offered else markup.NOTHING, _menu(page, view, keeping)),
    )


def _address(page: str, view: View) -> str:
    return view.address("" if page == FRONT else page)


def _menu(page: str, view: View, keeping: bool) -> Html:
    gone: Collection[str] = UNLISTED if keeping else UNLISTED | {KEEPER}
    gone = gone if settings.sql_open() else {*gone, OWN_QUESTIONS}
    gone = {*gone, *(p for p in content.PAGES if not content.there(p, view.answers))}
    return join_html(
        _group(name, [(p, title) for p, title in pages.items() if p not in gone], page, view)
        for name, pages in MENU.items()
    )


def _group(name: str, pages: Sequence[tuple[str, str]], here: str, view: View) -> Html:
    links = format_html_join(
        '<li><a class="langsung" href="{}"{}>{}</a></li>',
        (
            (_address(p, view), attributes({"aria-current": "page" if p == here else None}), title)
            for p, title in pages
        ),
    )
    return format_html("{}<ul>{}</ul>", markup.paragraph(name) if name else markup.NOTHING, links)


def _form(page: str, offered: Collection[str], view: View) -> Html:
    """One form for all filters of the page: what else the address says goes along, hidden."""
    years = view.options.years
    panels = [
        *([_panel("tahun", _years(view), view)] if "tahun" in offered and len(years) > 1 else []),
        *([_panel("opd", _boxes("opd", view), view)] if "opd" in offered else []),
        _others([name for name in CHOICES[1:] if name in offered], view),
        _kept(view),
    ]
    action = "./" if page == FRONT else f"./{page}"
    return format_html(FORM, action, " ".join(map(str, years[:1] + years[-1:])), join_html(panels))


def _panel(name: str, inside: Html, view: View) -> Html:
    label = LABELS[name]
    chosen = view.filters.only(name).words(view.options)
    many = getattr(view.filters, name, ())
    words = f"{len(many)} dipilih" if len(many) > 1 else next(iter(chosen), "semua")
    return _opened(name, label, f"{label}: {words}", inside, bool(chosen))


def _opened(name: str, label: str, words: str, inside: Html, active: bool) -> Html:
    marked = attributes({"class": "aktif" if active else None})
    return format_html(PANEL, *(name, marked, words, name, label, inside))


def _years(view: View) -> Html:
    first, last = view.options.years[0], view.options.years[-1]
    ends = (view.filters.first_year or first, view.filters.last_year or last)
    return join_html(
        format_html(
            '<label>{} <select name="tahun">{}</select></label> ',
            word,
            format_html_join(
                "<option{}>{}</option>",
                ((attributes({"selected": year == end or None}), year) for year in years),
            ),
        )
        for word, end, years in zip(("Dari", "sampai"), ends, [view.options.years] * 2, strict=True)
    )


def _boxes(name: str, view: View) -> Html:
    chosen = getattr(view.filters, name)
    return format_html(
        '<div class="kotak">{}</div>',
        join_html(_box(name, label, label, label in chosen) for label in view.options.values[name]),
    )


def _box(name: str, value: str, words: str, checked: bool) -> Html:
    told = attributes({"name": name, "value": value, "checked": checked or None})
    return format_html('<label><input type="checkbox"{}> {}</label>', told, words)


def _others(names: Sequence[str], view: View) -> Html:
    """The filters of lesser use, whether samples are shown, and the way back from everything."""
    parts = [
        format_html(
            '<fieldset class="saring-{}"><legend>{}</legend>{}</fieldset>',
            *(name, LABELS[name], _boxes(name, view)),
        )
        for name in names
    ]
    if view.answers.demonstration:
        parts.append(_box(SAMPLES, HIDDEN, "Sembunyikan peragaan", view.hidden))
    narrowed = [name for name in FILTERS if view.filters.narrows(name, view.options)]
    if narrowed:
        gone = view.same(**dict.fromkeys((*FILTERS, PAGING)))
        parts.append(markup.button(gone, "Hapus semua saringan"))
    mine = sum(name in names for name in narrowed) + view.hidden
    words = f"Lainnya: {mine}" if mine else "Lainnya"
    return _opened("lain", "Saringan lain", words, join_html(parts), bool(mine))


def _kept(view: View) -> Html:
    """What the address says besides filters, so that a form sent without scripts keeps it."""
    ours = {*FILTERS, SAMPLES, PAGING}
    return markup.hidden({name: view.query[name] for name in view.query if name not in ours})


def foot(page: str, view: View) -> Html:
    """The line under every page: which data, which version. It names the page for scripts."""
    version = view.answers.store.version[:8]
    titles = {"sumber_mutu": "Sumber & Mutu"}
    titles |= {name: content.PAGES[name].title for name in content.AT_THE_FOOT}
    links = [markup.page_link(markup.address(to, view.link), title) for to, title in titles.items()]
    words = f"{city().name} · versi data {version} · dasbor {__version__}"
    line = format_html(
        '<footer data-halaman="{}">{} · {}</footer>', page, words, join_html(links, " · ")
    )
    return markup.wrap(line)
