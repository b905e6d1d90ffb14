"""Versions: which store file is served, and when a new one is built.

A store file is named after the hash of everything that went into it and is never changed once
published. ``CURRENT`` points to the last sound one and is switched atomically: a file
replaced under an open connection would go on serving old pages.
"""

import contextlib
import hashlib
import json
import logging
import os
import re
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dasbor import city, metrics, settings
from dasbor.data.belonging import Foreign
from dasbor.data.build import MACHINE, build, why_not
from dasbor.data.build_notes import PREFIX, place_of, store_of
from dasbor.data.checks import BY_THE_CLOCK
from dasbor.data.contract import ContractError
from dasbor.data.inputs import Signature, inputs, signature
from dasbor.data.inspection import Finding, refuses
from dasbor.data.parquet import SCRATCH
from dasbor.data.releases import Damaged, ReleaseError, is_content
from dasbor.data.releases.atomic import put, settle, sha256
from dasbor.data.schema import FOUNDATIONS
from dasbor.data.store import ENGINE, FORMAT, Store, StoreError, is_whole, open_file, quotes_cells

log = logging.getLogger("dasbor.data.versions")

KEPT_VERSIONS = 5
STORE = re.compile(r"gudang-[0-9a-f]+\.duckdb")
LEFT_BEHIND = re.compile(
    rf"({PREFIX})?gudang-[0-9a-f]+\.\d+\.\d+\.tmp.*|tmp-\d+-CURRENT|{SCRATCH}.*"
)
RECHECK_SECONDS = 2.0
RETRY_SECONDS = 30.0  # after a build that the machine, not the data, kept from ending
ATTEMPTS = 3
WRITES = f"{FORMAT} {ENGINE}"
LEFTOVER_SECONDS = 3600
CHECKED_BYTES = 64 * 2**20  # a larger store is checked only once a read has met a broken block


class StoreUnavailable(RuntimeError):
    """No data can be served; the message is Indonesian and says what to do."""


class _InputsMoved(Exception):
    """An input changed while the store was being built from it."""


