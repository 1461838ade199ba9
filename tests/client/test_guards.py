"""Misuse that would end in strange errors is told in clear ones."""

import asyncio
import os
import subprocess
import sys
import traceback

import pytest

from addepar_client import AddeparClient, AsyncAddeparClient, ConfigurationError
from addepar_sandbox import Sandbox


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_client_does_not_survive_a_fork(sandbox: Sandbox) -> None:
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        client.files.get(123)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                client.files.get(123)
            except ConfigurationError as error:
                os.write(writing, str(error).encode())
            except BaseException:  # noqa: BLE001 - shown by the parent
                os.write(writing, traceback.format_exc().encode())
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        assert b"create a client in each process" in os.read(reading, 65536)
        os.close(reading)
        os.close(writing)
        assert str(client.files.get(123).id) == "123"


def test_an_async_client_belongs_to_one_loop(sandbox: Sandbox) -> None:
    client = AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox"))

    async def use() -> str:
        return str((await client.files.get(123)).id)

    async def use_and_close() -> str:
        async with client:
            return await use()

    with asyncio.Runner() as first:
        assert first.run(use()) == "123"
        with pytest.raises(ConfigurationError, match="the event loop that first used it"):
            asyncio.run(use())
        assert first.run(use_and_close()) == "123"


def test_a_client_of_a_loop_that_has_ended_is_closed_without_a_word(sandbox: Sandbox) -> None:
    client = AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox"))

    async def never() -> None:
        await client.close()

    asyncio.run(never())
    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(_get(client))


async def _get(client: AsyncAddeparClient) -> None:
    await client.files.get(123)


def test_another_http_library_is_refused_by_name() -> None:
    client = "AddeparClient(firm_id=1, base_url='http://127.0.0.1/api', auth=('k', 's'))"
    code = f"import addepar_client; addepar_client.{client}"
    environ = os.environ | {"ADDEPAR_HTTP_LIBRARY": "urllib3"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=False)  # noqa: S603
    assert "neither httpx nor httpx2" in ran.stderr
