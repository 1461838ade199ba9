"""``client.request`` and ``client.pages``: any path of the API, also one that no method is for."""

from __future__ import annotations

from addepar_core.flow.messages import Headers, HttpResponse, Json, Query, Seconds
from addepar_core.flow.methods import async_list, async_method, sync_method
from addepar_core.flow.steps import Flow
from addepar_core.models.types import UNSET
from addepar_core.operations.caller import AsyncCaller, Caller
from addepar_core.operations.definitions import Operation
from addepar_core.operations.pagination.pagers import AsyncPager, Pager
from addepar_core.operations.requests import build_any
from addepar_core.operations.responses import send_checked

JsonObject = dict[str, Json]


class AnyPath:
    """What the sync client has beyond its resources."""

    _caller: Caller

    @sync_method
    def request(
        self,
        method: str,
        path: str,
        *,
        params: Query = None,
        json: Json = None,
        content: bytes | str | None = None,
        headers: Headers = None,
        timeout: Seconds = UNSET,
    ) -> Flow[HttpResponse]:
        """Call any path of the API, also one that no method is for.

        Credentials, firm, retries, deadline, budget and errors are those of every method: a write is never sent twice.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: A path below the API root, such as ``/v1/entities``, or a link that the API gave.
            params: The query; lists are sent with commas, None is left out.
            json: A body to send as JSON; models, days and moments are understood.
            content: Instead of ``json``, a body as it is: bytes or text, sent as JSON:API unless ``headers`` gives
                another ``Content-Type``.
            headers: Further headers for this call alone.
            timeout: Seconds to wait for the response, None to wait indefinitely; the client's own if left out.

        Returns:
            HttpResponse: ``status_code``, ``headers``, ``json()``, ``text``, ``content``, ``request_id``. A redirect
                (303), with which the API answers for a finished job, is returned and not followed.

        Raises:
            InputError: an argument that cannot be sent, such as an address of another server; nothing was sent.
            APIStatusError: a status from 400 on; see its subclasses, such as ``NotFoundError``.
            AddeparError: whatever a call can raise.

        Example:
            >>> answer = client.request("GET", "/v1/files/123")
            >>> answer.status_code, answer.json()["data"]["type"]
            (200, 'files')
        """
        request = build_any(
            self._caller.settings, method, path, params, json=json, content=content, headers=headers, timeout=timeout
        )
        return send_checked(request, see_other=True)

    def pages(
        self,
        path: str,
        params: Query = None,
        *,
        limit: int | None = None,
        headers: Headers = None,
        timeout: Seconds = UNSET,
    ) -> Pager[JsonObject]:
        """Walk a list at any path: its rows as the JSON that they are, page after page.

        Each page is found by the ``links.next`` of the one before, with the checks of every list: a link to another
        server, in a circle or to nothing but empty pages is an error, never the end.

        Args:
            path: A path below the API root, such as ``/v1/entities``.
            params: The query; lists are sent with commas, None is left out.
            limit: Stop after this many rows; all rows if left out.
            headers: Further headers for this call alone.
            timeout: Seconds to wait for each response, None to wait indefinitely; the client's own if left out.

        Returns:
            Pager[dict] or AsyncPager[dict]: the rows, fetched as they are asked for; ``.pages()`` gives whole pages.

        Raises:
            InputError: an argument that cannot be sent; nothing was sent.
            AddeparError: whatever fetching a page can raise, while the rows are read.

        Example:
            >>> for row in client.pages("/v1/files", {"page[limit]": 2}, limit=1):
            ...     print(row["id"])
            123
        """
        request = build_any(self._caller.settings, "GET", path, params, headers=headers, timeout=timeout)
        rows: Pager[JsonObject] = self._caller.pager_of(_nameless(request.path), request, limit)
        return rows


class AsyncAnyPath:
    """The same for the async client."""

    _caller: AsyncCaller

    request = async_method(AnyPath.request)
    pages = async_list(AnyPath.pages, AsyncPager[JsonObject])


def _nameless(path: str) -> Operation:
    """What a pager has to know of a list that the specification does not describe."""
    return Operation(path, "GET", path, "", "", "", "")
