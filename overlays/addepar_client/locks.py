"""Locks between processes: a file locked for as long as it is open, however its process ends."""

import sys


def locked(descriptor: int) -> bool:
    """Lock an open file, unless somebody else has; false then."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
