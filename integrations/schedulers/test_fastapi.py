"""The guide's application: one client for its life, uploads, models as answers, errors."""

from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("fastapi")


@pytest.mark.filterwarnings("ignore:Using `httpx`")
def test_the_application_answers_with_models(
    settings: Sandbox, code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code("service.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    import service
    from starlette.testclient import TestClient

    with TestClient(service.app) as web:
        stored = web.post("/files", files={"file": ("a.pdf", b"%PDF", "application/pdf")})
        assert stored.status_code == 201
        record = stored.json()
        assert record["attributes"]["name"] == "a.pdf"
        assert web.get(f"/files/{record['id']}").json()["attributes"] == record["attributes"]
        assert str(record["id"]) in {str(file["id"]) for file in web.get("/files").json()}
        missing = web.get("/files/99999999")
        assert (missing.status_code, "404" in missing.json()["detail"]) == (404, True)
        described = web.get("/openapi.json").json()["paths"]["/files/{file_id}"]["get"]["responses"]["200"]
        assert described["content"]["application/json"]["schema"]["type"] == "object"
    assert settings.journal.calls("files_upload")
