"""Analysts' own questions: read in a child process that the operating system keeps small.

``guard`` says what a statement may name, ``child`` is the process that runs it, ``job`` starts,
cancels and bounds it, ``words`` say in Indonesian what went wrong, ``start`` offers the shipped
questions. Nothing is imported here: the child loads this package and has to start fast.
"""
