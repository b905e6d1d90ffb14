"""What was made of one version of the data, kept while that version is asked."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from dasbor.questions.answers import Answers

T = TypeVar("T")


class Kept(Generic[T]):
    """Made things by what they were made for; with too many of them all are let go.

    A former version goes, file and all, with the last who asks it: so nothing that is kept may
    hold on to its answers.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: WeakKeyDictionary[Answers, dict[Hashable, T]] = WeakKeyDictionary()

    def get(self, asked: Answers, key: Hashable, make: Callable[[], T]) -> T:
        """The kept one, or a new one."""
        kept = self._made.setdefault(asked, {})
        if (found := kept.get(key)) is None:
            found = make()
            if len(kept) >= self._most:
                kept.clear()
            kept[key] = found
        return found
