"""How the records of versions are worded: when something was, and what it did."""

from datetime import datetime, timedelta, timezone

from dasbor import format_id
from dasbor.data.releases import Release

WIB = timezone(timedelta(hours=7))


def moment(time: datetime) -> str:
    """A time as the records show it, in the time of western Indonesia."""
    there = time.astimezone(WIB)
    return f"{format_id.day(there)} {there:%H.%M} WIB"


def action(release: Release) -> str:
    """What a version did: published which register, or went back to which version."""
    if release.restored is None:
        years = f" {format_id.years(list(release.years))}" if release.years else ""
        return f"menerbitkan {release.dataset}{years}"
    return f"kembali ke {f'versi {release.restored}' if release.restored else 'folder data saja'}"
