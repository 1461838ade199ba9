"""Deferred imports, which keep the import of the client fast."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from addepar_core.errors.tree import ConfigurationError


def needed(package: str, what: str) -> Any:
    """Import a package that only one feature needs."""
    try:
        return import_module(package)
    except ImportError:
        raise ConfigurationError(f"{what} needs the package {package}: pip install {package}") from None


class LateModule:
    """A module that is imported on first use, for example for a type in an annotation."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def late(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package whose names are imported from its modules on first use."""

    def get(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name], package), name)

    return get


if TYPE_CHECKING:
    import asyncio as asyncio
    import html as html
else:
    asyncio = LateModule("asyncio")  # a blocking client starts without it
    html = LateModule("html")

R = TypeVar("R")


class Lazy(Generic[R]):
    """A resource of a client. Its class is imported, and an object created, on first access."""

    def __init__(self, module: str, documentation: str) -> None:
        self._module = module
        self.__doc__ = documentation

    def __set_name__(self, owner: type, name: str) -> None:
        prefix = "Async" if owner.__name__.startswith("Async") else ""
        self._name = name
        self._class = prefix + name.title().replace("_", "")

    @overload
    def __get__(self, client: None, owner: type) -> Self: ...
    @overload
    def __get__(self, client: object, owner: type) -> R: ...
    def __get__(self, client: Any, owner: type) -> Self | R:
        if client is None:
            return self
        resource: R = getattr(import_module(self._module, __package__), self._class)(client._caller)
        # From now on it is found before this descriptor. If two threads are first, both get the same object.
        return client.__dict__.setdefault(self._name, resource)  # type: ignore[no-any-return]
