"""The delay until the client learns that a job has ended: real jobs of 2 s, and jobs of 2 s to 2 h, simulated."""

import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from statistics import median
from typing import Any

from ..environments import HOME
from ..rounds import WHERE, Failed, Row, Stage, Worker, row, spread

RUNS = 2.0
DURATIONS = [2.0, 4.0, 9.0, 20.0, 40.0, 85.0, 180.0, 360.0, 780.0, 1620.0, 3420.0, 7200.0]
"""Each about 2.1 times the one before, so that short and long jobs have the same weight in the overall median."""
EACH = 40
LIMIT = 50
UNIT = "% of its run time"


class JobServer(ThreadingHTTPServer):
    """Serves jobs that take 2 to 2.5 seconds; it records when each ends, and how often each is polled."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trust.load_cert_chain(HOME / "certificate.pem", HOME / "key.pem")
        self.socket = trust.wrap_socket(self.socket, server_side=True)
        self.ends: dict[str, float] = {}
        self.asked: Counter[str] = Counter()
        self.numbers = count(1)

    @property
    def root(self) -> str:
        return f"https://127.0.0.1:{self.server_address[1]}/api"


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: JobServer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        number = next(self.server.numbers)
        self.server.ends[str(number)] = time.monotonic() + RUNS + number * 0.37 % 0.5
        self._answer(202, str(number), "Queued")

    def do_GET(self) -> None:
        number = self.path.rpartition("/")[2]
        self.server.asked[number] += 1
        ended = time.monotonic() >= self.server.ends.get(number, 0.0)
        self._answer(200, number, "Completed" if ended else "In Progress")

    def _answer(self, status: int, number: str, state: str) -> None:
        attributes = {"status": state, "job_type": "portfolio_view_results", "name": "a job"}
        kind = "positions" if "/positions/" in self.path else "jobs"
        content = json.dumps({"data": {"id": number, "type": kind, "attributes": attributes}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.api+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def job_server() -> Iterator[JobServer]:
    with JobServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def measure(stage: Stage) -> dict[str, Row]:
    return {"jobs-real": real(stage)} | simulated(stage)


def real(stage: Stage) -> Row:
    """Our jobs run one after another. addepy's run all at once meanwhile, because each sleeps for half a minute."""
    rounds = stage.extent.rounds
    absent: dict[str, str] = {}
    with job_server() as server, ThreadPoolExecutor(rounds + 1) as pool:

        def late(contestant: str, times: int) -> list[tuple[str, float]]:
            worker = Worker(contestant, WHERE[contestant])
            try:
                known = [worker.do("job", {"root": server.root})["value"] for _ in range(times)]
                return [(number, at - server.ends[number]) for number, at in known]
            except Failed as error:
                absent["addepar-client" if contestant == "waiting" else "addepy"] = str(error)
                return []
            finally:
                worker.close()

        theirs = [pool.submit(late, "addepy_peer", 1) for _ in range(rounds)]
        ours = pool.submit(late, "waiting", rounds * 2)
        found = {"addepar-client": ours.result(), "addepy": [one for each in theirs for one in each.result()]}
        asked = {name: median(server.asked[number] for number, _ in own) for name, own in found.items() if own}
    figures = {name: spread([at for _, at in own]) for name, own in found.items() if own}
    note = "requests for each job: " + ", ".join(f"{name} {number:g}" for name, number in asked.items())
    return row(figures.get("addepar-client"), figures, "s late", absent=absent, note=note)


def simulated(stage: Stage) -> dict[str, Row]:
    """The delay as a share of the run time: of all jobs together, and of the worst job length."""
    options: dict[str, Any] = {"durations": DURATIONS, "each": stage.extent.of(EACH)}
    try:
        found = stage.task("waiting", "pretended", **options)()["value"]
    except Failed as error:
        empty = row(None, {}, UNIT, absent={"addepar-client": str(error)})
        return {"jobs-simulated": empty, "jobs-worst": empty}
    shares = {name: [100 * one["late"] / one["runs"] for one in goes] for name, goes in found.items()}
    figures = {_range(name): spread(each) for name, each in shares.items()}
    requests = {name: spread([one["requests"] for one in goes]) for name, goes in found.items()}
    busiest = max(one["busiest"] for goes in found.values() for one in goes)
    worst = max(figures, key=lambda name: figures[name]["median"])
    note = f"at most {busiest} requests of one job in any 15 minutes, of {LIMIT}; requests for each job: " + ", ".join(
        f"{_range(name)} {own['median']:g}" for name, own in requests.items()
    )
    together = spread([one for each in shares.values() for one in each])
    return {
        "jobs-simulated": row(together, figures, UNIT, note=note) | {"requests": requests},
        "jobs-worst": row(figures[worst], {worst: figures[worst]}, UNIT),
    }


def _range(bounds: str) -> str:
    return " to ".join(_length(float(each)) for each in bounds.split())


def _length(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:g} s"
    return f"{seconds / 60:g} min" if seconds < 3600 else f"{seconds / 3600:g} h"
