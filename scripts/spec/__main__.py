"""Write the published forms of openapi.yaml into build/spec: `make spec`.

openapi.json                      the specification, in JSON
openapi-3.0.json                  the same in OpenAPI 3.0.3
openapi.plain.yaml, .json         for generators that take only plain schemas (overlays/spec/plain.overlay.yaml)
openapi.newer.yaml, .json         with what newer public pages added (overlays/spec/newer.overlay.yaml)
addepar.arazzo.yaml               workflows: submit, poll, download, and two more
addepar.postman_collection.json   requests for Postman, each with Addepar-Firm; needs Node
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from scripts.spec.openapi30 import as_openapi_30

from addepar_sandbox.spec.overlay import apply_overlay, read_overlay
from addepar_sandbox.spec.reading import read_specification

ROOT = Path(__file__).resolve().parents[2]
OVERLAYS = ROOT / "overlays" / "spec"
TARGET = ROOT / "build" / "spec"
# Removed after its conversion to a Postman collection.
POSTMAN = "openapi.postman"


def forms() -> dict[str, dict[str, Any]]:
    """Each form that is made without Node, by the stem of its file."""
    core = read_specification(ROOT / "openapi.yaml")
    plain = _overlaid(core, "plain")
    return {
        "openapi": core,
        "openapi-3.0": as_openapi_30(core),
        "openapi.plain": plain,
        "openapi.newer": _overlaid(core, "newer"),
        # Converted to a Postman collection below.
        POSTMAN: _overlaid(plain, "postman"),
    }


def _overlaid(document: dict[str, Any], name: str) -> dict[str, Any]:
    path = OVERLAYS / f"{name}.overlay.yaml"
    return apply_overlay(document, read_overlay(path), path.name)


def write(target: Path) -> None:
    """Write all forms but the Postman collection."""
    target.mkdir(parents=True, exist_ok=True)
    for stem, document in forms().items():
        if stem == POSTMAN:
            continue
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (target / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
        if stem in ("openapi.plain", "openapi.newer"):
            (target / f"{stem}.yaml").write_text(as_yaml(document), encoding="utf-8")
    shutil.copy(OVERLAYS / "addepar.arazzo.yaml", target)


def as_yaml(document: dict[str, Any]) -> str:
    """The document in YAML without aliases."""
    # What comes out of JSON shares nothing, so nothing becomes an alias.
    unshared = json.loads(json.dumps(document))
    return yaml.dump(unshared, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def write_postman(target: Path) -> None:
    """Convert the form made for it; CalledProcessError if the converter fails."""
    source, collection = target / f"{POSTMAN}.json", target / "addepar.postman_collection.json"
    source.write_text(json.dumps(forms()[POSTMAN]), encoding="utf-8")
    command = ["sh", "scripts/tools/postman.sh", "-s", str(source), "-o", str(collection), "-p"]
    command += ["-O", "parametersResolution=Example,folderStrategy=Tags"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    source.unlink()
    found = json.loads(collection.read_text(encoding="utf-8"))
    ready_to_send(found)
    collection.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def ready_to_send(collection: dict[str, Any]) -> None:
    """Optional parameters are off, the firm and the credentials are variables of the collection."""
    for folder in collection["item"]:
        for item in folder["item"]:
            for parameter in item["request"]["url"]["query"]:
                described = (parameter.get("description") or {}).get("content") or ""
                parameter["disabled"] = not described.startswith("(Required)")
            for header in item["request"]["header"]:
                if header["key"] == "Addepar-Firm":
                    header["value"] = "{{addeparFirm}}"
    for name in ("addeparFirm", "basicAuthUsername", "basicAuthPassword"):
        collection["variable"].append({"key": name, "value": ""})


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the published forms of openapi.yaml.")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--no-postman", action="store_true", help="leave out what needs Node")
    options = parser.parse_args()
    write(options.target)
    if not options.no_postman:
        write_postman(options.target)
    for path in sorted(options.target.iterdir()):
        print(f"{path.stat().st_size:>9,}  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
