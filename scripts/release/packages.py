"""Builds the packages twice, and installs the wheel as a new user would: without extras, with each, with all.

Both builds must have the same bytes. Without extras, the whole installation must be at most 4 MiB, and importing the
package must load only the package itself.
"""

import sys
import tempfile
import tomllib
from pathlib import Path

from scripts.release.building import ROOT, build_twice
from scripts.release.supply import environment
from scripts.tools.running import run

_MOST_INSTALLED = 4 * 1024 * 1024
_PROBES = {
    "": """
        import sys, warnings, importlib.util
        import addepar_client
        heavy = ("httpx", "attr", "addepar_api.models", "addepar_api.api")
        loaded = [one for one in sys.modules if one.startswith(heavy)]
        assert not loaded, f"import is heavy: {loaded}"
        with addepar_client.AddeparClient(base_url="https://localhost/api", firm_id=1, auth="token") as client:
            assert client.files.list
        assert not [one for one in ("starlette", "redis", "pandas", "click") if importlib.util.find_spec(one)]
    """,
    "sandbox": """
        from addepar_client import AddeparClient
        from addepar_sandbox import Sandbox
        with Sandbox() as sandbox, sandbox.serve() as url:
            with AddeparClient(base_url=url, firm_id=1, auth=("sandbox", "sandbox")) as client:
                assert str(client.files.upload(b"whole", name="letter.txt").id)
    """,
    "redis": """
        from addepar_client import AddeparClient
        options = {"base_url": "https://localhost/api", "firm_id": 1, "auth": "token"}
        AddeparClient(**options, budget="redis://127.0.0.1:1/0").close()
    """,
    "tables": """
        import io
        from addepar_client.jobs import tables
        assert list(tables.to_pandas(lambda: io.BytesIO(b"a,b\\n1,2\\n"), "csv", {}).columns) == ["a", "b"]
        assert tables.to_arrow(lambda: io.BytesIO(b"a,b\\n1,2\\n"), "csv").num_rows == 1
    """,
    "cli": """
        import subprocess, sys, pathlib
        program = pathlib.Path(sys.executable).with_name("addepar")
        output = run([program, "--help"], check=True, capture_output=True, text=True).stdout
        assert "Usage" in output, output
    """,
    "keyring": "import keyring",
    "all": "import starlette, redis, click, keyring, pandas, pyarrow",
}


def probe(extra: str) -> str:
    """The code that shows that an extra works; an extra without a probe ends the program, so that none is forgotten."""
    if extra not in _PROBES:
        raise SystemExit(
            f"extra {extra!r} has no probe that shows that it works; add one to scripts/release/packages.py"
        )
    lines = _PROBES[extra].strip("\n").splitlines()
    margin = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[margin:] for line in lines)


def main() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    with tempfile.TemporaryDirectory(prefix="addepar-packages-") as name:
        folder = Path(name)
        wheel, sdist = build_twice(folder / "dist")
        print(f"{wheel.name} {wheel.stat().st_size // 1024} KiB, {sdist.name} {sdist.stat().st_size // 1024} KiB:")
        print("  the same bytes when built again from the source archive")
        for extra in ["", *(sys.argv[1:] or extras)]:
            wanted = f"addepar-client[{extra}] @ {wheel.as_uri()}" if extra else str(wheel)
            python = environment(folder / f"with-{extra}", wanted)
            run([str(python), "-I", "-W", "error", "-c", probe(extra)], check=True, cwd=folder)
            # Bytecode is a cache that Python rewrites whenever it needs to.
            files = [one for one in python.parents[1].rglob("*") if one.is_file() and one.suffix != ".pyc"]
            size = sum(one.stat().st_size for one in files if "bin" not in one.parts)
            print(f"  {'with ' + extra if extra else 'without extras'}: {size / 2**20:.1f} MiB installed")
            if not extra and size > _MOST_INSTALLED:
                raise SystemExit(f"without extras {size} bytes are installed; the limit is {_MOST_INSTALLED}")


if __name__ == "__main__":
    main()
