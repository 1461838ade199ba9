"""pytest loads the plugin wherever the client is installed, with or without what the sandbox itself needs."""

import subprocess
import sys

HEAVY = ("yaml", "starlette", "uvicorn", "jsonschema", "python_multipart")


def test_the_plugin_alone_loads_nothing_of_the_extra() -> None:
    code = f"import sys, addepar_sandbox.pytest_plugin; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_a_missing_extra_is_named_with_the_way_to_install_it() -> None:
    code = "import sys; sys.modules['starlette'] = None\nimport addepar_sandbox\naddepar_sandbox.Sandbox"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert "pip install starlette, or install addepar-client with its extra [sandbox]" in done.stderr.splitlines()[-1]
