"""What the shell declares of a register: measure, source, as-of date, coverage, certainty."""

import argparse
from collections.abc import Mapping
from datetime import date

from dasbor.cli.parser import Unusable
from dasbor.format_id import listing
from dasbor.gate.dates import parse_date
from dasbor.gate.passport import PERIODS, Offer, Passport
from dasbor.gate.sources import Source, key_of
from dasbor.gate.values import compact

ASK_SOURCE = (
    "sumber daftar ini tidak terbaca dari berkas. Tambahkan --sumber NAMA, atau"
    " --sumber-baru JUDUL --penerbit NAMA."
)


def add(command: argparse.ArgumentParser) -> None:
    """The options; each has a preset from the file."""
    command.add_argument("--ukuran", help="apa yang dihitung daftar ini", default="")
    command.add_argument("--sumber", help="menurut siapa: nama di daftar sumber", default="")
    command.add_argument("--per-tanggal", help="keadaan pada tanggal berapa", default="")
    command.add_argument("--cakupan", help=" | ".join(PERIODS), default="")
    command.add_argument("--kepastian", help="A | B | C | D", default="")
    command.add_argument("--sumber-baru", help="judul sumber yang belum ada di daftar", default="")
    command.add_argument("--penerbit", help="penerbit sumber baru", default="")
    command.add_argument("--tanggal-sumber", help="tanggal sumber baru", default="")


def of(options: argparse.Namespace, offer: Offer) -> tuple[Passport, Source | None]:
    """The passport that is declared, and a source that has to be recorded for it.

    Raises ``Unusable`` for what cannot be chosen, and where the file does not tell what to choose.
    """
    new = None
    if options.sumber_baru:
        key = key_of(options.sumber or options.sumber_baru)
        new = Source(key, options.sumber_baru, options.penerbit, options.tanggal_sumber)
    if not offer.measures:
        return Passport(), new
    measure = _chosen("--ukuran", options.ukuran, offer.measures)
    said = Passport(
        measure,
        new.key if new else _chosen("--sumber", options.sumber, offer.sources),
        _day(options.per_tanggal),
        _chosen("--cakupan", options.cakupan, dict.fromkeys(PERIODS, "")),
        _chosen("--kepastian", options.kepastian, offer.grades),
    ).over(offer.preset(measure))
    if not said.measure:
        choices = " atau ".join(
            f"--ukuran {code} ({words})" for code, words in offer.measures.items()
        )
        raise Unusable(f"ukuran daftar ini tidak terbaca dari berkas. Tambahkan {choices}.")
    return said, new


def _chosen(option: str, given: str, choices: Mapping[str, str]) -> str:
    """The code that was given, or that bears the words that were given."""
    if not given:
        return ""
    wanted = compact(given)
    found = [code for code, words in choices.items() if wanted in (compact(code), compact(words))]
    if len(found) == 1:
        return found[0]
    offered = [f"{code} ({words})" if words else code for code, words in choices.items()]
    more = f" dan {len(offered) - 12} lain" if len(offered) > 12 else ""
    hint = " Sumber yang belum ada: --sumber-baru JUDUL." if option == "--sumber" else ""
    raise Unusable(f"{option} “{given}” tidak ada; yang ada: {listing(offered[:12])}{more}.{hint}")


def _day(given: str) -> date | None:
    if not given:
        return None
    reading = parse_date(given)
    if reading.value is None:
        raise Unusable(f"--per-tanggal “{given}” bukan tanggal. Tulis misalnya 31-12-2024.")
    found: date = reading.value
    return found
