"""Most tests read a file at hand, without the process, and ask no question before and after."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Self

import pytest

from dasbor.gate import effect, reading

OF_THE_PROCESS = {"test_damage", "test_reading", "test_shell"}  # these have a limited one each time


class Here:
    """Stands for ``sandbox.process.Child``: the same work and frames, without a process."""

    def __init__(self, work: str, request: Mapping[str, Any], most: Any, content: bytes) -> None:
        self._answer, self._content = import_module(work).prepare(request), content

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left to end."""

    def frames(self, beat: Any) -> Iterable[bytes]:
        return filter(None, self._answer(self._content))


@pytest.fixture
def answered() -> None:
    """For tests of what a publication does to the answers."""


@pytest.fixture(autouse=True)
def _unasked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "answered" not in request.fixturenames:
        monkeypatch.setattr(effect, "moved", lambda *_: ())


@pytest.fixture(autouse=True)
def _at_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.path.stem not in OF_THE_PROCESS:
        monkeypatch.setattr(reading, "Child", Here)
