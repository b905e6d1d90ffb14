"""The words for readers in SQL, in the terms of the government: its remarks and its phrases.

A literal of one word is a value of the data (``'kota'``) and stays; so do all names.
"""

import re

from dasbor.city import Terms

_PART = re.compile(r"^--(?!   ?\w+ +\||   ).*$|'[^'\n]* [^'\n]*'", re.MULTILINE)


def said_in(sql: str, terms: Terms) -> str:
    """A text of SQL with its remarks and phrases worded."""
    return _PART.sub(lambda found: terms.say(found[0]), sql)
