"""How sure a figure is, in words: the letters are for files, Sumber & Mutu says what they mean."""

GRADES = {
    "A": "dua sumber/resmi",
    "B": "satu sumber",
    "C": "hasil olahan",
    "D": "bertentangan/lisan",
}


def graded(certainty: str | None) -> str:
    """A grade as readers see it; one that is not of the list by its letter, none as nothing."""
    return GRADES.get(certainty, f"kepastian {certainty}") if certainty else ""
