"""Releases: every published version kept whole, one of them in force, each undone byte for byte.

Below ``<data folder>/.terbitan/``, plain files only:

    isi/<sha256>        every content once, never changed: published files, uploads, findings
    versi/000001.json   what one version consists of, who published it, when and why
    KINI                number of the version in force; empty or absent: the data folder itself
    jejak.jsonl         audit trail, each line sealed and chained to the one before
    kunci               held by the one who is writing

Written in the order contents → manifest → audit line → ``KINI``, each whole and durable before
the next: whatever interrupts a publication leaves the earlier version in force. Readers take no
lock; they follow ``KINI`` to files that never change.

``reader`` reads what lies there (``manifest`` and ``audit`` say what a file of it means),
``writer`` holds the lock and writes (``atomic`` so that it lasts), ``verify`` looks for
damage, ``published`` is the whole for everybody else.
"""

from dasbor.data.releases.errors import (
    Busy,
    Damaged,
    NoReason,
    NoSpace,
    Outdated,
    ReadOnly,
    ReleaseError,
    UnknownVersion,
)
from dasbor.data.releases.manifest import Release
from dasbor.data.releases.published import TAKEN_BACK, Releases
from dasbor.data.releases.reader import is_content
