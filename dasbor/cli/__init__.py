"""The commands of ``python -m dasbor``: reading a request, doing it, saying what came of it."""
