"""The questions of ``queries/*.sql`` and their answers, each with its passport.

Also what may be asked by others: filters and selections of links, analysts' SQL, figures in a text.
"""
