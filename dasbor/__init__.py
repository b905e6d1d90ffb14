"""Dasbor Inovasi Daerah: yearly CSV files to charts that can say where each number comes from.

The modules form a straight line; each imports only those before it (tests/test_arsitektur.py):

settings → format_id → contract → intake → store → query → narrative → charts → export → ui
"""

__version__ = "0.1.0"
