"""Look at cleaned rows as a whole: dates, repeated titles, the published ledger, personal data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from dasbor import city
from dasbor.city import say
from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.data.personal import RULE, personal_kind
from dasbor.data.store import Store
from dasbor.format_id import day, listing, number, percent
from dasbor.gate import continued
from dasbor.gate.account import FINDINGS_PER_RULE, by_column, graded
from dasbor.gate.continued import MOST
from dasbor.gate.model import Cleaned
from dasbor.gate.references import REGISTER
from dasbor.gate.similar import SIMILAR, Search, counted, told_apart
from dasbor.gate.values import brief, shown, words

OLDEST = date(2000, 1, 1)
VILLAGES = "posyantek"  # the dataset of one row a kelurahan
BLANK_BY_NATURE = frozenset(  # most innovations have none, most systems no such column
    (
        "unit",
        "klasifikasi",
        "masa_penerapan",
        "masa_input",
        "masa_pengembangan",
        "keberlanjutan",
        "status_usulan",
    )
)

Place = tuple[int | None, str, str]  # row, value, message


def review(
    cleaned: Cleaned,
    store: Store,
    today: date | None = None,
    kept: Mapping[str, Sequence[Any]] | None = None,
    measure: str = "",
    typed: bool = False,
) -> tuple[Finding, ...]:
    """What is found beside the findings that cleaning left in ``cleaned``; the gravest first.

    ``kept`` are columns of rows in force that stay beside those of the file: totals include them.
    ``measure`` is what the register is declared to count; figures of another one say nothing of it.
    Who ``typed`` the rows had every column to fill: gaps need no telling.
    """
    table = _table(cleaned, store)
    found = _rejected(cleaned)
    found += _odd_dates(table, today or city.today())
    found += _dates_out_of_order(table)
    found += _against_ledger(table, store, kept or {}, measure)
    found += _personal(table)
    found += [] if typed else _missing(table)
    found += _villages_left_out(table, store, kept or {})
    if table.dataset == REGISTER and table.has("id", "tahun", "opd", "judul"):
        found += [*_same_titles(table), *_alike_titles(table), *_other_years(table, store)]
    grades = (REFUSES, WARNS, NOTES)
    return tuple(sorted(found, key=lambda finding: grades.index(finding.grade)))


@dataclass(frozen=True)
class _Table:
    """The accepted rows by column, with the labels of the columns and the kinds of their values."""

    file: str
    dataset: str
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    offices: Mapping[str, str]  # code -> name

    def find(
        self,
        grade: str,
        rule: str,
        column: str,
        cure: str,
        places: Iterable[Place],
        total: int = 0,
    ) -> list[Finding]:
        """Findings of one rule in this file."""
        return graded(grade, self.file, rule, column, cure, places, total)

    @cached_property
    def titles(self) -> list[str]:
        """The titles in plain words, each distinct one made once."""
        titles = self.columns["judul"]
        plain = {title: words(title or "") for title in set(titles)}
        return [plain[title] for title in titles]

    def has(self, *names: str) -> bool:
        """Whether there are such columns."""
        return all(name in self.columns for name in names)


def _table(cleaned: Cleaned, store: Store) -> _Table:
    dataset = cleaned.match.dataset
    known = store.rows(
        "select kolom, label, tipe from kolom where dataset = $nama order by rowid",
        {"nama": dataset},
    )
    numbers, columns = by_column(cleaned.rows)
    labels = {name: label for name, label, _ in known}
    kinds = {name: kind for name, _, kind in known if name in columns}
    there = store.rows("select 1 from kontrak where dataset = 'opd'")
    offices = dict(store.rows("select kode, nama from opd")) if there else {}
    return _Table(cleaned.sheet.file, dataset, numbers, columns, labels, kinds, offices)


def _rejected(cleaned: Cleaned) -> list[Finding]:
    if not cleaned.rejected:
        return []
    many = len(cleaned.rejected)
    total = many + len(cleaned.rows)
    kinds = Counter(
        label
        for row in cleaned.rejected
        for label in dict.fromkeys(r.partition(":")[0] for r in row.reasons)
    )
    said = listing([f"{label} ({number(count)})" for label, count in kinds.most_common(5)])
    message = f"{number(many)} dari {number(total)} baris ditolak karena {said}."
    cure = "Unduh daftar tolakan, betulkan, lalu muat lagi."
    return [Finding(REFUSES, cleaned.sheet.file, message, cure, rule="baris_ditolak")]


# --- dates ------------------------------------------------------------------------------------


def _odd_dates(table: _Table, today: date) -> Iterator[Finding]:
    for name in (name for name, kind in table.kinds.items() if kind == "DATE"):
        values = table.columns[name]
        odd = {v for v in set(values) if v is not None and not OLDEST <= v <= today}
        places = (
            (row, shown(value), _odd(value, today))
            for row, value in zip(table.numbers, values, strict=True)
            if value in odd
        )
        yield from table.find(WARNS, "tanggal_janggal", name, "Periksa tahunnya.", places)


def _odd(value: date, today: date) -> str:
    if value > today:
        return f"tanggal masih akan datang (hari ini {day(today)})."
    return "tanggal sebelum tahun 2000."


def _dates_out_of_order(table: _Table) -> Iterator[Finding]:
    for later, earlier, message in (
        ("tanggal_input", "tanggal_penerapan", "penerapan sesudah tanggal input ({})."),
        ("tanggal_pengembangan", "tanggal_penerapan", "penerapan sesudah pengembangan ({})."),
    ):
        if table.has(later, earlier):
            firsts, seconds = table.columns[earlier], table.columns[later]
            wrong = [
                at
                for at, (one, two) in enumerate(zip(firsts, seconds, strict=True))
                if one and two and one > two
            ]
            places = (
                (table.numbers[at], shown(firsts[at]), message.format(day(seconds[at])))
                for at in wrong[:FINDINGS_PER_RULE]
            )
            cure = "Periksa kedua tanggalnya; mungkin tertukar."
            yield from table.find(WARNS, "urutan_tanggal", earlier, cure, places, len(wrong))


# --- titles -----------------------------------------------------------------------------------


def _same_titles(table: _Table) -> list[Finding]:
    """A title that came before in the same year: of the same OPD, or of another."""
    own: list[Place] = []
    other: list[Place] = []
    by_office: dict[tuple[Any, Any], dict[str, int]] = {}
    anywhere: dict[Any, dict[str, int]] = {}
    years, offices = table.columns["tahun"], table.columns["opd"]
    counts = Counter(table.titles) if len(set(table.titles)) < len(table.titles) else {}
    repeated = {plain for plain, count in counts.items() if count > 1}
    for at in (at for at, plain in enumerate(table.titles) if plain in repeated):
        plain, year, opd, row = table.titles[at], years[at], offices[at], table.numbers[at]
        first = anywhere.setdefault(year, {}).setdefault(plain, at)
        same = by_office.setdefault((year, opd), {}).setdefault(plain, row)
        title = table.columns["judul"][at]
        if same != row:
            own.append((row, title, f"judul sama dengan baris {same}, OPD yang sama."))
        elif first != at:
            office = table.offices.get(offices[first], offices[first])
            where = f"baris {table.numbers[first]} dari {office}"
            other.append((row, title, f"judul sama dengan {where}."))
    cure = "Pastikan memang dua inovasi; bila bukan, hapus salah satu."
    together = "Pastikan bukan satu inovasi yang dilaporkan dua OPD."
    return [
        *table.find(WARNS, "judul_kembar", "judul", cure, own),
        *table.find(NOTES, "judul_kembar_opd_lain", "judul", together, other),
    ]


def _alike_titles(table: _Table) -> list[Finding]:
    """Titles of one OPD in one year that differ by a letter or two, but not by a number.

    "tahap 1" and "tahap 2", "kelas III" and "kelas IV", "paket A" and "paket B" are two
    innovations, so only titles with the same numbers and letters are compared.
    """
    numbers = {plain: counted(plain) for plain in set(table.titles)}
    years, offices = table.columns["tahun"], table.columns["opd"]
    keys = list(zip(years, offices, map(numbers.__getitem__, table.titles), strict=True))
    shared = {key for key, count in Counter(keys).items() if count > 1}
    groups: dict[tuple[Any, ...], dict[str, int]] = {}
    for at, key in enumerate(keys):
        if key in shared:
            groups.setdefault(key, {}).setdefault(table.titles[at], at)
    places: list[Place] = []
    search = Search()
    several = [titles for titles in groups.values() if len(titles) > 1]
    for titles in sorted(several, key=len):  # when there is too much to do, the small are done
        for one, two, share in search.alike(list(titles), SIMILAR):
            if told_apart(one, two):
                continue
            first, second = sorted((titles[one], titles[two]))
            message = f"judul {percent(share, 0)} mirip dengan baris {table.numbers[first]}."
            places.append((table.numbers[second], table.columns["judul"][second], message))
    cure = "Bila inovasinya sama, samakan judulnya atau hapus salah satu."
    return [
        *table.find(WARNS, "judul_mirip", "judul", cure, sorted(places)),
        *_not_compared(table, search.left_out),
    ]


def _not_compared(table: _Table, titles: int) -> Iterator[Finding]:
    """That the search for titles alike was ended before it had seen all of them."""
    if titles:
        message = (
            f"{number(titles)} judul belum dibandingkan dengan semua judul lain, karena terlalu"
            " banyak judul yang mirip atau panjang; yang mirip mungkin lebih banyak."
        )
        cure = "Betulkan dulu judul mirip yang disebut, atau bagi berkasnya, lalu unggah lagi."
        yield Finding(WARNS, table.file, message, cure, column="judul", rule="judul_mirip")


def _other_years(table: _Table, store: Store) -> list[Finding]:
    """What seems to be in the register before under another number."""
    columns = zip(*(table.columns[name] for name in ("tahun", "id", "judul", "opd")), strict=True)
    first = islice(zip(map(continued.Entry._make, columns), table.numbers, strict=True), MOST)
    rows = dict(first)
    found = continued.of_rows(rows, store, max(0, len(table.numbers) - MOST))
    places = (
        (rows[one.later], one.later.number, f"{continued.said(one, table.offices)}.")
        for one in found.pairs
    )
    cure = (
        "Bila inovasinya sama, nyatakan lanjutan sesudah terbit: “Inovasi yang mungkin sama” di"
        " Kelola Data, atau perintah dasbor lanjutan."
    )
    told = table.find(NOTES, "mungkin_lanjutan", "id", cure, sorted(places))
    if found.left_out:
        message = (
            f"{number(found.left_out)} inovasi terlalu banyak untuk dibandingkan dengan daftar"
            " sebelumnya."
        )
        rest = "Tidak perlu tindakan: yang sama judul dan OPD-nya tetap dikenali."
        told.append(Finding(NOTES, table.file, message, rest, column="id", rule="mungkin_lanjutan"))
    return told


# --- totals -----------------------------------------------------------------------------------


def _against_ledger(
    table: _Table, store: Store, kept: Mapping[str, Sequence[Any]], measure: str
) -> Iterator[Finding]:
    """Counted rows per year, those that stay included, against the figure of the same measure.

    A figure of a part of the year is the least that the whole year can have.
    """
    if not table.has("tahun"):
        return
    columns = {
        name: [*values, *kept[name]] if kept else values for name, values in table.columns.items()
    }
    total = Counter(columns["tahun"])
    published = store.rows(
        "select p.tahun, p.nilai, p.id, h.kolom, h.nilai, p.cakupan_waktu = 'tahun berjalan'"
        " from angka_publikasi p join hitungan h using (ukuran)"
        " left join kontrak k on k.dataset = h.dataset"
        " where $nama in (h.dataset, k.seperti) and p.dipakai and p.nilai is not null"
        " and (h.kolom is not null or $ukuran in ('', p.ukuran)) order by p.tahun, p.id",
        {"nama": table.dataset, "ukuran": measure},
    )
    for year, figure, entry, column, value, partial in published:
        counted = _counted(columns, year, column, value) if column else total[year]
        if year not in total or counted is None:
            continue
        if counted < figure or (counted > figure and not partial):
            what = f" dengan {table.labels.get(column, column)} = {value}" if column else ""
            yield Finding(
                WARNS,
                table.file,
                f"tahun {year}{what}: terhitung {number(counted)} baris,"
                f" angka terbit {number(figure)} ({entry}).",
                "Lengkapi berkasnya, atau perbarui angka_publikasi.csv beserta sumbernya.",
                column=column or "tahun",
                rule="cocok_angka_terbit",
            )


def _counted(
    columns: Mapping[str, Sequence[Any]], year: int, column: str, value: str
) -> int | None:
    """Rows of a year with a value; ``None`` when the file says nothing on it."""
    if column not in columns:
        return None
    pairs = zip(columns["tahun"], columns[column], strict=True)
    values = [shown(v) for y, v in pairs if y == year and v is not None]
    return values.count(value) if values else None


def _personal(table: _Table) -> Iterator[Finding]:
    """Phone numbers, mail addresses and NIK in texts that would be published."""
    cure = "Hapus data pribadinya; isi kolom ini tampil untuk umum, data pribadinya disamarkan."
    for name in (n for n, kind in table.kinds.items() if kind == "VARCHAR" and n != "id"):
        values = table.columns[name]
        kinds = {value: kind for value in set(values) if value and (kind := personal_kind(value))}
        if kinds:
            places = (
                (row, brief(value), f"memuat {kinds[value]}.")
                for row, value in zip(table.numbers, values, strict=True)
                if value in kinds
            )
            yield from table.find(WARNS, RULE, name, cure, places)


def _villages_left_out(
    table: _Table, store: Store, kept: Mapping[str, Sequence[Any]]
) -> Iterator[Finding]:
    """Kelurahan of which nothing is said: not known, which is not the same as not taking part."""
    if table.dataset != VILLAGES or not table.has("tahun", "kode"):
        return
    names = dict(store.rows("select kode, kelurahan from wilayah order by kode"))
    columns = {name: [*table.columns[name], *kept.get(name, ())] for name in ("tahun", "kode")}
    for year in sorted(set(table.columns["tahun"])):
        pairs = zip(columns["tahun"], columns["kode"], strict=True)
        told = {code for at, code in pairs if at == year}
        if left := [name for code, name in names.items() if code not in told]:
            yield Finding(
                WARNS,
                table.file,
                say(f"tahun {year}: {number(len(told))} dari {number(len(names))} kelurahan ada di")
                + f" berkas; belum ada datanya: {listing(left)}.",
                "Tambahkan barisnya bila diketahui; yang tidak ada dihitung belum diketahui, bukan"
                " tidak ikut.",
                column="kode",
                rule="kelurahan_belum_ada",
            )


def _missing(table: _Table) -> Iterator[Finding]:
    """How much of every column is missing; missing is not zero."""
    rows = len(table.numbers)
    looked_at = [name for name in table.kinds if rows and name not in BLANK_BY_NATURE]
    absent = {name: table.columns[name].count(None) for name in looked_at}
    if all_of_it := [table.labels[name] for name, count in absent.items() if count == rows]:
        message = f"kolom tanpa isi sama sekali: {listing(all_of_it)}."
        cure = "Tambahkan kolomnya bila datanya ada; kosong dibaca tidak diketahui, bukan nol."
        yield Finding(NOTES, table.file, message, cure, rule="kosong")
    for name, count in absent.items():
        if 0 < count < rows:
            share = percent(100 * count / rows)
            message = f"kosong pada {number(count)} dari {number(rows)} baris ({share})."
            cure = "Lengkapi bila datanya ada."
            yield Finding(NOTES, table.file, message, cure, column=name, rule="kosong")
