"""Answers worked out ahead: a choice that somebody then makes asks the store for nothing."""

import asyncio
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dasbor.app import likely
from dasbor.data import versions
from dasbor.data.store import Store
from dasbor.documents import frame
from dasbor.documents.prerender import first_picture

SOON = 0.01


@pytest.mark.usefixtures("city_copy")
def test_every_single_choice_of_a_page_is_one_of_the_likely() -> None:
    choices = list(likely.choices())
    for page in ("pertumbuhan", "opd", "posyantek"):
        offered = {name for at, link in choices if at == page for name in link}
        assert offered == set(frame.hears(page))
    assert ("opd", {"opd": ["Dinkes"]}) in choices
    assert not any(page in {"sql", "kelola_data"} for page, _ in choices)


def test_a_choice_made_ready_needs_no_store(
    city_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links: list[dict[str, list[str]]] = [{"opd": ["Dinkes"]}, {"tahun": ["2022"]}]
    monkeypatch.setattr(likely, "QUIET", SOON)
    monkeypatch.setattr(likely, "choices", lambda: iter(("pertumbuhan", link) for link in links))
    ready: list[str] = []
    prepare = likely.prepare

    def told(page: str, link: dict[str, list[str]]) -> None:
        prepare(page, link)
        ready.append(page)

    async def a_while() -> None:
        monkeypatch.setattr(likely, "prepare", told)
        ahead = asyncio.create_task(likely.work_ahead())
        while len(ready) < len(links):
            await asyncio.sleep(SOON)
        ahead.cancel()

    asyncio.run(a_while())
    first_picture(versions.current(), "pertumbuhan", {})

    def asked(_store: Store, sql: str, _parameters: Any = None) -> NoReturn:
        raise AssertionError(sql)

    monkeypatch.setattr(Store, "table", asked)
    for link in links:
        assert "<h1" in first_picture(versions.current(), "pertumbuhan", link)
    with pytest.raises(AssertionError, match="select"):
        first_picture(versions.current(), "pertumbuhan", {"opd": ["DLH"]})


def test_whoever_asks_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request puts the work off by another while."""
    monkeypatch.setattr(likely, "QUIET", 10 * SOON)
    quiet, order = likely.Quiet(), list[str]()

    async def readers() -> None:
        for _ in range(5):
            await asyncio.sleep(4 * SOON)
            quiet.disturb()
            order.append("reader")

    async def work() -> None:
        await quiet.wait()
        order.append("work")

    async def both() -> None:
        await asyncio.gather(readers(), work())

    asyncio.run(both())
    assert order == ["reader"] * 5 + ["work"]
