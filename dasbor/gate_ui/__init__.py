"""The parts of the page Kelola Data. What they do is done by ``gate.desk``; here it is shown."""

from dasbor.gate_ui.door import require_editor, visitor, way_in
from dasbor.gate_ui.publication import history, publication
from dasbor.gate_ui.report import account, effect, findings
from dasbor.gate_ui.upload import proposal

__all__ = [
    "account",
    "effect",
    "findings",
    "history",
    "proposal",
    "publication",
    "require_editor",
    "visitor",
    "way_in",
]
