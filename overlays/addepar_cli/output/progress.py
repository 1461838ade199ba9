"""Show progress on standard error if it is a terminal: bytes of transfers, percent and state of waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from addepar_cli.output.terminal import plain

OnBytes = Callable[[int, int | None], None]


class Progress:
    """Creates progress bars.

    Args:
        shown: whether anything is shown at all.
    """

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    @contextmanager
    def transfer(self, name: str) -> Iterator[OnBytes | None]:
        """A bar that counts bytes. Yields an ``on_progress`` for the client."""
        if not self.shown:
            yield None
            return
        with _bar(name, None, unit="B", unit_scale=True, unit_divisor=1024) as bar:

            def on_progress(done: int, total: int | None) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield on_progress

    @contextmanager
    def waiting(self, name: str) -> Iterator[Callable[[Any], None] | None]:
        """A bar in percent, with the job's state. Yields an ``on_poll`` for the client."""
        if not self.shown:
            yield None
            return
        with _bar(name, 100, bar_format="{desc}: {percentage:3.0f}%|{bar}| {elapsed} {postfix}") as bar:

            def on_poll(job: Any) -> None:
                raw = job.to_dict() if hasattr(job, "to_dict") else job
                attributes = raw.get("attributes") or {}
                percent = attributes.get("percent_complete")
                if isinstance(percent, int | float):
                    bar.update((percent * 100 if isinstance(percent, float) and percent <= 1 else percent) - bar.n)
                bar.set_postfix_str(plain(str(attributes.get("status") or "")))

            yield on_poll

    @contextmanager
    def items(self, name: str, total: int | None) -> Iterator["Items"]:
        """A bar that counts items and their bytes; for a single item it counts bytes."""
        if not self.shown:
            yield Items(None)
            return
        with _bar(name, total, unit="") as bar:
            yield Items(bar, alone=total == 1)


class Items:
    """Counts finished items, and the bytes of all items."""

    def __init__(self, bar: Any, alone: bool = False) -> None:
        self._bar = bar
        self._alone = alone
        self._bytes: dict[int, int] = {}

    def meter(self) -> OnBytes | None:
        """An ``on_progress`` for one item, or None if nothing is shown."""
        if self._bar is None:
            return None
        number = len(self._bytes)
        self._bytes[number] = 0

        def on_progress(done: int, total: int | None) -> None:
            self._bytes[number] = done
            if self._alone:
                self._bar.unit, self._bar.unit_scale, self._bar.unit_divisor, self._bar.total = "B", True, 1024, total
                self._bar.update(done - self._bar.n)
                return
            self._bar.set_postfix_str(f"{self._bar.format_sizeof(sum(self._bytes.values()), 'B', 1024)}")

        return on_progress

    def count(self, done: int) -> None:
        """Set the number of finished items."""
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def done(self) -> None:
        """Count one more finished item."""
        if self._bar is not None and self._bar.unit != "B":
            self._bar.update()


def _bar(name: str, total: int | None, **options: Any) -> Any:
    from tqdm import tqdm

    return tqdm(desc=plain(name), total=total, leave=False, dynamic_ncols=True, **options)
