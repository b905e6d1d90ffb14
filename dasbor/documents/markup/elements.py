"""The plain parts of a page: headings, paragraphs, marks, figures, lists, folds."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from dasbor import format_id
from dasbor.questions import provenance
from dasbor.questions.result import Result

EXAMPLE_MARK = (
    f'<span class="tanda contoh" title="{escape(provenance.EXAMPLE_NOTE)}">'
    f"{provenance.EXAMPLE}</span>"
)


def document(title: str, head: str, body: str) -> str:
    """A whole HTML page that asks for nothing; ``head`` and ``body`` are ready HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title>{head}</head>\n<body>{body}</body></html>\n"
    )


def wrap(*parts: str, kind: str = "") -> str:
    """One block of our own content, on one line so that no Markdown rule applies inside it."""
    body = "".join(parts).replace("\n", " ")
    return f'<div class="dasbor {kind}">{body}</div>'


def heading(text: str, level: int = 1) -> str:
    """A heading; the finding of a page or a chart."""
    return f"<h{level}>{escape(text)}</h{level}>"


def kicker(text: str, *marks: str) -> str:
    """The small line above a heading: where the reader is, and ready marks."""
    return f'<p class="kepala">{escape(text)} {"".join(marks)}</p>'


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def badge(text: str, kind: str = "") -> str:
    """A small mark: quiet, but always there."""
    return f'<span class="tanda {kind}">{escape(text)}</span>'


def removable(words: str, rest: Mapping[str, object]) -> str:
    """A mark of a filter, as a link to the same page with the ``rest`` of its query."""
    address = escape(f"?{urlencode(rest, doseq=True)}")
    return (
        f'<a class="tanda saringan langsung" href="{address}" target="_self"'
        f' title="Hapus saringan ini">{escape(words)} <span aria-hidden="true">×</span></a>'
    )


def example_badge(*results: Result) -> str:
    """The mark of illustrative rows; nothing when all rows are real."""
    return EXAMPLE_MARK if any(result.illustrative for result in results) else ""


def card(label: str, value: str, words: str = "", mark: str = "", more: str = "") -> str:
    """A key figure: what it is, the figure, one line of words, marks; ``more`` is ready HTML."""
    return (
        f'<section class="kartu"><p class="label" role="heading" aria-level="2">{escape(label)}</p>'
        f'<p class="angka">{escape(value)}</p>'
        f'<p class="ket">{escape(words)} {mark}</p>{more}</section>'
    )


def headline_number(value: str, words: str, mark: str = "") -> str:
    """One large figure with its words and a ready mark; read aloud when it changes."""
    return (
        f'<div class="hasil" role="status"><p class="angka">{escape(value)}</p>'
        f'<p class="ket">{escape(words)} {mark}</p></div>'
    )


def meter(label: str, value: float, most: float) -> str:
    """How much of a maximum is reached: the words say it, the bar only shows it."""
    share = 100 * min(max(value / most, 0), 1) if most else 0
    words = f"{format_id.number(value, 1)} dari {format_id.number(most)}"
    return (
        f'<div class="takaran"><span>{escape(label)}</span><b>{escape(words)}</b>'
        f'<div aria-hidden="true"><i style="width:{share:.1f}%"></i></div></div>'
    )


def scrolled(label: str, inside: str, kind: str = "gulir") -> str:
    """Something wide in a place of its own that scrolls, also by keyboard; ``inside`` is HTML."""
    named = f'tabindex="0" role="region" aria-label="{escape(label)}"'
    return f'<div class="{kind}" {named}>{inside}</div>'


def panel(title: str, mark: str, *parts: str) -> str:
    """A framed part of a page with a heading of its own; mark and parts are ready HTML."""
    head = f'<div class="judul-gambar">{heading(title, 2)}{mark}</div>'
    return f'<section class="kartu">{head}{"".join(parts)}</section>'


def ordered(rows: Iterable[str]) -> str:
    """A numbered list of ready parts."""
    return f'<ol class="urut">{"".join(f"<li>{row}</li>" for row in rows)}</ol>'


def titled(name: str, text: str, mark: str = "") -> str:
    """A statement after the quiet name of what it belongs to; ``mark`` is ready HTML."""
    return f'<span class="nama">{escape(name)}</span> {escape(text)}. {mark}'


def link_list(links: Iterable[tuple[str, str, str]], kind: str = "") -> str:
    """A list of links: address, name, and the words after it; ``mendatar`` runs along the line."""
    rows = "".join(
        f'<li><a href="{escape(address)}" target="_self">{escape(name)}</a>'
        f"{f' <span>{escape(words)}</span>' if words else ''}</li>"
        for address, name, words in links
    )
    return f'<ul class="tautan {kind}">{rows}</ul>' if rows else ""


def words_list(words: Iterable[str]) -> str:
    """A plain list in columns."""
    return f'<ul class="kolom-kata">{"".join(f"<li>{escape(word)}</li>" for word in words)}</ul>'


def details(summary: str, *parts: str) -> str:
    """A fold that opens by mouse, keyboard and screen reader."""
    return f"<details><summary>{escape(summary)}</summary>{''.join(parts)}</details>"


def menu_groups(menu: Mapping[str, Mapping[str, str]]) -> str:
    """Style rules that print the name of each group above its first visible page in the menu.

    ``menu`` is group -> pages; a group without a name needs none. The list itself stays plain.
    """
    item = '[data-testid="stSidebarNavItems"] > '
    rules = []
    for group, pages in menu.items():
        if group and pages:
            links = ", ".join(f'a[href$="/{name}"]' for name in pages)
            page = f"li:has({links})"
            rules.append(f'{item}{page}::before {{ content: "{group}"; }}')
            rules.append(f"{item}{page} ~ {page}::before {{ content: none; }}")
    return f"<style>{' '.join(rules)}</style>"
