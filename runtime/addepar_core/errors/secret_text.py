"""Text whose ``repr`` shows nothing of it."""


class SecretStr(str):
    """Text that works like any other, but is hidden from tools that print local variables with a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"


class SecretBytes(bytes):
    """The same for bytes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"
