"""Backups: one sealed file of a data folder with all its releases, and the way back.

``sealed`` is the file itself, ``take`` makes one beside people who publish, ``give_back`` makes a
data folder of it.
"""

from dasbor.data.backup.errors import BackupError as BackupError
from dasbor.data.backup.give_back import give_back as give_back
from dasbor.data.backup.take import take as take
