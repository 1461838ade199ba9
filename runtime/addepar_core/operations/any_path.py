"""``client.request`` and ``client.pages``: any path of the API, including those without a method."""

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
    """The methods of the sync client for any path."""

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
        """Call any path of the API, including those without a method.

        Credentials, firm, retries, deadline, budget and errors are those of every method: a write is never sent twice.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: A path below the API root, such as ``/v1/entities``, or a link from a response.
            params: The query; lists are sent with commas, None is left out.
            json: A body to send as JSON; it may contain models, dates and timestamps.
            content: Instead of ``json``, the body as bytes or text, sent as JSON:API unless ``headers`` has another
                ``Content-Type``.
            headers: Additional headers for this call.
            timeout: Seconds to wait for the response, None for no limit; the default is the client's timeout.

        Returns:
            HttpResponse: ``status_code``, ``headers``, ``json()``, ``text``, ``content``, ``request_id``. A redirect
                (303), which the API sends for a finished job, is returned and not followed.

        Raises:
            InputError: an argument is invalid, such as the address of another server; nothing was sent.
            APIStatusError: a status from 400 on; see its subclasses, such as ``NotFoundError``.
            AddeparError: any other error of a call.

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
        """Iterate over a list at any path: its rows as plain JSON, page after page.

        Each page is found through ``links.next`` of the previous one, with the checks of every list: a link to another
        server, a circle of links or a series of empty pages raises an error and never ends the list silently.

        Args:
            path: A path below the API root, such as ``/v1/entities``.
            params: The query; lists are sent with commas, None is left out.
            limit: Stop after this number of rows; the default is all rows.
            headers: Additional headers for this call.
            timeout: Seconds to wait for each response, None for no limit; the default is the client's timeout.

        Returns:
            Pager[dict] or AsyncPager[dict]: the rows, fetched as you iterate; ``.pages()`` returns whole pages.

        Raises:
            InputError: an argument is invalid; nothing was sent.
            AddeparError: any error of fetching a page, during iteration.

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
    """The operation data that a pager needs for a list outside the specification."""
    return Operation(path, "GET", path, "", "", "", "")
