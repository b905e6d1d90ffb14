"""What a page says, described once, and all that is drawn from it.

The first picture of a page, deck, hand-out, workbook, the sheet of one page, the offline bundle,
files and open data. The app draws its pages from the same descriptions.
"""
