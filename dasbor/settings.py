"""Where things lie on this machine, and every setting of the environment in one typed table.

A setting is called for its value: ``settings.sql_open()``. It is read at that moment, so that tests
may change it; ``check`` looks through all of them at start and refuses what it does not know, since
a misspelt word must not leave open what it was meant to close.
"""

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
SHIPPED = ROOT / "data"
CONTRACTS = SHIPPED / "kontrak"  # of the program, for every data folder
PAGES = ROOT / "pages"
ASSETS = ROOT / "dasbor" / "aset"
PREFIX = "DASBOR_"
LONGEST_FILE = 1024 * 1024
POSIX = hasattr(os, "getuid")
GROUP, ACCOUNT = "grup:", "akun:"  # entries of the list of editors that are no mail addresses

T = TypeVar("T")


class SettingError(ValueError):
    """A setting that this program does not know; the message, one line, names what may be said."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One variable of the environment: what it is for, what it may say, what it is when empty."""

    name: str
    meaning: str  # as README says it
    allowed: str  # likewise: what may stand there, and what holds without it
    parse: Callable[[str], T]  # from stripped text, never empty; ValueError when not allowed
    default: Callable[[], T]
    secret: bool = False  # never repeated in a message

    def __call__(self) -> T:
        """The value of this moment. Raises SettingError."""
        text = os.environ.get(self.name, "").strip()
        if not text:
            return self.default()
        try:
            return self.parse(text)
        except ValueError as flaw:
            said = "" if self.secret else f"={' '.join(text.split())}"
            because = f" ({flaw})" if isinstance(flaw, SettingError) else ""
            raise SettingError(
                f"Setelan {self.name}{said} tidak dikenal{because}."
                f" Yang boleh: {self.allowed.replace('`', '')}."
            ) from flaw


def check() -> None:
    """Hold every ``DASBOR_…`` of the environment to the table. Raises SettingError, in one line."""
    flaws = [
        _unknown(name)
        for name in sorted(os.environ)
        if name.upper().startswith(PREFIX) and name not in {one.name for one in TABLE}
    ]
    for one in TABLE:
        try:
            one()
        except SettingError as flaw:
            flaws.append(str(flaw))
    if flaws:
        raise SettingError(" ".join(flaws))


def _unknown(name: str) -> str:
    names = [one.name for one in TABLE]
    near = get_close_matches(name.upper(), names, 1)
    meant = f" Barangkali {near[0]}?" if near else ""
    return f"Setelan {name} tidak dikenal.{meant} Yang ada: {', '.join(names)}."


# --- how a text is read -------------------------------------------------------------------------


def _word(meanings: Mapping[str, T]) -> Callable[[str], T]:
    def parse(text: str) -> T:
        if text.casefold() not in meanings:
            raise ValueError
        return meanings[text.casefold()]

    return parse


def _switch(on: str, off: str, default: bool) -> tuple[str, Callable[[str], bool], Any]:
    words = f"`{on}` atau `{off}` (bawaan: `{on if default else off}`)"
    return words, _word({on: True, off: False}), lambda: default


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    return parse


def _folder(text: str) -> Path:
    folder = Path(text).resolve()
    if folder.exists() and not folder.is_dir():
        raise SettingError("bukan folder")
    return folder


def _address(text: str) -> str:
    parts = urlsplit(text)
    plain = re.fullmatch(r"https?://[^\s?#@]+", text)
    if not plain or not parts.hostname or (parts.port is not None and not parts.port):
        raise ValueError
    return text.rstrip("/")


def _addresses(text: str) -> frozenset[str]:
    found = re.split(r"[\s,]+", text)
    for one in found:
        _address(one)
    return frozenset(found)


