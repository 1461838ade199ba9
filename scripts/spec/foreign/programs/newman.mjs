// newman, with the Postman collection: its variables are set, and of each request what a person would fill in.
import newman from "newman";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { firm, job, key, metadata, run, secret, url } from "./tasks";

const collection = JSON.parse(readFileSync(process.env.ADDEPAR_SPECIFICATION, "utf8"));
const values = { baseUrl: url, addeparFirm: firm, basicAuthUsername: key, basicAuthPassword: secret };
const envVar = Object.entries(values).map(([name, value]) => ({ key: name, value }));

function send(name, { query = {}, ids = {}, fill = () => {} } = {}) {
  const item = structuredClone(collection.item.flatMap((folder) => folder.item).find((each) => each.name === name));
  for (const parameter of item.request.url.query) {
    parameter.disabled = !(parameter.key in query);
    parameter.value = query[parameter.key];
  }
  for (const variable of item.request.url.variable) variable.value = ids[variable.key] ?? variable.value;
  fill(item.request.body);
  return new Promise((done, fail) => newman.run({ collection: { ...collection, item: [item] }, envVar }, (error, summary) => {
    const { response, requestError } = summary?.run.executions[0] ?? {};
    if (error || requestError || response.code >= 300) fail(error ?? requestError ?? new Error(`${response.code} ${response.stream}`));
    else done(response.stream);
  }));
}
const json = async (answer) => JSON.parse((await answer).toString());

await run({
  page: (after) => json(send("List files", { query: {
    "filter[files][entityId]": "22", "page[limit]": "2", ...(after && { "page[after]": after }) } })),
  reports: async () => (await json(send("List finished report runs", { query: { "filter[status]": "FINISHED,ERROR" } }))).data,
  upload: async () => (await json(send("Upload a file", { fill: ({ formdata }) => {
    formdata.find((part) => part.key === "file").src = join(process.env.TASKS_FOLDER, "statement.pdf");
    formdata.find((part) => part.key === "metadata").value = JSON.stringify(metadata);
  } }))).data.id,
  download: (id) => send("Download a file", { ids: { file_id: id } }),
  submit: async () => (await json(send("Submit a portfolio view or query job", {
    fill: (body) => { body.raw = JSON.stringify(job); } }))).data.id,
  status: async (id) => (await json(send("Check the status of one job", { ids: { job_id: id } }))).data.attributes.status,
  result: (id) => send("Download the result of a job", { ids: { job_id: id } }),
});
