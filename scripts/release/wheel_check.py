"""Builds the wheel and installs it as users do: in one environment without extras, and in one with `[sandbox]`.

The first uploads a file to a sandbox that runs in the second, so that they share nothing but HTTP.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from scripts.tools.running import run

ROOT = Path(__file__).parents[2]
UPLOAD = """
import sys, importlib.metadata
from addepar_api import Client
from addepar_client import AddeparClient

with Client(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    print("the generated package alone lists", len(list(client.positions.list(page_limit=2))), "positions")
with AddeparClient(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    stored = client.files.upload(b"whole", name="letter.txt")
    print("uploaded file", stored.id, "with addepar-client", importlib.metadata.version("addepar-client"))
"""
WITHOUT = """
try:
    import addepar_sandbox.cli
    addepar_sandbox.cli.main(["--port", "0"])
except (ImportError, SystemExit) as error:
    assert "addepar-client with its extra [sandbox]" in str(error), error
else:
    raise SystemExit("the sandbox ran without its extra")
"""


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run(command, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (metadata,) = (archive.read(name).decode() for name in names if name.endswith(".dist-info/METADATA"))
    packages = ("addepar_core", "addepar_api", "addepar_client", "addepar_cli", "addepar_sandbox", "addepar_contract")
    needed = {
        "addepar_sandbox/openapi.json",
        "addepar_contract/fuzzing/schemathesis.toml",
        *(f"{package}/py.typed" for package in packages),
    }
    if missing := needed - names:
        raise SystemExit(f"the wheel lacks {', '.join(sorted(missing))}")
    if relative := re.findall(r"\]\((?!https?:|#)[^)]+\)", metadata):
        raise SystemExit(f"the README on PyPI would have dead links: {' '.join(relative)}")
    return wheel


def environment(folder: Path, *requirements: str) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pins = str(ROOT / "requirements-dev.txt")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", pins]
    run([*pip, *requirements], check=True, stderr=subprocess.DEVNULL)
    return python


def main() -> None:
    # The tested environments must not find the modules of this tree.
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    with tempfile.TemporaryDirectory(prefix="addepar-wheel-") as name:
        folder = Path(name)
        wheel = build(folder)
        bare = environment(folder / "bare", str(wheel))
        full = environment(folder / "full", f"addepar-client[sandbox] @ {wheel.as_uri()}")
        command = [str(full.with_name("addepar-sandbox")), "--port", "0"]
        with subprocess.Popen(  # noqa: S603 - the command just installed
            command, stdout=subprocess.PIPE, text=True, env=clean, cwd=folder
        ) as sandbox:
            try:
                url = next(iter(sandbox.stdout or ())).split()[-1]
                run([str(bare), "-W", "error", "-c", UPLOAD, url], check=True, env=clean, cwd=folder)
                run([str(bare), "-W", "error", "-c", WITHOUT], check=True, env=clean, cwd=folder)
            finally:
                sandbox.terminate()
        listing = [str(bare), "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
        freeze = run(listing, check=True, capture_output=True, text=True).stdout.splitlines()
        installed = [line for line in freeze if not line.startswith(("pip=", "setuptools="))]
        size = wheel.stat().st_size // 1024
        print(f"{wheel.name}: {size} KiB; without extras it installs {len(installed) - 1} other packages")


if __name__ == "__main__":
    main()
