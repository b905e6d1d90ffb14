"""Ready for the meeting: deck, hand-out and workbook from the sections of ``content``.

``briefing`` says what the meeting is about; ``deck`` (PPTX), ``handout`` (PDF) and ``workbook``
(XLSX) write it down. Their libraries are slow to import: only ``files`` does, when a file is
asked for.
"""
