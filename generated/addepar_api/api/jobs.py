# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Jobs: the operations of the tag `jobs` as methods, blocking and asynchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET, Given, Unset
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Id
from addepar_core.operations.pagination.pagers import AsyncPager, Pager

from .. import models
from ..operations import OPERATIONS


class Jobs(Resource):
    """Asynchronous exports of portfolio data: submit a saved view or a query, poll until it is done, download the result within 24 hours of the submission. A note on view jobs gives each job a limit of four hours. The user needs "API Access: Create, edit, and delete" and access to the portfolio data."""

    _tag = "jobs"
    if TYPE_CHECKING:
        with_raw_response: RawJobs

    def list(
        self,
        *,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Pager[models.Job]:
        """List the jobs you may see.

        Status and parameters of every job, finished or not. The page calls this list unpaged, yet prints a `next`
        link and other pages count Jobs among the paged resources: follow `links.next` while there is one.

        Args:
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Pager[Job]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Check the Status of All Jobs" on the page Jobs.
        """
        rows: Pager[models.Job] = self._caller.pages(
            OPERATIONS["jobs_list"],
            {
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    @overload
    def create(
        self,
        *,
        job_type: str,
        parameters: Mapping[str, Any],
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job: ...

    @overload
    def create(
        self,
        body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job: ...

    def create(
        self,
        body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any] | None = None,
        *,
        job_type: str | Unset = UNSET,
        parameters: Mapping[str, Any] | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job:
        """Submit a portfolio view or query job.

        Starts an export and immediately returns the queued job. A view job runs a view saved in Addepar and can
        produce CSV, TSV, XLSX or JSON; a query job is described completely by its columns, groupings and filters and
        produces JSON (inferred). The response repeats the parameters with defaults filled in, so do not compare them
        for equality. A portfolio that does not exist is reported later, in the job's `errors`. The page says that
        each job has a limit of four hours, in a note on view jobs; as we read it, query jobs have it too.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            job_type: The type of the job. The page writes it in lower case; that upper case is accepted too is our
                reading. One of portfolio_view_results, PORTFOLIO_VIEW_RESULTS, PORTFOLIO_QUERY, portfolio_query,
                PORTFOLIO_QUERY_RESULTS, portfolio_query_results. Required.
            parameters: The parameters of a view job. Required.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Job: Accepted; the job has been queued.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.jobs.create(
            ...     job_type="portfolio_view_results",
            ...     parameters={"view_id": "2", "portfolio_type": "entity", "portfolio_id": "22", "output_type": "json", "start_date": "2011-12-31", "end_date": "2013-01-15"},
            ... )
            >>> client.jobs.create(
            ...     job_type="PORTFOLIO_QUERY",
            ...     parameters={"columns": [{"key": "value"}, {"key": "value", "arguments": {"time_point": "2018-12-31"}}, {"key": "time_weighted_return", "arguments": {"period": "2019-12-31 to 2020-03-31"}}], "groupings": [{"key": "asset_class"}], "filters": [{"attribute": "asset_class", "type": "discrete", "operator": "include", "values": ["Equity", "Fixed Income"]}], "portfolio_type": "entity", "portfolio_id": [22], "start_date": "2020-02-18", "end_date": "2020-03-18"},
            ... )

        Source: "Create a Portfolio View Job / Create a Portfolio Query Job" on the page Jobs.
        """
        data: models.Job = self._caller.call(
            OPERATIONS["jobs_create"],
            {},
            body=Given(
                body,
                {
                    "job_type": job_type,
                    "parameters": parameters,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def get(
        self,
        job_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job:
        """Check the status of one job.

        Status, progress and parameters of a job. A finished job is reported in two ways: the page shows a 200 with
        the status `Completed`; live servers have also been seen to return a 303 that leads to the result and still
        carries the job as its body. Turn automatic redirects off and handle both.

        Args:
            job_id: The job's id; numeric text, or a UUID in newer accounts (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Job: The job in its current state.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Check the Status of a Job" on the page Jobs.
        """
        data: models.Job = self._caller.call(
            OPERATIONS["jobs_get"],
            {
                "job_id": job_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def cancel(
        self,
        job_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Cancel a job, or archive its result.

        A waiting job will not run; a running job is requested to stop (`Cancel Requested`) and then stops; **a
        completed job loses its result**, which is archived. All three end as `User Cancelled`.

        Args:
            job_id: The job's id; numeric text, or a UUID in newer accounts (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.jobs.cancel("13")

        Source: "Cancel a job" on the page Jobs.
        """
        data: None = self._caller.call(
            OPERATIONS["jobs_cancel"],
            {
                "job_id": job_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncJobs(AsyncResource):
    """Asynchronous exports of portfolio data: submit a saved view or a query, poll until it is done, download the result within 24 hours of the submission. A note on view jobs gives each job a limit of four hours. The user needs "API Access: Create, edit, and delete" and access to the portfolio data."""

    _tag = "jobs"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawJobs

    def list(
        self,
        *,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncPager[models.Job]:
        """List the jobs you may see.

        Status and parameters of every job, finished or not. The page calls this list unpaged, yet prints a `next`
        link and other pages count Jobs among the paged resources: follow `links.next` while there is one.

        Args:
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            AsyncPager[Job]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Check the Status of All Jobs" on the page Jobs.
        """
        rows: AsyncPager[models.Job] = self._caller.pages(
            OPERATIONS["jobs_list"],
            {
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    @overload
    async def create(
        self,
        *,
        job_type: str,
        parameters: Mapping[str, Any],
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job: ...

    @overload
    async def create(
        self,
        body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job: ...

    async def create(
        self,
        body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any] | None = None,
        *,
        job_type: str | Unset = UNSET,
        parameters: Mapping[str, Any] | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job:
        """Submit a portfolio view or query job.

        Starts an export and immediately returns the queued job. A view job runs a view saved in Addepar and can
        produce CSV, TSV, XLSX or JSON; a query job is described completely by its columns, groupings and filters and
        produces JSON (inferred). The response repeats the parameters with defaults filled in, so do not compare them
        for equality. A portfolio that does not exist is reported later, in the job's `errors`. The page says that
        each job has a limit of four hours, in a note on view jobs; as we read it, query jobs have it too.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            job_type: The type of the job. The page writes it in lower case; that upper case is accepted too is our
                reading. One of portfolio_view_results, PORTFOLIO_VIEW_RESULTS, PORTFOLIO_QUERY, portfolio_query,
                PORTFOLIO_QUERY_RESULTS, portfolio_query_results. Required.
            parameters: The parameters of a view job. Required.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Job: Accepted; the job has been queued.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.jobs.create(
            ...     job_type="portfolio_view_results",
            ...     parameters={"view_id": "2", "portfolio_type": "entity", "portfolio_id": "22", "output_type": "json", "start_date": "2011-12-31", "end_date": "2013-01-15"},
            ... )
            >>> client.jobs.create(
            ...     job_type="PORTFOLIO_QUERY",
            ...     parameters={"columns": [{"key": "value"}, {"key": "value", "arguments": {"time_point": "2018-12-31"}}, {"key": "time_weighted_return", "arguments": {"period": "2019-12-31 to 2020-03-31"}}], "groupings": [{"key": "asset_class"}], "filters": [{"attribute": "asset_class", "type": "discrete", "operator": "include", "values": ["Equity", "Fixed Income"]}], "portfolio_type": "entity", "portfolio_id": [22], "start_date": "2020-02-18", "end_date": "2020-03-18"},
            ... )

        Source: "Create a Portfolio View Job / Create a Portfolio Query Job" on the page Jobs.
        """
        data: models.Job = await self._caller.call(
            OPERATIONS["jobs_create"],
            {},
            body=Given(
                body,
                {
                    "job_type": job_type,
                    "parameters": parameters,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def get(
        self,
        job_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Job:
        """Check the status of one job.

        Status, progress and parameters of a job. A finished job is reported in two ways: the page shows a 200 with
        the status `Completed`; live servers have also been seen to return a 303 that leads to the result and still
        carries the job as its body. Turn automatic redirects off and handle both.

        Args:
            job_id: The job's id; numeric text, or a UUID in newer accounts (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Job: The job in its current state.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Check the Status of a Job" on the page Jobs.
        """
        data: models.Job = await self._caller.call(
            OPERATIONS["jobs_get"],
            {
                "job_id": job_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def cancel(
        self,
        job_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Cancel a job, or archive its result.

        A waiting job will not run; a running job is requested to stop (`Cancel Requested`) and then stops; **a
        completed job loses its result**, which is archived. All three end as `User Cancelled`.

        Args:
            job_id: The job's id; numeric text, or a UUID in newer accounts (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.jobs.cancel("13")

        Source: "Cancel a job" on the page Jobs.
        """
        data: None = await self._caller.call(
            OPERATIONS["jobs_cancel"],
            {
                "job_id": job_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, async_raw_list, raw, raw_list
    from addepar_core.pipeline.raw_response import RawResponse

    class RawJobs:
        """`Jobs` with a `RawResponse` of each result, as type checkers see it."""

        list = raw_list(Jobs.list)

        @overload
        def create(
            self,
            *,
            job_type: str,
            parameters: Mapping[str, Any],
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Job]: ...

        @overload
        def create(
            self,
            body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Job]: ...

        def create(self, *args: Any, **kwargs: Any) -> Any: ...

        get = raw(Jobs.get)
        cancel = raw(Jobs.cancel)
        download: Any

    class AsyncRawJobs:
        """`AsyncJobs` with a `RawResponse` of each result, as type checkers see it."""

        list = async_raw_list(AsyncJobs.list)

        @overload
        async def create(
            self,
            *,
            job_type: str,
            parameters: Mapping[str, Any],
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Job]: ...

        @overload
        async def create(
            self,
            body: models.JobCreateDocument | models.JobCreate | models.Job | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Job]: ...

        async def create(self, *args: Any, **kwargs: Any) -> Any: ...

        get = async_raw(AsyncJobs.get)
        cancel = async_raw(AsyncJobs.cancel)
        download: Any


__all__ = ["AsyncJobs", "Jobs"]
