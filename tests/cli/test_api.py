"""Raw mode: any operation, any body, the answer as it came."""

import hashlib
import json
import re

import httpx
import pytest
from tests.cli.support import SECRET, Cli, interrupt

from addepar_sandbox import Sandbox


def test_the_answer_comes_byte_for_byte(addepar: Cli, sandbox: Sandbox) -> None:
    headers = {"Addepar-Firm": "1"}
    there = httpx.get(f"{sandbox.url}/v1/files/345", auth=("real-key", SECRET), headers=headers).content
    assert addepar.run("api", "GET", "/v1/files/345").out.encode() == there
    assert addepar.run("api", "files_get", "-q", "file_id=345").out.encode() == there
    assert json.loads(addepar.run("api", "GET", "v1/files/345", "--json").out) == json.loads(there)


def test_all_pages(addepar: Cli) -> None:
    one = json.loads(addepar.run("api", "files_list", "-q", "page_limit=2").out)["data"]
    every = addepar.run("api", "files_list", "-q", "page_limit=2", "--all", "--csv", "--columns", "id").out.split()[1:]
    assert (len(one), len(every)) == (2, 9)


@pytest.mark.parametrize("given", ["text", "file", "stdin"])
def test_a_body_from_anywhere(addepar: Cli, given: str) -> None:
    body = json.dumps({"data": {"type": "files", "id": "345", "attributes": {"name": "Neu.pdf"}}})
    (addepar.home / "body.json").write_text(body)
    data = {"text": body, "file": "@body.json", "stdin": "@-"}[given]
    done = addepar.run("api", "PATCH", "/v1/files/345", "-d", data, stdin=body if given == "stdin" else "")
    assert done.code == 0, done.err
    assert json.loads(done.out)["data"]["attributes"]["name"] == "Neu.pdf"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["files_gett"], "is not an operation"),
        (["GET"], "pass METHOD PATH"),
        (["GET", "http://127.0.0.1:9/v1/files"], "is not a path of the API"),
        (["GET", "//127.0.0.1:9/v1/files"], "is not a path of the API"),
        (["GET", "/v1/files#x"], "has a fragment, which is not sent"),
        (["POST", "/v1/files", "--all"], "use it with GET"),
        (["GET", "/v1/../secret"], "is not a path of the API"),
        (["files_get"], "needs -q file_id=VALUE"),
        (["files_get", "-q", "file_id=a/b"], "is not an id"),
        (["files_get", "-q", "file_id"], "NAME=VALUE"),
        (["GET", "/v1/files", "-H", "Authorization=x"], "set by the client itself"),
        (["GET", "/v1/files", "--all", "-o", "x"], "> FILE"),
    ],
)
def test_what_cannot_be_meant_is_not_sent(addepar: Cli, sandbox: Sandbox, arguments: list[str], said: str) -> None:
    done = addepar.run("api", *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert sandbox.journal.calls() == []


def test_a_file_is_there_whole_or_not_at_all(addepar: Cli, sandbox: Sandbox) -> None:
    content = bytes(range(256)) * 5000
    file_id = sandbox.add_file("a.bin", content)
    arguments = ["api", "files_download", "-q", f"file_id={file_id}", "-o", "a.bin"]
    assert addepar.run(*arguments).code == 0
    assert hashlib.sha256((addepar.home / "a.bin").read_bytes()).digest() == hashlib.sha256(content).digest()
    again = addepar.run(*arguments)
    assert (again.code, "exists" in again.err) == (1, True)
    assert addepar.run(*arguments, "--overwrite").code == 0


def test_ctrl_c_in_a_download_leaves_nothing(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.fail("status", "files_download", status=429, retry_after=50)
    with addepar.start("api", "files_download", "-q", "file_id=345", "-o", "a.pdf") as process:
        assert process.stderr is not None
        process.stderr.readline()
        ended = interrupt(process)
    assert ended.code == 130
    assert list(addepar.home.iterdir()) == []


def test_the_sandbox_prints_lines_that_lead_to_it(cli: Cli) -> None:
    with cli.start("sandbox", "--jobs", "at_once") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().decode().strip() for _ in range(5)]
        variables = dict(re.fullmatch(r"export (\w+)=(\S+)", line).groups() for line in lines)  # type: ignore[union-attr]
        assert cli.run("files", "get", "345", environ=variables).code == 0
        assert cli.run("doctor", environ=variables).code == 0
        ended = interrupt(process)
    assert ended.code == 0
    assert "the sandbox has stopped" in ended.err
    gone = cli.run("files", "get", "345", "--max-retries", "0", environ=variables)
    assert gone.code == 1


@pytest.mark.parametrize(
    ("environ", "code", "problem"),
    [
        ({}, 0, ""),
        ({"ADDEPAR_KEY": "other"}, 3, "credentials"),
        ({"ADDEPAR_BASE_URL": "http://127.0.0.1:1/api"}, 1, "refused"),
    ],
)
def test_the_doctor_says_what_is_wrong(addepar: Cli, environ: dict[str, str], code: int, problem: str) -> None:
    done = addepar.run("doctor", environ=environ)
    assert done.code == code
    assert json.loads(done.out)["problem"] == problem
    assert json.loads(done.out)["budget"].startswith("not set")


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"ADDEPAR_BASE_URL": "https://acme.invalid/api", "HTTPS_PROXY": "ftp://user:swordfish-proxy@px:3"},
         "HTTPS_PROXY='ftp://***@px:3' cannot be used"),
        ({"ADDEPAR_BASE_URL": "https://acme.invalid/api", "SSL_CERT_FILE": "/none.pem"}, "SSL_CERT_FILE='/none.pem'"),
        ({"ADDEPAR_CA_BUNDLE": "/none.pem"}, "verify: '/none.pem'"),
        ({"ADDEPAR_FIRM_ID": None}, "firm_id: None is not a firm id"),
        ({"ADDEPAR_PROFILE": "nobody"}, "there is no table [nobody]"),
    ],
)  # fmt: skip
def test_the_doctor_says_all_of_a_setting_that_cannot_work(
    addepar: Cli, environ: dict[str, str | None], said: str
) -> None:
    done = addepar.run("doctor", "--json", environ=environ)
    found = json.loads(done.out)
    assert (done.code, found["ok"], found["problem"], said in found["message"]) == (2, False, "settings", True)
    assert "swordfish" not in done.out + done.err
    if "HTTPS_PROXY" in environ:
        assert found["settings"] == {
            "base_url": "ADDEPAR_BASE_URL", "firm_id": "ADDEPAR_FIRM_ID", "key": "ADDEPAR_KEY",
            "secret": "ADDEPAR_SECRET", "proxy": "HTTPS_PROXY",
        }  # fmt: skip
        shown = addepar.on_terminal("doctor", environ=environ).out
        assert " ".join(found["message"].split()[-6:]) in " ".join(shown.split()), "nothing is cut"


def test_the_doctor_says_where_each_setting_comes_from(addepar: Cli) -> None:
    (addepar.home / "my.toml").write_text(f'[work]\nbase_url = "{addepar.environ["ADDEPAR_BASE_URL"]}"\ntimeout = 5\n')
    environ = {"ADDEPAR_BASE_URL": None, "ADDEPAR_PROFILE": "my.toml:work"}
    found = json.loads(addepar.run("doctor", "--firm-id", "1", "--json", environ=environ).out)
    assert (found["ok"], found["profile"]) == (True, "my.toml:work")
    profile = "profile [work] in 'my.toml'"
    assert found["settings"] == {
        "base_url": profile, "timeout": profile, "firm_id": "option --firm-id", "key": "ADDEPAR_KEY",
        "secret": "ADDEPAR_SECRET",
    }  # fmt: skip


def test_the_doctor_counts_what_is_left(addepar: Cli) -> None:
    left = json.loads(addepar.run("doctor", "--budget", "budget.sqlite").out)["budget"]
    assert left == ["49 of 50 requests left in 15 minutes", "999 of 1000 requests left in 1440 minutes"]
