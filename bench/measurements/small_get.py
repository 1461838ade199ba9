"""One small GET on a kept connection; the response is read through the model."""

from typing import Any

from ..rounds import Row, Stage

CALLS = 1000


def measure(stage: Stage) -> dict[str, Row]:
    calls = stage.extent.of(CALLS)
    options: dict[str, Any] = {"root": stage.served.root("http"), "calls": calls}
    secure: dict[str, Any] = {"root": stage.served.root("https"), "calls": calls}
    plain = stage.compete(
        {
            "addepar-client": stage.task("ours", "small_get", **options),
            "httpx": stage.task("raw_httpx", "small_get", **options),
            "requests": stage.task("raw_requests", "small_get", **options),
            "openapi-python-client": stage.task("opc", "small_get", **options),
            "openapi-generator": stage.task("oag", "small_get", **options),
        }
    )
    against_addepy = stage.compete(
        {
            "addepar-client": stage.task("ours", "small_get", **secure),
            "addepy": stage.task("addepy_peer", "small_get", **secure),
        }
    )
    waiting = stage.compete(
        {
            "addepar-client": stage.task("ours", "small_get_async", **options),
            "httpx": stage.task("raw_httpx", "small_get_async", **options),
            "openapi-python-client": stage.task("opc", "small_get_async", **options),
        }
    )
    micro: dict[str, Any] = {"scale": 1e6 / calls, "unit": "µs"}
    return {
        "small-get": plain.row(plain.ratio("addepar-client", "httpx"), **micro),
        "small-get-addepy": against_addepy.row(against_addepy.ratio("addepar-client", "addepy"), **micro),
        "small-get-async": waiting.row(waiting.ratio("addepar-client", "httpx"), **micro),
    }
