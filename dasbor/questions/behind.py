"""Which tables an answer stands on: those its query names, and those behind what it builds on."""

import re
from collections.abc import Mapping
from functools import cache

from dasbor.data.schema import FOUNDATIONS
from dasbor.questions.query import Query

_REMARK, _WORD = re.compile(r"--[^\n]*"), re.compile(r"\w+")
_CREATED = re.compile(r"^create (?:table|macro) (?:if not exists )?(\w+)", re.MULTILINE)


@cache
def words(query: Query) -> frozenset[str]:
    """Every name in a query, and in the foundations that it names."""
    found, news = frozenset[str](), _words(query.sql)
    while news:
        found |= news
        news = frozenset(word for name in news for word in _made().get(name, ())) - found
    return found


@cache
def _made() -> Mapping[str, frozenset[str]]:
    """What the foundations create -> every name in its text."""
    made: dict[str, frozenset[str]] = {}
    for path in FOUNDATIONS:
        text = _REMARK.sub("", path.read_text(encoding="utf-8"))
        for part in re.split(r"^(?=create )", text, flags=re.MULTILINE):
            if found := _CREATED.match(part):
                made[found[1]] = made.get(found[1], frozenset()) | _words(part)
    return made


def _words(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_REMARK.sub("", sql)))
