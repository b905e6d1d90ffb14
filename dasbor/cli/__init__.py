"""The commands of ``dasbor``: reading a request, doing it, saying what came of it."""
