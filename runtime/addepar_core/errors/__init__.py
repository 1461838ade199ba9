"""The errors of all calls: ``from addepar_core.errors import NotFoundError``.

``tree`` defines the base and those without a status, ``statuses`` the ones for the statuses of responses.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addepar_core.errors.statuses import *  # noqa: F403 - its __all__ lists them
    from addepar_core.errors.tree import *  # noqa: F403 - its __all__ lists them
else:  # a type checker must still refuse names that do not exist

    def __getattr__(name):
        if name == "__all__":
            return __dir__()
        for module in _homes() if name[:1].isupper() else ():
            if name in module.__all__:
                return getattr(module, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__():
        return [name for module in _homes() for name in module.__all__]

    def _homes():  # imported late: a call that succeeds does without the errors for statuses
        return [import_module(f"{__name__}.{home}") for home in ("tree", "statuses")]
