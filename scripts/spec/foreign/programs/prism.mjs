// Prism as a proxy in front of the API: what does not fit the specification ends the task, on the way there or back.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { authorization, file, firm, job, metadata, run, url } from "./tasks";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

const port = await freePort();
const prism = spawn(process.execPath, [process.env.PRISM, "proxy", process.env.ADDEPAR_SPECIFICATION, url, "--errors",
  "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
await new Promise((ready) => prism.stdout.on("data", (text) => String(text).includes("is listening") && ready()));

async function send(method, path, { headers = {}, body } = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body,
    headers: { Authorization: authorization, "Addepar-Firm": firm, ...headers } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer;
}
const json = async (answer) => (await answer).json();
const vendor = { "Content-Type": "application/vnd.api+json" };

await run({
  page: (after) => json(send("GET", `/v1/files?${new URLSearchParams({
    "filter[files][entityId]": "22", "page[limit]": "2", ...(after && { "page[after]": after }) })}`)),
  reports: async () => (await json(send("GET", "/v1/generated_reports?filter[status]=FINISHED,ERROR"))).data,
  upload: async () => {
    const body = new FormData();
    body.append("file", file);
    body.append("metadata", JSON.stringify(metadata));
    return (await json(send("POST", "/v1/files", { body }))).data.id;
  },
  download: async (id) => (await send("GET", `/v1/files/${id}/download`)).arrayBuffer(),
  submit: async () => (await json(send("POST", "/v1/jobs", { body: JSON.stringify(job), headers: vendor }))).data.id,
  status: async (id) => (await json(send("GET", `/v1/jobs/${id}`))).data.attributes.status,
  result: async (id) => (await send("GET", `/v1/jobs/${id}/download`)).arrayBuffer(),
});
prism.kill();
