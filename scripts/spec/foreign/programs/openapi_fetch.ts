// openapi-typescript and openapi-fetch: the media type, the comma list, and the form are said by hand.
import createClient from "openapi-fetch";
import type { paths } from "addepar/schema";
import { authorization, file, firm, job, metadata, run, url } from "./tasks";

const client = createClient<paths>({
  baseUrl: url,
  headers: { Authorization: authorization, "Addepar-Firm": firm },
  // filter[status] and fields[entities] are one comma list.
  querySerializer: { array: { style: "form", explode: false } },
});
const vendor = { "Content-Type": "application/vnd.api+json" };

function form(): FormData {
  const body = new FormData();
  body.append("file", file);
  body.append("metadata", new Blob([JSON.stringify(metadata)], { type: "application/json" }));
  return body;
}

function read<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

await run({
  page: async (after) => read(await client.GET("/v1/files", { params: {
    query: { "filter[files][entityId]": "22", "page[limit]": 2, "page[after]": after } } })),
  reports: async () => read(await client.GET("/v1/generated_reports", { params: {
    query: { "filter[status]": ["FINISHED", "ERROR"] } } })).data,
  // The type of a file is text; the serializer sends the real one.
  upload: async () => read(await client.POST("/v1/files", {
    body: { file: "", metadata }, bodySerializer: form })).data.id,
  download: async (id) => read(await client.GET("/v1/files/{file_id}/download", {
    params: { path: { file_id: id } }, parseAs: "blob" })),
  submit: async () => read(await client.POST("/v1/jobs", { body: job, headers: vendor })).data.id,
  status: async (id) => read(await client.GET("/v1/jobs/{job_id}", { params: { path: { job_id: id } } }))
    .data.attributes?.status,
  result: async (id) => read(await client.GET("/v1/jobs/{job_id}/download", {
    params: { path: { job_id: id } }, parseAs: "blob" })),
});
