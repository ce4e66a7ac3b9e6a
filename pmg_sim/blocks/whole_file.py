"""Files that appear under their names when they are whole, and temporary ones that lost an owner.

A temporary file names its process, so that what a killed one left is told from what another one
is just writing.
"""

import hashlib
import os
import platform
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

# Numbers of processes mean nothing on another machine that shares the folder.
HERE = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
NAME = re.compile(r"\..+\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.part")

SECONDS_AT_MOST = 3600.0
"""After so long nobody is writing any more, whoever it was."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, to the disk itself, and rename it when it is whole."""
    name = f".{path.name}.{HERE}-{os.getpid()}-{secrets.token_hex(4)}.part"
    part = path.with_name(name)
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Put a folder's new names on the disk; only POSIX systems can be asked to."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some shared disks cannot be asked; the file itself is there
                os.fsync(opened)
        finally:
            os.close(opened)


def remove_orphans(folder: Path) -> None:
    """Remove temporary files whose process is gone."""
    for part in folder.glob(".*.part"):
        named = NAME.fullmatch(part.name)
        if named is None:
            continue
        host, process = named.groups()
        try:
            old = time.time() - part.stat().st_mtime > SECONDS_AT_MOST
        except FileNotFoundError:  # its owner has just renamed it
            continue
        if old or (host == HERE and _is_gone(int(process))):
            part.unlink(missing_ok=True)


def _is_gone(process: int) -> bool:
    if os.name != "posix":
        return False  # there, asking would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
