"""``addepar sandbox``: the lines to copy, and that nothing is left running."""

import re
import signal
import socket

import pytest
from tests.cli.support import Cli


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_the_sandbox_ends_with_the_command_that_started_it(cli: Cli, sign: int) -> None:
    with cli.start("sandbox") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().decode() for _ in range(4)]
        values = dict(re.match(r"export (\w+)=(\S+)", line).groups() for line in lines)  # type: ignore[union-attr]
        assert cli.run("positions", "get", "13", environ=values).code == 0
        port = re.search(r":(\d+)/", values["ADDEPAR_BASE_URL"])
        assert port is not None
        with socket.create_connection(("127.0.0.1", int(port[1])), timeout=30) as connection:
            process.send_signal(sign)
            assert connection.recv(1) == b""  # closed by the end of the server