def lower(text: str) -> str:
    """In lower case, letters A to Z only: others may turn into a letter that they are not (K)."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), text)


def _editors(text: str, between: str = "[;\n]") -> frozenset[str]:
    """Entries as ``access`` compares them; raises ValueError with the one that is none."""
    parts = re.split(between, text)
    whole = [part for part in parts if len(parts) > 1 and "@" not in part.partition(":")[0]]
    listed = [*whole, *(one for part in parts if part not in whole for one in part.split(","))]
    return frozenset(_editor(entry.strip()) for entry in listed if entry.strip())


def _editor(entry: str) -> str:
    kind, colon, rest = entry.partition(":")
    if lower(kind + colon) == GROUP and rest.strip():
        return GROUP + lower(rest.strip())
    if lower(kind + colon) == ACCOUNT and re.fullmatch(r"\S+ \S.*", rest.strip()):
        return ACCOUNT + rest.strip()
    if re.fullmatch(r"[^@\s:]+@[^@\s:]+\.[^@\s:]+", entry):
        return lower(entry)
    raise SettingError(f"“{entry}” bukan surel, grup:…, atau akun:…")


def _editors_file(text: str) -> frozenset[str]:
    try:
        lines = _small(Path(text)).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeError) as flaw:
        raise SettingError("berkasnya tidak terbaca") from flaw
    kept = [line for line in lines if not line.lstrip().startswith("#")]
    return _editors("\n".join([*kept, ""]), "\n")


def _small(path: Path) -> bytes:
    """A list as people write it. A device or a pipe would never end, or never begin."""
    if not path.is_file():
        raise SettingError("bukan berkas biasa yang ada")
    with path.open("rb") as file:
        content = file.read(LONGEST_FILE + 1)
    if len(content) > LONGEST_FILE:
        raise SettingError("berkasnya lebih besar dari 1 MB")
    return content


def _token(text: str) -> str:
    if not re.fullmatch("[!-~]+", text):
        raise ValueError
    return text


def _mail_server(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not parts.port:
        raise ValueError
    return text


def _mail_address(text: str) -> str:
    if not re.fullmatch(r"[^@\s:<>,;]+@[^@\s:<>,;]+", text):
        raise ValueError
    return text


# --- the table ----------------------------------------------------------------------------------

data_folder = Setting(
    "DASBOR_DATA",
    "folder data (CSV, kontrak, dan yang diterbitkan)",
    "nama folder (bawaan: `data/`)",
    _folder,
    (ROOT / "data").resolve,
)
configured_store = Setting[Path | None](
    "DASBOR_GUDANG",
    "folder gudang DuckDB berversi",
    "nama folder (bawaan: `.gudang/` di samping folder data; `.gudang-NAMA/` bila folder data"
    " bernama lain dari `data`)",
    _folder,
    lambda: None,
)
public_address = Setting(  # without slash at the end; may be empty
    "DASBOR_ALAMAT",
    "alamat dasbor bagi pembaca, untuk tautan yang dibagikan",
    "alamat `https://…` (bawaan: alamat yang diminta peramban)",
    _address,
    str,
)
api_per_minute = Setting(
    "DASBOR_API_LAJU",
    "permintaan data terbuka per menit per alamat (lihat `docs/api.md`)",
    "bilangan 1 sampai 100000 (bawaan: 60)",
    _number(1, 100_000),
    lambda: 60,
)
behind_proxy = Setting(
    "DASBOR_PROKSI",
    "`ya` bila server di belakang proksi sendiri yang menulis `X-Forwarded-For`",
    *_switch("ya", "tidak", default=False),
)
editor_local = Setting(
    "DASBOR_EDITOR",
    "`lokal` membuka Kelola Data pada mesin satu pengguna, lewat tautan sekali pakai yang tercetak"
    " di terminal; mati sendiri bila ada proksi, alamat umum, atau sub-jalur",
    *_switch("lokal", "mati", default=False),
)
editors = Setting(
    "DASBOR_PENYUNTING",
    "yang boleh mengelola data bila login OIDC terpasang (lihat `docs/mengamankan.md`)",
    "surel, `grup:NAMA`, `akun:ISS SUB`, dipisah koma atau titik koma (bawaan: tak seorang pun)",
    _editors,
    frozenset[str],
)
editors_in_file = Setting(
    "DASBOR_PENYUNTING_BERKAS",
    "berkas daftar penyunting, dibaca ulang setiap kali: mencabut hak tidak perlu memulai ulang",
    "nama berkas biasa sampai 1 MB, satu isian `DASBOR_PENYUNTING` per baris, `#` catatan"
    " (bawaan: tidak ada)",
    _editors_file,
    frozenset[str],
)
mail_verifiers = Setting(
    "DASBOR_PENYEDIA_SUREL",
    "penyedia login yang memeriksa surel sendiri walau tidak berkata `email_verified`",
    "alamat `iss` (`https://…`), dipisah koma (bawaan: tidak ada)",
    _addresses,
    frozenset[str],
)
sql_open = Setting(
    "DASBOR_SQL",
    "`mati` menutup halaman SQL",
    *_switch("nyala", "mati", default=True),
)
assistants_open = Setting(
    "DASBOR_ASISTEN",
    "`nyala` membuka `/mcp` bagi asisten (lihat `docs/asisten.md`); perlu `requirements-mcp.txt`",
    *_switch("nyala", "mati", default=False),
)
log_as_json = Setting(
    "DASBOR_LOG",
    "`json`: log untuk mesin, satu objek per baris, tanpa data pribadi",
    *_switch("json", "teks", default=False),
)
metrics_open = Setting(
    "DASBOR_METRICS",
    "`terbuka`: siapa saja boleh membaca `/metrics`, untuk jaringan yang sudah tertutup",
    *_switch("terbuka", "tertutup", default=False),
)
metrics_token = Setting(
    "DASBOR_METRICS_TOKEN",
    "token pembaca `/metrics` (lihat `docs/pengamatan.md`)",
    "huruf, angka, dan tanda ASCII tanpa spasi (bawaan: tidak ada)",
    _token,
    str,
    secret=True,
)
reports = Setting(
    "DASBOR_KIRIMAN",
    "kapan `dasbor kirim` mengirim lembar dan paparan kepada penerima di Kelola Data (lihat"
    " `pasang/README.md`)",
    "`terbit`, `mingguan`, `bulanan`, atau `mati` (bawaan: `mati`)",
    _word({"mati": "", **{word: word for word in ("terbit", "mingguan", "bulanan")}}),
    str,
)
mail_server = Setting(
    "DASBOR_SMTP",
    "server surel yang menyampaikan laporan; TLS dipakai bila ditawarkan",
    "`smtp://` atau `smtps://`, bila perlu `nama:sandi@`, lalu `host:porta` (bawaan:"
    " `smtp://localhost:25`)",
    _mail_server,
    lambda: "smtp://localhost:25",
    secret=True,
)
report_sender = Setting(
    "DASBOR_PENGIRIM",
    "alamat pengirim laporan",
    "satu surel (bawaan: `dasbor@localhost`)",
    _mail_address,
    lambda: "dasbor@localhost",
)
TABLE: tuple[Setting[Any], ...] = (
    *(data_folder, configured_store, public_address, behind_proxy),
    *(editor_local, editors, editors_in_file, mail_verifiers),
    *(sql_open, assistants_open, api_per_minute, log_as_json, metrics_open, metrics_token),
    *(reports, mail_server, report_sender),
)


def store_folder() -> Path:
    """The folder for built stores: ``DASBOR_GUDANG``, else ``.gudang/`` beside the data folder.

    Two governments may lie side by side: only a folder ``data`` has it under that short name.

    Where everybody may write, a folder of this user's own in it; where nobody can, one below the
    temporary folder. Raises SettingError when somebody else could have put a store there.
    """
    data = data_folder()
    name = ".gudang" if data.name == "data" else f".gudang-{data.name}"
    folder = configured_store() or data.parent / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if POSIX and folder.stat().st_mode & stat.S_IWOTH:
            return _own(folder)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        try:
            return _own(Path(tempfile.gettempdir()))
        except OSError:  # nowhere to write: what lies ready can still be read
            return folder


def _own(parent: Path) -> Path:
    """A folder in ``parent`` that is none but this user's: anybody may make one of that name."""
    user = os.getuid() if POSIX else "u"
    folder = parent / f"dasbor-gudang-{user}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    found = folder.lstat()
    theirs = POSIX and (found.st_uid != user or found.st_mode & 0o077)
    if theirs or not stat.S_ISDIR(found.st_mode):
        raise SettingError(
            f"Gudang tidak dapat ditaruh di {folder}: itu bukan folder milik pengguna ini sendiri"
            " (0700). Hapus, atau setel DASBOR_GUDANG ke folder yang hanya dapat ditulis dasbor."
        )
    return folder
