"""The dependencies of this package: its bill of materials, their licences, and their known vulnerabilities.

`make audit` installs the wheel with all its extras in a separate environment, in the versions of requirements-dev.txt.
The list of vulnerabilities needs an online service. If none can be reached, the report says so; with
ADDEPAR_AUDIT=required that is an error.
"""

import json
import os
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from scripts.release.building import VERSION_FILE, version_in
from scripts.tools.running import run

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".tools" / "audit"
_PINS = ("pip-audit==2.10.1", "cyclonedx-bom==7.5.0")
# Licences that require attribution at most, or changes to their own files to be shared; a person judges any other.
ACCEPTED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0",
    "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
# Names that packages use instead of SPDX identifiers.
_SAME = {
    "BSD": "BSD-3-Clause", "BSD License": "BSD-3-Clause",
    "MIT License": "MIT", "MIT license": "MIT", "License :: OSI Approved :: MIT License": "MIT",
    "Apache 2": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip


def tool(name: str) -> str:
    """The path of an audit tool; the first call installs the tools."""
    stamp = TOOLS / "stamp"
    if not stamp.exists() or stamp.read_text() != str(_PINS):
        venv.create(TOOLS, with_pip=True, clear=True)
        pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, *_PINS], check=True)
        stamp.write_text(str(_PINS))
    return str(TOOLS / "bin" / name)


def environment(folder: Path, *requirements: str) -> Path:
    """Create an environment with only these requirements and their dependencies, without pip; returns its Python."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pins = str(ROOT / "requirements-dev.txt")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "-c", pins, *requirements], check=True)
    return python


def bill_of_materials(python: Path) -> dict[str, Any]:
    """The packages of an environment, in CycloneDX format."""
    command = [tool("cyclonedx-py"), "environment", "--output-reproducible", "--of", "JSON"]
    # The package is the subject of the bill, and not one of its components.
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "library", str(python)]
    bill: dict[str, Any] = json.loads(run(command, capture_output=True, check=True).stdout)
    subject = bill["metadata"]["component"]
    subject["version"] = version_in((ROOT / VERSION_FILE).read_text("utf-8"))  # pyproject.toml does not have it
    bill["components"] = [one for one in bill["components"] if one["name"] != subject["name"]]
    return bill


def licences(bill: dict[str, Any]) -> dict[str, str]:
    """The licences of each component by their SPDX names; several are joined by AND."""
    expressions = {}
    for component in bill["components"]:
        names = [
            one.get("expression") or one["license"].get("id") or one["license"]["name"]
            for one in component.get("licenses", ())
        ]
        # Some packages give the whole text of the licence as well as its name.
        names = sorted(
            {
                _SAME.get(name, name)
                for name in [name for name in names if "\n" not in name and name != "UNKNOWN"] or names
            }
        )
        expressions[f"{component['name']} {component['version']}"] = " AND ".join(names) or "unknown"
    return expressions


def doubtful(expressions: dict[str, str]) -> list[str]:
    """The components whose licence is not in ACCEPTED."""

    def fine(expression: str) -> bool:
        words = expression.replace("(", " ").replace(")", " ")
        choices = [choice.split(" AND ") for choice in words.split(" OR ")]
        return any(all(one.strip() in ACCEPTED for one in choice) for choice in choices)

    return [f"{name}: {expression}" for name, expression in expressions.items() if not fine(expression)]


def vulnerabilities(bill: dict[str, Any]) -> tuple[list[str], str]:
    """The known vulnerabilities, and a sentence that says which service was asked, or that none could be."""
    lines = [f"{one['name']}=={one['version']}" for one in bill["components"]]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "components.txt")
        file.write_text("\n".join(lines))
        for service in ("pypi", "osv"):
            command = [tool("pip-audit"), "-s", service, "-r", str(file), "--no-deps", "--disable-pip", "-f", "json"]
            ran = run(command, capture_output=True, text=True, check=False)
            try:
                dependencies = json.loads(ran.stdout)["dependencies"]
            except ValueError:
                continue
            # The service skips packages that it does not know; they do not count as audited.
            asked = [one for one in dependencies if "vulns" in one]
            if len(asked) == len(lines):
                vulnerable = [f"{one['name']} {one['version']}: {bug['id']}" for one in asked for bug in one["vulns"]]
                return (
                    vulnerable,
                    f"{len(asked)} packages looked up at {service}: {len(vulnerable)} known vulnerabilities",
                )
    return [], f"NOT AUDITED: neither PyPI nor OSV could be asked about all of the {len(lines)} packages"


def report(bill: dict[str, Any]) -> list[str]:
    """Print and return the licences and vulnerabilities, one per line; ends the program if there is a problem."""
    expressions = licences(bill)
    bugs, words = vulnerabilities(bill)
    for line in (lines := [*(f"{name}: {one}" for name, one in expressions.items()), words, *bugs]):
        print(line)
    if wrong := doubtful(expressions):
        sys.exit("licences that are not in ACCEPTED of scripts/release/supply.py: " + "; ".join(wrong))
    if bugs or (words.startswith("NOT") and os.environ.get("ADDEPAR_AUDIT") == "required"):
        sys.exit("the audit did not pass")
    return lines


def main() -> None:
    from scripts.release.building import build, snapshot

    with tempfile.TemporaryDirectory(prefix="addepar-audit-") as name:
        folder = Path(name)
        wheel, _ = build(snapshot(folder / "tree"), folder / "dist")
        report(bill_of_materials(environment(folder / "all", f"addepar-client[all] @ {wheel.as_uri()}")))


if __name__ == "__main__":
    main()
