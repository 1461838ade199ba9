# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GeneratedReports: the operations of the tag `generated_reports` as methods, blocking and asynchronous."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Id, Moment
from addepar_core.operations.pagination.pagers import AsyncPager, Pager

from .. import models
from ..operations import OPERATIONS


class GeneratedReports(Resource):
    """The finished runs of report generation: which portfolios got a PDF, which failed, who requested them, and all PDFs of a run in one ZIP. A run is started in the web application or with the Report Generation API. The user needs "Access to all tools and portfolios"."""

    _tag = "generated_reports"
    if TYPE_CHECKING:
        with_raw_response: RawGeneratedReports

    def list(
        self,
        *,
        completed_after: Moment | None = None,
        completed_before: Moment | None = None,
        status: Sequence[str | int] | str | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Pager[models.GeneratedReport]:
        """List finished report runs.

        Every finished run you may see, the most recently completed first. A filter selects runs, not the portfolios
        inside them. A list of one has been printed as a single object in `data`. The page also writes the path with a
        slash at its end.

        Args:
            completed_after: Runs that completed after this time (UTC).
            completed_before: Runs that completed before this time (UTC).
            status: Runs with one of these statuses; one or several, separated by commas. Documented values: FINISHED,
                ERROR, CANCELED.
            entity_id: Runs that cover this entity's portfolio. The page's table writes `filter[xxx][entityId]`; its
                examples do not.
            group_id: Runs that cover this group's portfolio. The page's table writes `filter[xxx][groupId]`; its
                examples do not.
            page_number: The page to read; the first is 0.
            page_size: Runs per page. The page names neither a default nor a maximum; 50 is what its examples use.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Pager[GeneratedReport]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get all generated reports" on the page Generated Reports.
        """
        rows: Pager[models.GeneratedReport] = self._caller.pages(
            OPERATIONS["generated_reports_list"],
            {
                "completed_after": completed_after,
                "completed_before": completed_before,
                "status": status,
                "entity_id": entity_id,
                "group_id": group_id,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    def get(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.GeneratedReport:
        """Read one report run.

        A finished run by the id of its job. A run in progress is not found: 404 means unknown, hidden or not
        finished.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            GeneratedReport: The report run.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get generated report by job ID" on the page Generated Reports.
        """
        data: models.GeneratedReport = self._caller.call(
            OPERATIONS["generated_reports_get"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def creator(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.User:
        """Read the user who started a report run.

        The complete user record. An OAuth token needs both scopes, FILES and USERS.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            User: The user.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get report creator by ID" on the page Generated Reports.
        """
        data: models.User = self._caller.call(
            OPERATIONS["generated_reports_creator"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def zipped_file(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read the record of a run's ZIP file.

        Name, size and associations of the ZIP that holds every PDF of the run; not its bytes.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The ZIP file's record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get reports in a zipped file by ID" on the page Generated Reports.
        """
        data: models.FileResource = self._caller.call(
            OPERATIONS["generated_reports_zipped_file"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncGeneratedReports(AsyncResource):
    """The finished runs of report generation: which portfolios got a PDF, which failed, who requested them, and all PDFs of a run in one ZIP. A run is started in the web application or with the Report Generation API. The user needs "Access to all tools and portfolios"."""

    _tag = "generated_reports"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawGeneratedReports

    def list(
        self,
        *,
        completed_after: Moment | None = None,
        completed_before: Moment | None = None,
        status: Sequence[str | int] | str | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncPager[models.GeneratedReport]:
        """List finished report runs.

        Every finished run you may see, the most recently completed first. A filter selects runs, not the portfolios
        inside them. A list of one has been printed as a single object in `data`. The page also writes the path with a
        slash at its end.

        Args:
            completed_after: Runs that completed after this time (UTC).
            completed_before: Runs that completed before this time (UTC).
            status: Runs with one of these statuses; one or several, separated by commas. Documented values: FINISHED,
                ERROR, CANCELED.
            entity_id: Runs that cover this entity's portfolio. The page's table writes `filter[xxx][entityId]`; its
                examples do not.
            group_id: Runs that cover this group's portfolio. The page's table writes `filter[xxx][groupId]`; its
                examples do not.
            page_number: The page to read; the first is 0.
            page_size: Runs per page. The page names neither a default nor a maximum; 50 is what its examples use.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            AsyncPager[GeneratedReport]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get all generated reports" on the page Generated Reports.
        """
        rows: AsyncPager[models.GeneratedReport] = self._caller.pages(
            OPERATIONS["generated_reports_list"],
            {
                "completed_after": completed_after,
                "completed_before": completed_before,
                "status": status,
                "entity_id": entity_id,
                "group_id": group_id,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    async def get(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.GeneratedReport:
        """Read one report run.

        A finished run by the id of its job. A run in progress is not found: 404 means unknown, hidden or not
        finished.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            GeneratedReport: The report run.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get generated report by job ID" on the page Generated Reports.
        """
        data: models.GeneratedReport = await self._caller.call(
            OPERATIONS["generated_reports_get"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def creator(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.User:
        """Read the user who started a report run.

        The complete user record. An OAuth token needs both scopes, FILES and USERS.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            User: The user.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get report creator by ID" on the page Generated Reports.
        """
        data: models.User = await self._caller.call(
            OPERATIONS["generated_reports_creator"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def zipped_file(
        self,
        generated_report_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read the record of a run's ZIP file.

        Name, size and associations of the ZIP that holds every PDF of the run; not its bytes.

        Args:
            generated_report_id: The id of the run, which is the value that starting a report returned (public).
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The ZIP file's record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get reports in a zipped file by ID" on the page Generated Reports.
        """
        data: models.FileResource = await self._caller.call(
            OPERATIONS["generated_reports_zipped_file"],
            {
                "generated_report_id": generated_report_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, async_raw_list, raw, raw_list

    class RawGeneratedReports:
        """`GeneratedReports` with a `RawResponse` of each result, as type checkers see it."""

        list = raw_list(GeneratedReports.list)
        get = raw(GeneratedReports.get)
        creator = raw(GeneratedReports.creator)
        zipped_file = raw(GeneratedReports.zipped_file)
        download: Any

    class AsyncRawGeneratedReports:
        """`AsyncGeneratedReports` with a `RawResponse` of each result, as type checkers see it."""

        list = async_raw_list(AsyncGeneratedReports.list)
        get = async_raw(AsyncGeneratedReports.get)
        creator = async_raw(AsyncGeneratedReports.creator)
        zipped_file = async_raw(AsyncGeneratedReports.zipped_file)
        download: Any


__all__ = ["AsyncGeneratedReports", "GeneratedReports"]