class Publisher:
    """Keeps the served store in step with a data folder.

    ``current()`` is cheap: at most every ``RECHECK_SECONDS`` it looks at sizes and times of the
    files; only when they changed it hashes the changed ones and builds, in the calling thread for
    the first store and in a background thread while an earlier one goes on being served.
    """

    def __init__(self, folder: Path, stores: Path) -> None:
        self.folder, self.stores = folder, stores
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._seen: Signature | None = None
        self._next_look = 0.0
        self._day = ""  # on which dates were judged again, when it was not that of the first build

    def current(self) -> Store:
        """The store to read from. Raises ``StoreUnavailable`` when nothing can be served."""
        store = self._store
        if store is None or store.damaged:
            with self._lock:
                if self._store is None or self._store.damaged:
                    self._refresh()
                return self._store or _nothing()
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + RECHECK_SECONDS
            moved = self._signature() != self._seen or _outlived(store)
            if moved and self._lock.acquire(blocking=False):
                threading.Thread(target=self._refresh_in_background, daemon=True).start()
        return store

    def fresh(self) -> Store:
        """The store of the inputs as they are now, for those who are about to change them."""
        with self._lock:
            self._refresh()
        return self._store or _nothing()

    def _let_go(self, store: Store) -> None:
        """Give up a store that cannot be read, and its file when that is the reason."""
        self._store = None
        store.close()  # or the engine would hand out the same open file again
        path = self.path(store.version)
        if path.exists() and not is_whole(path):
            _note_broken(path)
            with contextlib.suppress(OSError):
                path.unlink()

    def _signature(self) -> Signature | None:
        with contextlib.suppress(ReleaseError):
            return signature(inputs(self.folder))
        return None

    def _refresh_in_background(self) -> None:
        try:
            with contextlib.suppress(StoreUnavailable):
                self._refresh()
        finally:
            self._lock.release()

    def _refresh(self) -> None:
        """Look again until the inputs hold still for one build."""
        for _ in range(ATTEMPTS):
            with contextlib.suppress(_InputsMoved):
                self._refresh_once()
                return
        if self._store is None:
            _nothing("Berkas data sedang ditulis.")

    def _refresh_once(self) -> None:
        if self._store and self._store.damaged:
            self._let_go(self._store)
        pointer = self._read_pointer()
        try:
            seen = signature(inputs(self.folder))
            digests = self._digests(seen, pointer)
        except ReleaseError as flaw:  # a damaged published version: never a mixture, never a guess
            self._seen = None
            self._store = self._last_sound(pointer, [why_not(flaw)]) or _nothing(str(flaw))
            return
        store = self._store
        if store and _outlived(store):
            self._day = city.today().isoformat()
        version = self._version(digests)
        if store is None or store.version != version or store.fallback:
            store = self._store = self._open(version, seen, digests, pointer)
            _note_served(store)
        again = any(flaw.rule == MACHINE for flaw in store.findings) or _outlived(store)
        self._seen = None if again else seen
        self._next_look = time.monotonic() + (RETRY_SECONDS if again else RECHECK_SECONDS)

    def _open(
        self,
        version: str,
        seen: Signature,
        digests: Mapping[str, Any],
        pointer: Mapping[str, Any],
    ) -> Store:
        try:
            candidate = self._open_or_build(version, seen)
        except (ContractError, StoreError, OSError, MemoryError) as flaw:
            _note_failure(flaw)
            if isinstance(flaw, Foreign):  # not even what is open: it bears another name by now
                self._store = None
            found = why_not(flaw)
            return self._last_sound(pointer, [found]) or _nothing(f"{found.message} {found.cure}")
        if refuses(candidate.findings):
            return self._last_sound(pointer, candidate.findings) or candidate
        self._write_pointer(version, digests)
        return candidate

    def _open_or_build(self, version: str, seen: Signature) -> Store:
        path = self.path(version)
        if path.exists():
            if ready := _open_ready(path):
                return ready
            path.unlink()
        scratch = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
        self.stores.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        try:
            build(self.folder, scratch, version, earlier=self._earlier())
            if self._signature() != seen:
                raise _InputsMoved
            place_of(scratch).replace(place_of(path))  # before the store, which needs them
            settle(scratch)
            scratch.replace(path)
        finally:
            for left in (scratch, place_of(scratch), Path(f"{scratch}.wal")):
                left.unlink(missing_ok=True)
        _note_build(version, time.perf_counter() - start)
        self._forget_old(path)
        return open_file(path)

    def _earlier(self) -> Path | None:
        """The store of which a new one can take over what has not changed."""
        pointer = self._read_pointer()
        alike = str(pointer.get("bentuk", "")).startswith(WRITES)
        return self._pointed(pointer) if alike else None

    def _last_sound(self, pointer: Mapping[str, Any], findings: Sequence[Finding]) -> Store | None:
        if (pointer.get("folder_data"), pointer.get("bentuk")) != (str(self.folder), _shape()):
            return None
        place = city.city(self.folder)
        if place.named and pointer.get("kota", _named(place)) != _named(place):
            return None  # the last sound version is of another government
        try:
            return open_file(self._pointed(pointer), findings, fallback=True)
        except StoreError:
            return None

    def path(self, version: str) -> Path:
        """Where the store of a version lies."""
        return self.stores / f"gudang-{version}.duckdb"

    def _pointed(self, pointer: Mapping[str, Any]) -> Path:
        return self.path(pointer.get("versi", ""))

    def _version(self, digests: Mapping[str, Any]) -> str:
        stamp = [_shape(), *(f"{k}={v[-1]}" for k, v in sorted(digests.items())), self._day]
        return hashlib.sha256("\n".join(stamp).encode()).hexdigest()[:16]

    def _digests(self, seen: Signature, pointer: Mapping[str, Any]) -> dict[str, list[Any]]:
        """Per input file [path, size, time, sha256]; what the pointer knows is not read again."""
        known = pointer.get("sidik", {}) if pointer.get("folder_data") == str(self.folder) else {}
        digests = {}
        for name, path, size, changed in seen:
            facts = [path, size, changed]
            before = known.get(name, [""])
            with contextlib.suppress(OSError):
                same = before[:-1] == facts
                digest = before[-1] if same else sha256(Path(path))
                if is_content(Path(path)) and digest != Path(path).name:
                    raise Damaged(f"Isi terbitan {name} berubah di cakram. Pulihkan versi lain.")
                digests[name] = [*facts, digest]
        return digests

    def _read_pointer(self) -> dict[str, Any]:
        try:
            pointer = json.loads((self.stores / "CURRENT").read_text(encoding="utf-8"))
            return pointer if isinstance(pointer, dict) else {}
        except (OSError, ValueError):
            return {}

    def _write_pointer(self, version: str, digests: Mapping[str, Any]) -> None:
        pointer = {
            "versi": version,
            "folder_data": str(self.folder),
            "bentuk": _shape(),
            "kota": _named(city.city(self.folder)),
            "sidik": digests,
        }
        try:
            put(self.stores / "CURRENT", json.dumps(pointer, indent=1).encode())
        except OSError as error:  # the next start will have to hash the inputs again, no more
            log.warning(
                "Penunjuk versi tidak tertulis: %s",
                error,
                extra={"event": "penunjuk_tidak_tertulis"},
            )

    def _forget_old(self, newest: Path) -> None:
        """Make room: all but the last stores, and what builds left behind that did not end.

        Times may lie when the clock was set: the store just built and the one in force stay.
        """
        keep = {newest, self._pointed(self._read_pointer())}
        there = list(self.stores.iterdir())  # others may share the folder
        stores = sorted((p for p in there if STORE.fullmatch(p.name)), key=_changed)
        leftovers = [p for p in there if LEFT_BEHIND.fullmatch(p.name) and _is_old(p)]
        notes = self.stores.glob(f"{PREFIX}*.duckdb.json")
        leftovers += [n for n in notes if not store_of(n).exists() and _is_old(n)]
        for path in [*stores[:-KEPT_VERSIONS], *leftovers]:
            if path not in keep:
                with contextlib.suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    place_of(path).unlink(missing_ok=True)


