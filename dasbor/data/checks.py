"""Checks and conversions as SQL text, generated from a contract. Nothing is run here.

The raw table ``mentah`` holds the file as text: ``baris`` (row as a spreadsheet counts) and one
VARCHAR per contract column. Columns whose text has to be understood (a type, a list, a reference)
have a dictionary ``kamus_<column>``: each different text once (``isi``; trimmed ``teks``) with its
typed value (``nilai``), so that a million rows cost no more than their few different values. A
check selects ``baris, kolom, aturan, pesan, obat`` of the rows that break one rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dasbor.data.contract import PASSPORTS, Column, Contract
from dasbor.data.personal import RULE
from dasbor.format_id import day, number

SOURCED = ("sumber", "kepastian")  # a row that lacks one it needs is not shown (``sourcing``)
BY_THE_CLOCK = "tanggal_depan"  # the one rule whose verdict changes with the day
WARNING_RULES = frozenset({"wajib_bila", BY_THE_CLOCK, RULE})  # the file is used all the same
TYPE_WORDS = {
    "bulat": ("bukan bilangan bulat", "Tulis angka tanpa titik dan koma, misalnya 2023."),
    "desimal": ("bukan angka", "Tulis angka, misalnya 37.06 atau 37,06."),
    "tanggal": ("bukan tanggal", "Tulis tanggal sebagai 2023-06-20 atau 20-06-2023."),
    "ya_tidak": ("bukan ya atau tidak", "Tulis ya atau tidak."),
}


class Check(NamedTuple):
    """A rule: the SELECT of the rows that break it.

    There are some exactly when ``condition`` holds somewhere in ``table``, which is quicker to ask.
    """

    rows: str
    table: str
    condition: str


def literal(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def text_of(column: Column) -> str:
    """The trimmed text of a column, NULL when blank (qualified: reference tables share names)."""
    return f"nullif(trim(mentah.{column.name}), '')"


def dictionary(column: Column, loaded: frozenset[str]) -> str:
    """The statement that makes the dictionary of a column that has one."""
    return (
        f"create or replace temp table kamus_{column.name} as select mentah.{column.name} as isi,"
        f" {text_of(column)} as teks, {converter(column, loaded)} as nilai"
        f" from (select distinct {column.name} from mentah) mentah"
    )


def has_dictionary(column: Column) -> bool:
    """Whether the text of a column has to be understood before it can be stored."""
    return bool(column.type != "teks" or column.allowed or column.reference)


def typed_rows(contract: Contract) -> str:
    """The SELECT of all rows with typed values, in the order of the contract."""
    values = ", ".join(
        f"kamus_{c.name}.nilai as {c.name}" if has_dictionary(c) else f"{text_of(c)} as {c.name}"
        for c in contract.columns
    )
    joins = " ".join(
        f"left join kamus_{c.name} on kamus_{c.name}.isi = mentah.{c.name}"
        for c in contract.columns
        if has_dictionary(c)
    )
    return f"select {values} from mentah {joins}"


def converter(column: Column, loaded: frozenset[str] = frozenset()) -> str:
    """The expression that gives the typed value, NULL where the text cannot be read.

    A reference to a dataset with a loaded table of aliases (``opd_alias`` for ``opd``) is
    translated to the key, whichever alias the file uses.
    """
    text = text_of(column)
    if column.type == "bulat":
        return f"case when regexp_full_match({text}, '-?[0-9]{{1,18}}') then {text}::BIGINT end"
    if column.type == "desimal":
        return (
            f"case when regexp_full_match({text}, '-?[0-9]+([.,][0-9]+)?')"
            f" then replace({text}, ',', '.')::DOUBLE end"
        )
    if column.type == "tanggal":
        return f"try_strptime({text}, ['%Y-%m-%d', '%d-%m-%Y'])::DATE"
    if column.type == "ya_tidak":
        return f"case lower({text}) when 'ya' then true when 'tidak' then false end"
    if column.allowed:
        values = " ".join(
            f"when {literal(value.lower())} then {literal(value)}" for value in column.allowed
        )
        return f"case lower({text}) {values} end"
    if column.reference and f"{column.reference[0]}_alias" in loaded:
        dataset, key = column.reference
        by_alias = (
            f"select min(a.{key}) from {dataset}_alias a where lower(a.alias) = lower({text})"
            f" having count(distinct a.{key}) = 1"
        )
        by_key = f"select min(r.{key}) from {dataset} r where r.{key} = {text}"
        return f"coalesce(({by_key}), ({by_alias}), {text})"
    return text


def any_broken(rules: Iterable[Check]) -> str:
    """The SELECT that has a row when a rule is broken: each table is looked through once."""
    tables = groupby(sorted((rule.table, rule.condition) for rule in rules), lambda one: one[0])
    parts = (
        f"select 1 from {table} where {' or '.join(f'({condition})' for _, condition in some)}"
        for table, some in tables
    )
    return f"{' union all '.join(parts)} limit 1"


def checks(
    contract: Contract, year: int | None, loaded: frozenset[str], today: date
) -> Iterator[Check]:
    """Every rule of a contract; ``loaded`` are the datasets in the store that can be referred to.

    ``today`` is the day it is in the city: a later date is told, and its row is used all the same.
    """
    for column in contract.columns:
        if column.required:
            yield _check(
                column, f"{text_of(column)} is null", "wajib", "nilai wajib kosong.", "Isi selnya."
            )
        if column.type in TYPE_WORDS:
            message, cure = TYPE_WORDS[column.type]
            yield _broken(column, "tipe", f"{message}.", cure)
        elif column.allowed:
            choices = " | ".join(column.allowed)
            yield _broken(
                column, "pilihan", "nilai tidak dikenal.", f"Pilih salah satu: {choices}."
            )
        if column.minimum is not None or column.maximum is not None:
            yield _range(column)
        if column.reference and column.reference[0] in loaded:
            yield _reference(column, *column.reference)
        yield from _by_neighbours(contract, column, loaded)
        if column.years_away is not None:
            yield _in_future(column, today)
    if year is not None:
        yield _wrong_year(contract.column("tahun"), year)
    yield _duplicates([contract.column(name) for name in contract.key])
    yield from (_duplicates([column]) for column in contract.columns if column.unique)


def _check(column: Column, condition: str, rule: str, message: str, cure: str) -> Check:
    rows = (
        f"select baris, {literal(column.name)} as kolom,"
        f" {literal(rule)} as aturan, {literal(message)} as pesan, {literal(cure)} as obat"
        f" from mentah where {condition}"
    )
    return Check(rows, "mentah", condition)


def _check_values(column: Column, condition: str, rule: str, message: str, cure: str) -> Check:
    """A check of the different values of a column; ``condition`` is on its dictionary."""
    words = f"kamus_{column.name}"
    wrong = f"select isi from {words} where {condition}"
    check = _check(column, f"mentah.{column.name} in ({wrong})", rule, message, cure)
    return check._replace(table=words, condition=condition)


def _broken(column: Column, rule: str, message: str, cure: str) -> Check:
    return _check_values(column, "teks is not null and nilai is null", rule, message, cure)


def _range(column: Column) -> Check:
    low, high = column.minimum, column.maximum
    parts = [f"nilai < {low}"] if low is not None else []
    parts += [f"nilai > {high}"] if high is not None else []
    limits = f"{number(low)} sampai {number(high)}".replace("–", "…")
    return _check_values(
        column, " or ".join(parts), "rentang", "di luar rentang.", f"Rentang yang sah: {limits}."
    )


def _by_neighbours(contract: Contract, column: Column, loaded: frozenset[str]) -> Iterator[Check]:
    """Rules about a column that look at another column of the same row."""
    if column.needed_when:
        yield _needed(contract, column, loaded)
    if column.years_away is not None:
        yield _date(column, contract.column("tahun"), column.years_away)
    if column.limits_of:
        of = contract.column(column.limits_of)
        if of.reference and of.reference[0] in loaded:
            yield _limits(column, of, *of.reference)


def lacks(contract: Contract, column: Column, loaded: frozenset[str]) -> str:
    """The condition that a column is empty although another one asks for it (``wajib_bila``).

    The source of a register may also stand in its passport.
    """
    name, value = column.needed_when or ("", "")
    text = text_of(contract.column(name))
    given = f"lower({text}) = lower({literal(value)})" if value else f"{text} is not null"
    empty = f"{text_of(column)} is null and {given}"
    if column.name == SOURCED[0] and contract.illustrative and PASSPORTS in loaded:
        empty += (
            f" and not exists (select 1 from {PASSPORTS} p where p.dataset = "
            f"{literal(contract.name)} and p.sumber is not null"
            f" and p.tahun = {converter(contract.column('tahun'))})"
        )
    return empty


def _needed(contract: Contract, column: Column, loaded: frozenset[str]) -> Check:
    name, value = column.needed_when or ("", "")
    when = f"bila {contract.column(name).label.lower()} {value or 'terisi'}"
    waits = "; barisnya menunggu dan belum tampil" if column.name in SOURCED else ""
    return _check(
        column,
        lacks(contract, column, loaded),
        "wajib_bila",
        f"kosong, padahal wajib {when}{waits}.",
        f"Isi {column.label.lower()}-nya.",
    )


def _date(column: Column, year: Column, away: int) -> Check:
    value = f"({converter(column)})"
    distance = f"abs(year({value}) - ({converter(year)})) > {away}"
    near = f"paling jauh {away} tahun dari tahunnya" if away else "pada tahun yang sama"
    return _check(
        column,
        distance,
        "tanggal_wajar",
        "tanggalnya terlalu jauh dari tahun baris ini.",
        f"Periksa tanggal dan tahunnya: {near}.",
    )


def _in_future(column: Column, today: date) -> Check:
    return _check_values(
        column,
        f"nilai > date '{today}'",
        BY_THE_CLOCK,
        "tanggalnya di masa depan; barisnya tetap dipakai.",
        f"Periksa tanggalnya: tidak melewati hari ini ({day(today)} menurut jam server).",
    )


def _limits(column: Column, of: Column, dataset: str, key: str) -> Check:
    value = f"({converter(column)})"
    beyond = (
        f"exists (select 1 from {dataset} r where r.{key} = {text_of(of)}"
        f" and ({value} < r.min or {value} > r.maks))"
    )
    cure = f"Periksa letak komanya; batas tiap {of.label.lower()} ada di {dataset}.csv."
    return _check(column, beyond, "rentang", f"di luar rentang {of.label.lower()} itu.", cure)


def _reference(column: Column, dataset: str, key: str) -> Check:
    waiting = f"select kunci from menunggu_sumber where dataset = {literal(dataset)}"
    known = f"select {key} from {dataset} union all {waiting}"
    condition = f"teks is not null and nilai not in ({known})"
    if column.many:
        parts = "unnest(string_split(teks, ';')) as bagian(satu)"
        condition = f"exists (select 1 from {parts} where trim(satu) not in ({known}))"
    cure = f"Pakai {key} yang ada di {dataset}.csv, atau tambahkan di sana lebih dulu."
    return _check_values(column, condition, "rujukan", f"tidak ada di daftar {dataset}.", cure)


def _wrong_year(column: Column, year: int) -> Check:
    condition = f"nilai <> {year}"
    message = f"tahun tidak sama dengan tahun pada nama berkas ({year})."
    return _check_values(
        column, condition, "tahun_berkas", message, "Betulkan tahunnya atau nama berkasnya."
    )


def _duplicates(columns: Sequence[Column]) -> Check:
    texts = [text_of(column) for column in columns]
    names = ", ".join(column.name for column in columns)
    parts = ", ".join(f"coalesce({text}, '')" for text in texts)
    whole = f"concat_ws(chr(31), {parts})"
    twice = f"select {whole} from mentah group by all having count(*) > 1"
    rows = (
        f"select baris, {literal(names)} as kolom,"
        " 'kunci_ganda' as aturan,"
        " 'baris kembar: kunci yang sama sudah ada di baris ' || pertama || '.' as pesan,"
        " 'Hapus salah satu, atau beri kunci yang berbeda.' as obat from"
        f" (select baris, min(baris) over (partition by {whole}) as pertama"
        f" from mentah where {whole} in ({twice})) where baris <> pertama"
    )
    counted = f"(select count(*) as sama from mentah group by {whole})"
    return Check(rows, counted, "sama > 1")
