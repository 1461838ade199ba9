"""How a defect is planted: a running sandbox is changed from outside; the shipped package holds none of this."""

import copy
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.registry import HANDLERS
from addepar_sandbox.http.response.answer import Answer

Handler = Callable[[Call], Answer]


class Defect(NamedTuple):
    """Something wrong with the sandbox.

    `tag` names the resource that shows it, for a shorter schemathesis run; empty for all. `crashes` says that the
    sandbox is to fail; every other defect answers, and wrongly.
    """

    name: str
    what: str
    tag: str
    plant: Callable[[], None]
    crashes: bool = False


DEFECTS: dict[str, Defect] = {}


def defect(what: str, tag: str = "", crashes: bool = False) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that plants a defect; its name, with dashes, is the defect's."""

    def register(plant: Callable[[], None]) -> Callable[[], None]:
        name = plant.__name__.replace("_", "-")
        assert name not in DEFECTS
        DEFECTS[name] = Defect(name, what, tag, plant, crashes)
        return plant

    return register


def wrap(operation: str, handler: Callable[[Handler, Call], Answer]) -> None:
    """Put another handler around an operation's own."""
    original = HANDLERS[operation]
    HANDLERS[operation] = lambda call: handler(original, call)


def change_call(operation: str, change: Callable[[Call], None]) -> None:
    """Let the handler see another request than the one that was sent."""

    def handler(original: Handler, call: Call) -> Answer:
        call = replace(call, query=dict(call.query), ids=dict(call.ids), document=copy.deepcopy(call.document))
        change(call)
        return original(call)

    wrap(operation, handler)


def change_answer(operation: str, change: Callable[[Answer, Call], Any]) -> None:
    """Let another answer go out than the one that the handler gave."""

    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        answer.document = copy.deepcopy(answer.document)
        change(answer, call)
        return answer

    wrap(operation, handler)


def forget_parameter(operation: str, *names: str) -> None:
    """Query parameters that are checked, and then ignored."""

    def change(call: Call) -> None:
        for name in names:
            call.query.pop(name, None)

    change_call(operation, change)


def change_stored(operation: str, kind: str, change: Any) -> None:
    """Change what an operation has stored, after its answer; `change` gets the body and the call."""

    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        for row in call.rows(kind).rows():
            if change(row.body, call, row.id):
                call.rows(kind).replace(row.id, row.body)
        return answer

    wrap(operation, handler)


def edit(name: str, what: str, tag: str, *edits: tuple[Any, str, str]) -> None:
    """Register a defect as it would be written in the source: in functions, one piece of text instead of another."""

    def plant() -> None:
        sources: dict[Any, str] = {}
        for function, old, new in edits:
            source = sources.get(function) or textwrap.dedent(inspect.getsource(function))
            assert source.count(old) == 1, f"{name}: {old!r} is {source.count(old)} times in {function.__qualname__}"
            sources[function] = source.replace(old, new)
        for function, source in sources.items():
            namespace: dict[str, Any] = {}
            # Its own globals, so that the new code finds what its module imports.
            exec(compile(source, f"<{name}>", "exec"), function.__globals__, namespace)  # noqa: S102
            # In place, so that whoever imported the function has the new code as well.
            function.__code__ = namespace[function.__name__].__code__

    assert name not in DEFECTS
    DEFECTS[name] = Defect(name, what, tag, plant)