def _open_ready(path: Path) -> Store | None:
    """A store that was built earlier, unless its file is broken or it judged by another day."""
    with contextlib.suppress(StoreError):
        if path.stat().st_size > CHECKED_BYTES or is_whole(path):
            store = open_file(path)
            if not _outlived(store):
                return store
            store.close()
            return None
    _note_broken(path)
    return None


def _outlived(store: Store) -> bool:
    """Whether today is another year than its axes end with, or another day than dates were judged.

    A clock that was wrong when it was built makes it so too.
    """
    judged = any(finding.rule == BY_THE_CLOCK for finding in store.findings)
    built, today = store.built.date(), city.today()
    return built.year != today.year or (judged and built != today)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has forgotten it
        return 0.0


def _is_old(path: Path) -> bool:
    return abs(time.time() - _changed(path)) > LEFTOVER_SECONDS


def _named(place: city.City) -> list[str]:
    """What tells one government from another."""
    return [place.code, place.name]


def _shape() -> str:
    """What a store of this program looks like inside; questions fit no other shape."""
    return " ".join([WRITES, *map(sha256, FOUNDATIONS)])


def _note_build(version: str, seconds: float) -> None:
    metrics.builds.labels(metrics.BUILT).inc()
    metrics.build_seconds.observe(seconds)
    facts = {"versi_data": version, "detik": round(seconds, 3)}
    log.info("Gudang %s dibangun", version, extra={"event": "gudang_dibangun", **facts})


def _note_failure(flaw: Exception) -> None:
    metrics.builds.labels(metrics.FAILED).inc()
    facts = {"jenis": type(flaw).__name__}
    told = isinstance(flaw, ContractError) or quotes_cells(flaw)  # words, or none, and no trace
    cause, said = None if told else flaw, type(flaw).__name__ if quotes_cells(flaw) else str(flaw)
    extra = {"event": "gudang_gagal", **facts}
    log.error("Gudang data tidak tersusun: %s", said, exc_info=cause, extra=extra)


def _note_broken(path: Path) -> None:
    extra = {"event": "gudang_rusak"}
    log.warning("%s rusak di cakram dan disusun lagi", path.name, extra=extra)


def _note_served(store: Store) -> None:
    """Which version is served from now on, and whether it is the one of the present input."""
    facts = {"versi_data": store.version, "temuan": len(store.findings)}
    if store.fallback:
        words = "Masukan ditolak; tetap disajikan versi %s"
        log.warning(words, store.version, extra={"event": "cadangan_disajikan", **facts})
    else:
        words = "Versi data %s disajikan"
        log.info(words, store.version, extra={"event": "versi_disajikan", **facts})


def _nothing(reason: str = "") -> Store:
    raise StoreUnavailable(
        f"Data belum dapat disajikan. {reason} Periksa folder data lalu muat ulang halaman."
    )


@lru_cache(maxsize=1)
def _publisher() -> Publisher:
    try:
        return Publisher(settings.data_folder(), settings.store_folder())
    except settings.SettingError as flaw:
        raise StoreUnavailable(str(flaw)) from flaw


def reset() -> None:
    """Forget the store of this process: the next question reads the settings for the folders."""
    _publisher.cache_clear()


def fresh() -> Store:
    """The store of the inputs as they are now, built if need be. Raises ``StoreUnavailable``."""
    return _publisher().fresh()


def current() -> Store:
    """The store of this process for the configured folders.

    Raises:
        StoreUnavailable: when there is nothing to serve, with the reason in Indonesian.
    """
    return _publisher().current()
