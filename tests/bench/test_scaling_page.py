"""The page about scaling: its words come from the results, and it is the one that they give."""

import xml.etree.ElementTree as xml

import pytest
from bench.scaling import page
from bench.scaling.knees import climbs, flattens
from bench.scaling.lines import plot


def test_the_page_is_what_the_results_give() -> None:
    found = page.read()
    assert page.PAGE.read_text() == page.page(found), "run: make scaling-page"
    assert {path.name: path.read_text() for path in page.PLOTS.glob("*.svg")} == page.plots(found)


@pytest.mark.parametrize(
    ("points", "knee"),
    [
        ([(1, 10), (2, 50), (4, 92), (8, 100), (16, 60)], 4),
        ([(1, 10), (2, 20), (4, 40), (8, 80)], None),
        ([(1, 100), (2, 99), (4, 101)], 1),
    ],
)
def test_a_rate_bends_where_more_brings_little_more(points: list[tuple[float, float]], knee: float | None) -> None:
    assert flattens(points).x == knee


@pytest.mark.parametrize(
    ("points", "knee"),
    [
        ([(1, 10), (2, 9), (4, 9.5), (8, 20), (16, 40)], 8),
        ([(1, 10), (2, 30), (4, 10), (8, 11)], None),
        ([(1, 40), (2, 20), (4, 10)], None),
        ([(1, 10), (2, 10), (4, 40)], None),
    ],
)
def test_a_cost_bends_where_it_grows_for_good(points: list[tuple[float, float]], knee: float | None) -> None:
    assert climbs(points).x == knee


def test_the_words_say_where_the_knee_is_and_what_comes_after() -> None:
    chart = next(each for each in page.CHARTS if each.name == "at-once")
    text = page.described(chart, "threads", [(1, 100.0), (8, 950.0), (64, 1000.0), (128, 500.0)], "at once")
    assert text == (
        "- **threads**: 100 downloads per second at 1 at once; the knee is at 8 at once with 950; the best is 1,000;"
        " at 128 it has fallen to 500."
    )


def test_a_plot_shows_every_line_and_knee() -> None:
    text = plot("Rows & more", "rows", "s", {"a": [(1, 1.0), (10, 2.0)], "b": [(1, 0.0), (10, 7.0)]}, str, [10])
    names = [element.tag.rpartition("}")[2] for element in xml.fromstring(text).iter()]  # noqa: S314 - our own
    assert (names.count("polyline"), names.count("circle"), text.count('class="knee"')) == (2, 4, 1)
