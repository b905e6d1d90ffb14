"""What pages take files for: an office's template of any reader, registers of editors."""

from dasbor.documents.meeting import office
from dasbor.gate.service import LARGEST_UPLOAD
from dasbor.server.upload_store import MB, Purpose, uploads

__all__ = ["REGISTER", "TEMPLATE", "uploads"]

# Any reader may send a template: one address fills half of the room at most. Editors are known.
TEMPLATE = Purpose(office.LARGEST, files=1, together=100 * MB, per_address=50 * MB)
REGISTER = Purpose(LARGEST_UPLOAD, files=2, together=160 * MB, per_address=160 * MB)
