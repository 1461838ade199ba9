"""Makes a release on this machine: `make release VERSION=1.2.3`. Nothing is ever pushed or uploaded.

It checks that the tree is clean, that the version is new and allows the breaking changes, and that the changelog has
entries. It writes the version and the date, runs `make check` and `make test`, commits, tags `v1.2.3`, and writes the
packages, their bill of materials, the result of the audit, and checksums to dist/. If a step before the tag fails, the
two files are restored. `--check` only checks that tag, changelog and version agree. `--dist` (`make dist`) writes
dist/ again from a tagged commit: .github/workflows/release.yml publishes those files.
"""

import datetime
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from scripts.release.building import VERSION, VERSION_FILE, version_in
from scripts.tools.running import run

ROOT = Path(__file__).parents[2]
FILES = (VERSION_FILE, "CHANGELOG.md")
_RELEASE = re.compile(r"(?m)^## (\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)$")
_UNRELEASED = "## Unreleased\n"


def git(*arguments: str, check: bool = True) -> str:
    return run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=check).stdout.strip()


def disagreements(source: str, changelog: str, tags: list[str]) -> list[str]:
    """A line for each disagreement between the version, the changelog and the tags of the current commit."""
    version = version_in(source)
    releases = [match[0] for match in _RELEASE.findall(changelog)]
    problems = []
    if changelog.count(_UNRELEASED) != 1:
        problems.append("CHANGELOG.md: it must have exactly one heading '## Unreleased'")
    if releases and releases[0] != version:
        problems.append(f"CHANGELOG.md: its newest release is {releases[0]}, but _version.py has {version}")
    if [_numbers(one) for one in releases] != sorted({_numbers(one) for one in releases}, reverse=True):
        problems.append("CHANGELOG.md: its releases are not in order, newest first, each once")
    for tag in tags:
        if re.fullmatch(r"v\d.*", tag) and tag != f"v{version}":
            problems.append(f"the tag {tag} is on this commit, but _version.py has {version}")
        if tag == f"v{version}" and version not in releases:
            problems.append(f"the tag {tag} is on this commit, but CHANGELOG.md has no release {version}")
    return problems


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def released(source: str, changelog: str, version: str, day: str) -> tuple[str, str]:
    """The texts of both files for a release; ends the program if there is nothing to release."""
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version):
        raise SystemExit(f"VERSION: {version!r} is not like 1.2.3")
    newest = _RELEASE.search(changelog)
    if newest and _numbers(version) <= _numbers(newest[1]):
        raise SystemExit(f"VERSION: {version} is not above {newest[1]}, the last release")
    _, _, rest = changelog.partition(_UNRELEASED)
    if not re.split(r"(?m)^## ", rest)[0].strip():
        raise SystemExit("CHANGELOG.md: '## Unreleased' has no entries")
    return (
        VERSION.sub(f'__version__ = "{version}"', source),
        changelog.replace(_UNRELEASED, f"{_UNRELEASED}\n## {version} - {day}\n", 1),
    )


def artefacts() -> None:
    """Write packages, bill of materials, audit and checksums to dist/."""
    from scripts.release.building import build_twice, digest
    from scripts.release.supply import bill_of_materials, environment, report

    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    wheel, sdist = build_twice(dist)
    with tempfile.TemporaryDirectory(prefix="addepar-release-") as name:
        bill = bill_of_materials(environment(Path(name, "all"), f"addepar-client[all] @ {wheel.as_uri()}"))
    materials, audit = dist / "bom.cdx.json", dist / "AUDIT.txt"
    materials.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", "utf-8")
    audit.write_text("\n".join(report(bill)) + "\n", "utf-8")
    files = sorted([wheel, sdist, materials, audit])
    (dist / "SHA256SUMS").write_text("".join(f"{digest(one)}  {one.name}\n" for one in files), "utf-8")


def release(version: str, tasks: tuple[str, ...] = ("check", "test", "breaking")) -> None:
    """Make the release, as the module's docstring describes."""
    if git("status", "--porcelain"):
        raise SystemExit("the tree is not clean; commit or stash what `git status` shows")
    if git("tag", "--list", f"v{version}"):
        raise SystemExit(f"the tag v{version} exists already")
    files = tuple(ROOT / name for name in FILES)
    before = [file.read_text("utf-8") for file in files]
    if problems := disagreements(*before, tags=[]):
        raise SystemExit("\n".join(problems))
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    after = released(*before, version=version, day=day)
    try:
        for file, text in zip(files, after, strict=True):
            file.write_text(text, "utf-8")
        for task in tasks:
            run(["make", task], cwd=ROOT, check=True)
        git("add", *FILES)
        git("commit", "--quiet", "--message", f"Release {version}")
    except BaseException:
        git("reset", "--quiet", "--", *FILES, check=False)
        for file, text in zip(files, before, strict=True):
            file.write_text(text, "utf-8")
        raise
    git("tag", "--annotate", "--message", f"addepar-client {version}", f"v{version}")
    artefacts()
    print(f"v{version} is tagged and in dist/. To publish: git push --follow-tags; the release workflow does the rest")


def main() -> None:
    if sys.argv[1:] in (["--check"], ["--dist"]):
        source, changelog = ((ROOT / name).read_text("utf-8") for name in FILES)
        tags = git("tag", "--points-at", "HEAD").split()
        if problems := disagreements(source, changelog, tags):
            raise SystemExit("\n".join(problems))
        if sys.argv[1] == "--dist":
            if f"v{version_in(source)}" not in tags:
                raise SystemExit(f"this commit has no tag v{version_in(source)}; `make release` makes one")
            artefacts()
    elif len(sys.argv) == 2:
        release(sys.argv[1])
    else:
        raise SystemExit("make release VERSION=1.2.3")


if __name__ == "__main__":
    main()
