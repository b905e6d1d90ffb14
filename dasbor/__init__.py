"""Dasbor Inovasi Daerah: yearly CSV files to charts that can say where each number comes from.

A number goes one way, from room to room; each may use those to its left::

    data < questions < narrative < charts < documents

The files at the top (settings, format_id, city, metrics, html) serve all. Beside the row: gate
takes files in (it uses data and questions), server is what a browser meets before a page runs (it
uses the files at the top only), app is the pages on Streamlit, cli the commands; these two may use
everything but each other. tests/test_arsitektur.py holds the tree to it.
"""

__version__ = "0.3.0"
