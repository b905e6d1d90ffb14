"""What a cell may hold that a spreadsheet program opens."""

import re
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# An Indonesian spreadsheet splits at semicolons, so a cell may begin within a text of ours.
_BEGINS_WITHIN = re.compile(r"(?<=[;\t\r\n])(?=[=+@＝＋＠]|[-－]\S)")


def safe(value: Any) -> Any:
    """A cell as a spreadsheet may have it: text it would run gets an apostrophe; ya and tidak."""
    if isinstance(value, str):
        text = _BEGINS_WITHIN.sub("'", value)
        return f"'{text}" if value.startswith(FORMULA_STARTS) else text
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value
