"""The parts of the page Kelola Data. What they do is done by ``gate.service``; here it is shown."""

from dasbor.app.kelola.auth import require_editor, visitor
from dasbor.app.kelola.contents import contents
from dasbor.app.kelola.continued import continued
from dasbor.app.kelola.effects import effect
from dasbor.app.kelola.history import history
from dasbor.app.kelola.names import unknown_names
from dasbor.app.kelola.publication import publication
from dasbor.app.kelola.recipients import recipients
from dasbor.app.kelola.report import account, findings
from dasbor.app.kelola.upload import proposal
from dasbor.app.kelola.views import save_view
from dasbor.app.kelola.waiting import waiting
