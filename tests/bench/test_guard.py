"""The regression guard: what it lets pass, what it does not, and what it says where it cannot tell."""

import copy
from typing import Any

import pytest
from bench.guard.counting import heavy
from bench.guard.judging import judged

BASELINE: dict[str, Any] = {
    "python": "3.11.7 (main) [GCC 12]",
    "machine": "x86_64",
    "modules": {"import addepar_client": 50},
    "instructions": {"5 small GETs": 2000, "calibration": 1000},
    "memory_kib": {"download of 32 MiB": 700},
    "heavy": [],
}


def worse(**changes: Any) -> list[str]:
    """The findings that are worse if these counts differ from those of the baseline."""
    found = copy.deepcopy(BASELINE) | changes
    return [line.text for line in judged(found, BASELINE) if not line.well]


def counted(gets: int, calibration: int = 1000) -> dict[str, int]:
    return {"5 small GETs": gets, "calibration": calibration}


def test_the_same_counts_pass() -> None:
    assert worse() == []


def test_one_module_more_does_not_pass() -> None:
    assert len(worse(modules={"import addepar_client": 51})) == 1
    assert worse(modules={"import addepar_client": 49}) == []


@pytest.mark.parametrize(
    ("gets", "calibration", "passes"), [(2050, 1000, True), (2070, 1000, False), (2400, 1200, True)]
)
def test_instructions_are_held_as_multiples_of_the_calibration(gets: int, calibration: int, passes: bool) -> None:
    assert (worse(instructions=counted(gets, calibration)) == []) is passes


def test_another_build_of_python_is_held_more_loosely() -> None:
    other = {"python": "3.11.7 (main) [GCC 14]"}
    assert worse(instructions=counted(2200), **other) == []
    assert len(worse(instructions=counted(2400), **other)) == 1


def test_memory_may_grow_by_a_little() -> None:
    assert worse(memory_kib={"download of 32 MiB": 860}) == []
    assert len(worse(memory_kib={"download of 32 MiB": 870})) == 1


def test_what_cannot_be_compared_is_said() -> None:
    for changes, words in (
        ({"instructions": None}, "valgrind is not installed"),
        ({"machine": "aarch64"}, "baseline is for x86_64"),
        ({"python": "3.13.1 (main)"}, "baseline is for Python 3.11.7"),
    ):
        lines = judged(BASELINE | changes, BASELINE)
        assert any(words in line.text for line in lines)
        assert all(line.well for line in lines)


def test_a_gain_is_told_so_that_it_is_kept() -> None:
    lines = judged(BASELINE | {"instructions": counted(1500)}, BASELINE)
    assert any("make guard-accept keeps it" in line.text and line.well for line in lines)


def test_heavy_modules_are_named() -> None:
    loaded = {
        "import addepar_client": ["addepar_client", "httpx._client", "addepar_api.models.position", "attribution"]
    }
    assert heavy(loaded) == [
        "import addepar_client loads httpx._client",
        "import addepar_client loads addepar_api.models.position",
    ]
    assert len(worse(heavy=heavy(loaded))) == 2
