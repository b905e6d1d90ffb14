"""Foreign things are looked at in a process of their own that the operating system keeps small.

``limits`` are what such a process may use, ``child`` is what it does first, ``process`` starts,
hears and ends it, ``turns`` says whose turn it is when many ask. What it works on is a module with
``prepare``: SQL of analysts, registers, boundaries, templates. Nothing is imported here: a child
loads this package and has to start fast.
"""
