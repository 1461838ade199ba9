"""Compares an Addepar, real or sandbox, with openapi.yaml: drift, replay, probes, fuzzing.

`addepar drift` compares a real environment. `pytest --pyargs addepar_contract.suite --addepar-url URL` runs the replay
and the probes against a sandbox, and `schemathesis_config()` configures `st run` for it. Needs the extra `contract`.
"""

from pathlib import Path


def schemathesis_config() -> Path:
    """The configuration with which `st run` checks a sandbox correctly.

    Example: `st --config-file "$(python -m addepar_contract --schemathesis-config)" run URL`, where `URL` is
    `http://127.0.0.1:8700/_sandbox/openapi.json` for a sandbox on port 8700.
    """
    return Path(__file__).with_name("fuzzing") / "schemathesis.toml"
