// @hey-api/openapi-ts: credentials in `auth`, the firm as a header.
import { filesDownload, filesList, filesUpload, generatedReportsList, jobsCreate, jobsDownload, jobsGet } from "addepar";
import { client } from "addepar/client.gen";
import { file, firm, job, key, metadata, run, secret, url } from "./tasks";

client.setConfig({ baseUrl: url, auth: (scheme) => (scheme.scheme === "basic" ? `${key}:${secret}` : undefined),
  headers: { "Addepar-Firm": firm }, throwOnError: true });
const throwing = { throwOnError: true } as const;

await run({
  page: async (after) => (await filesList({ ...throwing,
    query: { "filter[files][entityId]": "22", "page[limit]": 2, "page[after]": after } })).data,
  reports: async () => (await generatedReportsList({ ...throwing,
    query: { "filter[status]": ["FINISHED", "ERROR"] } })).data.data,
  upload: async () => (await filesUpload({ ...throwing, body: { file, metadata } })).data.data.id,
  download: async (id) => (await filesDownload({ ...throwing, path: { file_id: id } })).data,
  submit: async () => (await jobsCreate({ ...throwing, body: job })).data.data.id,
  status: async (id) => (await jobsGet({ ...throwing, path: { job_id: id } })).data.data.attributes?.status,
  result: async (id) => (await jobsDownload({ ...throwing, path: { job_id: id }, parseAs: "blob" })).data as Blob,
});
