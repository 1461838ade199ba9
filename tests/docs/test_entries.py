"""Everything public has its entry in the site, and every page its place."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.client.test_public import RESOURCES, methods

import addepar_client
from addepar_api.operations import OPERATIONS
from addepar_client import AddeparClient, AddeparError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site() -> Any:
    """The module that builds the site."""
    from scripts.docs import build

    return build


@pytest.fixture(scope="module")
def pages(site: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The whole tree of Markdown, by path."""
    tree = tmp_path_factory.mktemp("tree") / "docs"
    site.tree(tree)
    return {path.relative_to(tree).as_posix(): path.read_text("utf-8") for path in tree.rglob("*.md")}


@pytest.fixture(scope="module")
def anchors(pages: dict[str, str]) -> dict[str, set[str]]:
    """The anchors that the pages set, by path."""
    return {path: set(re.findall(r"\{ #([\w.-]+) \}", text)) for path, text in pages.items()}


def test_every_public_name_has_an_entry(anchors: dict[str, set[str]]) -> None:
    explained = anchors["python/index.md"] | anchors["python/errors.md"] | anchors["python/classes.md"]
    assert {name.strip("_") for name in addepar_client.__all__} <= explained


def test_every_method_has_an_entry(anchors: dict[str, set[str]]) -> None:
    client = AddeparClient(base_url="http://127.0.0.1:9/api", firm_id=1, auth="token")
    for resource in RESOURCES:
        found = {f"{resource}.{name}" for name in methods(getattr(client, resource))}
        assert found == anchors[f"python/{resource}.md"]


def test_every_error_is_in_the_tree_and_has_an_entry(pages: dict[str, str], anchors: dict[str, set[str]]) -> None:
    errors = {
        name
        for name in addepar_client.__all__
        if isinstance(getattr(addepar_client, name), type) and issubclass(getattr(addepar_client, name), AddeparError)
    }
    drawn = pages["python/errors.md"].partition("</div>")[0]
    assert set(re.findall(r"- \[`(\w+)`\]", drawn)) == errors
    assert errors <= anchors["python/errors.md"]


def test_every_operation_has_an_entry(anchors: dict[str, set[str]]) -> None:
    for operation in OPERATIONS.values():
        assert operation.id in anchors[f"http/{operation.tag}.md"]


def test_every_command_has_an_entry(anchors: dict[str, set[str]]) -> None:
    click = pytest.importorskip("click")
    from addepar_cli.app.help import GROUPS
    from addepar_cli.app.root import root

    expected = {"addepar"}
    for name in GROUPS:
        command = root.get_command(click.Context(root), name)
        expected |= {f"addepar-{name}", *(f"addepar-{name}-{below}" for below in getattr(command, "commands", ()))}
    assert expected == {anchor for page, found in anchors.items() if page.startswith("commands") for anchor in found}


def test_every_slip_is_in_the_table(pages: dict[str, str]) -> None:
    slips = yaml.safe_load((ROOT / "tests/spec/slips.yaml").read_text("utf-8"))
    assert re.findall(r'<span id="(\w+)">', pages["http/slips.md"]) == [slip["id"] for slip in slips]


def test_what_has_to_be_there_is_asked_for_in_the_built_site(site: Any, anchors: dict[str, set[str]]) -> None:
    """`make docs` looks for the same entries in the HTML."""
    wanted = list(site.entries())
    assert all(anchor in anchors[page] for page, anchor in wanted)
    assert len(wanted) > len(OPERATIONS) * 2 + len(addepar_client.__all__)


def test_every_page_has_its_place(site: Any, pages: dict[str, str]) -> None:
    assert site.nav() == set(pages)


def test_links_lead_to_pages_and_headings(pages: dict[str, str], anchors: dict[str, set[str]]) -> None:
    """A quick look at the Markdown; `make docs` looks at every link of the HTML."""
    for path, text in pages.items():
        for link in re.findall(r"\]\((?!https?:)([^)\s]+\.md)(?:#[^)]*)?\)", text):
            target = (Path(path).parent / link).as_posix()
            while "/../" in f"/{target}":
                target = re.sub(r"(?:^|(?<=/))(?!\.\./)[^/]+/\.\./", "", target, count=1)
            assert target in pages, f"{path}: {link}"


def test_the_checker_of_the_site_finds_what_is_wrong(site: Any, tmp_path: Path) -> None:
    from scripts.docs import links

    (tmp_path / "a.html").write_text(
        '<h1 id="top"></h1><a href="b.html">x</a><a href="#no">x</a><a href="#top">x</a>'
        '<script src="https://cdn.example/x.js"></script><a href="https://example.com">x</a>'
    )
    found = links.problems(tmp_path, [("a.md", "top"), ("a.md", "gone")])
    assert found == [
        "a.html: fetches https://cdn.example/x.js from elsewhere",
        "a.html: there is no b.html",
        "a.html: there is no anchor #no",
        "a.md: there is no entry for gone",
    ]


def test_markdown_for_programs_holds_no_drawing_code(site: Any, pages: dict[str, str]) -> None:
    from scripts.docs.pages import machine

    assert "<svg" in pages["how/jobs.md"]
    text = machine.plain(pages["how/jobs.md"])
    assert "<svg" not in text
    assert "*[Drawing: The statuses of a job" in text
