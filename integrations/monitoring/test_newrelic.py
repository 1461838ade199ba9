"""New Relic sees an external node for each request of a transaction."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("newrelic")

# The sandbox runs in this process, and is none of what is watched.
SANDBOX = (
    "uvicorn.config",
    *(
        "starlette." + name
        for name in ("applications", "routing", "requests", "exceptions", "concurrency", "background")
    ),
    *("starlette.middleware." + name for name in ("errors", "exceptions")),
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import newrelic.agent

    hooks = "".join(f"[import-hook:{module}]\nenabled = false\n" for module in SANDBOX)
    config: Path = tmp_path_factory.mktemp("newrelic") / "newrelic.ini"
    config.write_text(f"[newrelic]\ndeveloper_mode = true\nlicense_key = x\napp_name = test\n{hooks}")
    newrelic.agent.initialize(str(config))
    return newrelic.agent.register_application(timeout=10)


def test_each_request_is_an_external_node(
    round_trip: Any, body: bytes, application: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import newrelic.agent
    from newrelic.api.external_trace import ExternalTrace

    seen: list[Any] = []
    finish = ExternalTrace.finalize_data

    def noting(self: Any, *args: Any, **more: Any) -> Any:
        seen.append(self.method)
        return finish(self, *args, **more)

    monkeypatch.setattr(ExternalTrace, "finalize_data", noting)
    with newrelic.agent.BackgroundTask(application, name="job"):
        methods = round_trip(body)
    assert [method.upper() for method in seen] == methods == ["POST", "GET", "GET", "GET"]
