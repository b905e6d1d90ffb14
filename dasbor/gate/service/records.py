"""How the records of versions are worded: when something was, and what it did."""

from datetime import datetime

from dasbor import format_id
from dasbor.city import city, hour
from dasbor.data.releases import TAKEN_BACK, Release


def moment(time: datetime) -> str:
    """A time as the records show it, on the clocks of the city."""
    there = city().local(time)
    return f"{format_id.day(there)} {hour(there)}"


def action(release: Release) -> str:
    """What a version did: published which register, or took back what."""
    if release.action == TAKEN_BACK:
        return release.choices.get("cara", TAKEN_BACK)
    if release.restored is None:
        years = f" {format_id.years(list(release.years))}" if release.years else ""
        return f"menerbitkan {release.dataset}{years}"
    return f"kembali ke {f'versi {release.restored}' if release.restored else 'folder data saja'}"
