"""Disks of a test's own: full ones, read-only ones."""

import shutil
import subprocess

import pytest


def private_mounts(script: str) -> list[str]:
    """A shell that may mount, and whose mounts nobody else sees."""
    tool = shutil.which("unshare")
    if not tool or subprocess.run([tool, "-Urm", "true"], check=False).returncode:
        pytest.skip("perlu unshare dengan hak pasang (mount)")
    return [tool, "-Urm", "sh", "-ec", script + ' && exec "$@"', "sh"]
