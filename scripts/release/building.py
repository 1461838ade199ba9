"""Builds the wheel and the source archive; the same source gives the same bytes, wherever and whenever it is built."""

import hashlib
import os
import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from scripts.tools.running import run
from scripts.tools.unpacking import extract

ROOT = Path(__file__).parents[2]
# The only file with the version; pyproject.toml reads it from there.
VERSION_FILE = "runtime/addepar_core/_version.py"
VERSION = re.compile(r'(?m)^__version__ = "([^"]+)"$')
# Files in archives carry a date: that of the last commit, or a fixed one (2020) without git.
_NO_DATE = "1577836800"


def version_in(source: str) -> str:
    """The version in the text of VERSION_FILE."""
    (version,) = VERSION.findall(source)
    return str(version)


def date() -> str:
    """Seconds since 1970 of the last commit."""
    asked = run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return os.environ.get("SOURCE_DATE_EPOCH") or asked.stdout.strip() or _NO_DATE


def build(source: Path, folder: Path, **environ: str) -> tuple[Path, Path]:
    """The wheel and the source archive of a tree, each built from the tree itself."""
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--sdist",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(source),
    ]
    variables = os.environ | {"SOURCE_DATE_EPOCH": date()} | environ
    ran = run(command, capture_output=True, text=True, env=variables, check=False)
    if ran.returncode:
        raise SystemExit(f"{source} cannot be built:\n{ran.stdout}{ran.stderr}")
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def snapshot(folder: Path) -> Path:
    """Copy every file that a commit of all changes would contain, so that the tree cannot change during a build."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():  # if not, it has been deleted
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def digest(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def build_twice(folder: Path) -> tuple[Path, Path]:
    """Build the wheel and the source archive; ends the program if a second build gives different bytes.

    The second build uses the unpacked source archive in another folder, time zone and locale, with other file modes.
    """
    with tempfile.TemporaryDirectory(prefix="addepar-build-") as name:
        again = Path(name) / "again"
        first = build(snapshot(Path(name) / "tree"), folder)
        with tarfile.open(first[1]) as archive:
            extract(archive, again)
        (tree,) = again.iterdir()
        for file in tree.rglob("*"):
            os.utime(file, (1, 1))
            file.chmod(0o700 if file.is_dir() else 0o600)
        second = build(tree, again / "dist", TZ="Asia/Tokyo", LC_ALL="C", SOURCE_DATE_EPOCH=date())
        for one, other in zip(first, second, strict=True):
            if digest(one) != digest(other):
                raise SystemExit(f"{one.name}: a second build from the source archive gives different bytes")
    return first
