"""From a CSV to a store that can be asked.

A contract says what a file may hold; inspection, checks and reconciliation say what is wrong; the
build writes one versioned, read-only DuckDB file; releases keep what was published, for good.
"""
