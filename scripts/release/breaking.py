"""Lists what would break users of the last release: changes to openapi.yaml, and to the Python API.

A release is a tag `v1.2.3`. Before the first one there is nothing to compare with. A break is accepted if the version
allows it: a new major version, or, below 1.0, a new minor version.
"""

import io
import sys
import tarfile
import tempfile
from pathlib import Path

import griffe
from scripts.release.building import VERSION_FILE, version_in
from scripts.tools.running import run
from scripts.tools.unpacking import extract

ROOT = Path(__file__).parents[2]
PACKAGES = ("addepar_client", "addepar_api", "addepar_sandbox")
_FOLDERS = ("runtime", "overlays", "generated", "sandbox")


def spec_breaks(old: Path, new: Path) -> str:
    """The breaking changes between two specifications, as Redocly reports them; empty if there are none."""
    command = ["sh", str(ROOT / "scripts" / "tools" / "redocly.sh"), "diff", str(old), str(new), "--fail-on", "major"]
    ran = run([*command, "--format", "markdown"], capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1) or (ran.returncode == 1 and not ran.stdout.strip()):
        raise SystemExit(f"redocly diff failed ({ran.returncode}):\n{ran.stderr}")
    return ran.stdout if ran.returncode else ""


def api_breaks(old: Path, new: Path) -> list[str]:
    """The breaking changes of the Python API between two trees, one line each."""
    breaks = []
    for package in PACKAGES:
        before, after = (_loaded(package, tree) for tree in (old, new))
        if before is not None and after is not None:
            breaks += [_line(one) for one in griffe.find_breaking_changes(before, after)]
        elif before is not None:
            breaks.append(f"{package}: the package was removed")
    return sorted(breaks)


def _loaded(package: str, tree: Path) -> griffe.Object | griffe.Alias | None:
    # All folders: public names are re-exported from packages in the others.
    paths = [tree / folder for folder in _FOLDERS]
    if not any((path / package).is_dir() for path in paths):
        return None
    return griffe.load(package, search_paths=paths, allow_inspection=False, resolve_aliases=True, resolve_external=True)


def _line(breakage: griffe.Breakage) -> str:
    return f"{breakage.obj.canonical_path}: {breakage.kind.value} ({breakage.old_value} -> {breakage.new_value})"


def last_release() -> str | None:
    """The newest release tag among the ancestors of this commit, or None."""
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD"]
    ran = run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip() or None


def may_break(old: str, new: str) -> bool:
    """Whether a version may break what the older one promised."""
    before, after = (tuple(int(part) for part in one.split(".")[:3]) for one in (old, new))
    return after[:2] > before[:2] if before[0] == 0 and after[0] == 0 else after[0] > before[0]


def main() -> None:
    tag = last_release()
    if tag is None:
        print("no release yet (no tag v1.2.3): there is nothing to break")
        return
    version = version_in((ROOT / VERSION_FILE).read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="addepar-release-") as name:
        archive = run(["git", "archive", tag], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            extract(files, Path(name))
        breaks = api_breaks(Path(name), ROOT)
        print("\n".join([f"Python API: {len(breaks)} breaking changes since {tag}", *breaks]))
        changes = spec_breaks(Path(name, "openapi.yaml"), ROOT / "openapi.yaml")
        about = f"breaking changes since {tag}\n{changes}" if changes else f"none since {tag}"
        print(f"openapi.yaml: {about}")
    if breaks or changes:
        if not may_break(tag.removeprefix("v"), version):
            sys.exit(f"version {version} may not break {tag}; undo the change, or raise the version")
        print(f"version {version} may break {tag}")


if __name__ == "__main__":
    main()
