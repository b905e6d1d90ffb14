"""The list of faults in ``docs/tahan_uji.md`` names tests that are there."""

import re

from tests.world import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)?(?:::(\w+))?`")


def test_every_test_that_the_list_of_faults_names_exists() -> None:
    text, last, seen = (ROOT / "docs" / "tahan_uji.md").read_text("utf-8"), "", 0
    for file, name in NAMED.findall(text):
        last = file or last
        assert not name or f"def {name}(" in (ROOT / last).read_text("utf-8"), f"{last}::{name}"
        seen += bool(name)
    assert seen > 50
