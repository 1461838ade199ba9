"""The command `addepar-sandbox`: a local Addepar for programs in any language."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from typing import NoReturn

from addepar_sandbox import FIRM, KEY, SECRET, JobSettings, Sandbox
from addepar_sandbox.handlers.registry import without_handler
from addepar_sandbox.signals import Ending


def main(arguments: Sequence[str] | None = None, *, ending: Ending | None = None) -> int:
    """Serve until interrupted. The first line of output is the URL of the API root."""
    options = _parser().parse_args(arguments)
    from addepar_sandbox.http.server import Server, is_loopback, open_socket, root_url

    if not is_loopback(options.host) and not options.allow_remote:
        _complain(
            f"{options.host} can be reached from other machines, and the credentials are public; "
            "add --allow-remote if that is what you want."
        )
        return 2
    try:
        listener = open_socket(options.host, options.port)
    except (OSError, TypeError) as error:  # a TypeError: the name of the host cannot be encoded
        _complain(f"cannot listen on {options.host} port {options.port}: {error}")
        return 1
    except ValueError as error:
        _complain(str(error))
        return 2
    jobs = JobSettings(advance=options.jobs, completed_status=options.completed, download_status=options.completed)
    try:
        sandbox = Sandbox(
            options.state,
            seed=not options.empty,
            jobs=jobs,
            limits=options.limits or None,
            overlays=options.overlay,
            allowed_hosts=options.allow_host,
            cors=options.cors,
        )
    except ValueError as error:  # an OverlayError is one
        _complain(str(error))
        return 2
    except (OSError, sqlite3.Error) as error:
        _complain(f"cannot keep the state in {options.state}: {error}")
        return 1
    sandbox.browsers.remote = options.allow_remote
    with listener, sandbox:
        server = Server(sandbox.app, sandbox.connections)
        if ending is not None:
            ending.from_here(server.stop)
        # From here on, connections wait until the server accepts them, so the URL can be used immediately.
        listener.listen()
        _say(root_url(listener))
        _say(f"firm {FIRM}, key {KEY}, secret {SECRET}; stop with Ctrl+C")
        _say(f"control routes under /_sandbox/ need the header X-Sandbox-Token: {sandbox.control_token}")
        if examples := without_handler(sandbox.spec):
            _say(f"these operations return the examples of the specification: {', '.join(examples)}")
        server.run(sockets=[listener])
    return 0


def _say(line: str) -> None:
    """Print one line and flush it, because a program may be waiting for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(f"addepar-sandbox: {line}\n")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong, without the whole usage."""
        _complain(f"{message}; see addepar-sandbox --help")
        self.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="addepar-sandbox", description="Run a local, stateful Addepar to test against.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 chooses a free one (default)")
    parser.add_argument("--state", metavar="FILE", help="keep the state in this file (default: in memory)")
    parser.add_argument("--empty", action="store_true", help="start without the default data")
    parser.add_argument(
        "--overlay",
        metavar="FILE",
        action="append",
        default=[],
        help="change the specification with this OpenAPI Overlay; operations that it adds return their examples",
    )
    parser.add_argument("--limits", action="store_true", help="enforce the documented rate limits")
    parser.add_argument(
        "--jobs",
        choices=("at_once", "reads", "seconds"),
        default="reads",
        help="what makes jobs advance (default: reads)",
    )
    parser.add_argument(
        "--completed",
        type=int,
        choices=(200, 303),
        default=200,
        help="status of the response for a finished job (default: 200)",
    )
    parser.add_argument("--allow-remote", action="store_true", help="allow a host that other machines can reach")
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="also respond for this host name"
    )
    parser.add_argument(
        "--cors",
        metavar="ORIGIN",
        nargs="?",
        const="*",
        action="append",
        default=[],
        help="let web pages of this origin call the API; without ORIGIN, all pages",
    )
    parser.epilog = "ADDEPAR_SANDBOX_TOKEN in the environment sets the token of the control routes."
    return parser
