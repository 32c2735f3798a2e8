"""Files on disk: read whole, replaced atomically, never half written."""

import contextlib
import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path

from bpmn.base.message import message
from bpmn.xml.errors import ChangedOutside, UnreadableFile

LARGEST = 512 * 1024 * 1024
ATTEMPTS = 6
PAUSE_S = 0.05


def read(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile if it cannot be read or is larger than any map."""
    try:
        if not path.is_file():
            raise UnreadableFile(path.name, message("there is no such file."))
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(path.name, message("it is larger than 512 MB, which no map is."))
        return path.read_bytes()
    except OSError as error:
        reason = message("it cannot be read ({detail}).", detail=error.strerror or error)
        raise UnreadableFile(path.name, reason) from error


def fingerprint(data: bytes) -> str:
    """Names the content of a file; equal for equal bytes."""
    return hashlib.sha256(data).hexdigest()


def fingerprint_of(path: Path) -> str | None:
    """Names what stands on disk; None where no file stands."""
    return fingerprint(path.read_bytes()) if path.is_file() else None


def save(path: Path, data: bytes, expected: str | None = None) -> str:
    """Replace a file by data in one step and return the new fingerprint.

    The old file stays whole until the new one is safely on disk; mode is kept and a symbolic link keeps
    pointing where it does. With ``expected``, raises ChangedOutside if the file on disk is another one
    than the fingerprint names. Raises OSError where the folder cannot be written.
    """
    target = path.resolve()
    if expected is not None and target.exists() and fingerprint_of(target) != expected:
        raise ChangedOutside(f"{path.name} was changed by another program since it was opened.")
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        _replace(Path(temporary), target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)
    return fingerprint(data)


def _mode(target: Path) -> int:
    """The permissions of the old file, or what a new file gets here."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    """Rename over the target; tries again while another program (a virus scanner) holds it."""
    for attempt in range(ATTEMPTS):
        try:
            temporary.replace(target)
        except PermissionError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE_S * 2**attempt)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Put the renaming itself on disk, where the system lets folders be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
