// swagger-client, the engine of Swagger UI: no code is generated.
import SwaggerClient from "swagger-client";
import { readFileSync } from "node:fs";
import { file, firm, job, key, metadata, run, secret, url } from "./tasks";

const spec = JSON.parse(readFileSync(process.env.ADDEPAR_SPECIFICATION, "utf8"));
spec.servers = [{ url }];
const { apis } = await SwaggerClient({ spec, authorizations: {
  basicAuth: { username: key, password: secret }, addeparFirm: firm } });
const vendor = { requestContentType: "application/vnd.api+json" };
const bytes = (answer) => answer.data?.arrayBuffer ? answer.data : answer.text;

await run({
  page: async (after) => (await apis.files.files_list({
    "filter[files][entityId]": "22", "page[limit]": 2, "page[after]": after })).body,
  reports: async () => (await apis.generated_reports.generated_reports_list({
    "filter[status]": ["FINISHED", "ERROR"] })).body.data,
  upload: async () => (await apis.files.files_upload({}, {
    requestBody: { file, metadata: JSON.stringify(metadata) } })).body.data.id,
  download: async (id) => bytes(await apis.files.files_download({ file_id: id })),
  submit: async () => (await apis.jobs.jobs_create({}, { requestBody: job, ...vendor })).body.data.id,
  status: async (id) => (await apis.jobs.jobs_get({ job_id: id })).body.data.attributes.status,
  result: async (id) => bytes(await apis.jobs.jobs_download({ job_id: id })),
});
