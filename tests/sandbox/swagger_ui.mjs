// Opens Swagger UI in headless Chromium, on a page of another origin than the sandbox, and tries operations out.
// usage: node swagger_ui.mjs MODULES CHROMIUM URL_OF_THE_SPECIFICATION; prints what the page shows as JSON.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const [modules, executablePath, specification] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const { chromium } = require("playwright-core");
const assets = join(modules, "node_modules", "swagger-ui-dist");
const page_ = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/swagger-ui.css"><div id="ui"></div>
<script src="/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: ${JSON.stringify(specification)}, dom_id: "#ui", docExpansion: "list", validatorUrl: null })</script>`;
const TYPES = { css: "text/css", js: "text/javascript" };

const server = createServer(async (request, response) => {
  const name = request.url.slice(1);
  if (!name) return response.writeHead(200, { "content-type": "text/html" }).end(page_);
  try {
    const content = await readFile(join(assets, name));
    response.writeHead(200, { "content-type": TYPES[name.split(".").pop()] ?? "text/plain" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForSelector(".opblock");

  await page.click(".auth-wrapper .authorize");
  const basic = page.locator(".auth-container", { hasText: "basicAuth" }).first();
  await basic.locator("input[name=username], input[aria-label='auth-basic-username'], #auth-basic-username").first().fill("sandbox");
  await basic.locator("input[type=password]").first().fill("sandbox");
  await basic.locator("button.authorize").first().click();
  const firm = page.locator(".auth-container", { hasText: "addeparFirm" }).first();
  await firm.locator("input").first().fill("1");
  await firm.locator("button.authorize").first().click();
  await page.click(".btn-done");

  // Fills in and sends an operation; gives the status and the body that the page shows.
  async function tryOut(operation, fill) {
    const block = page.locator(`[id$="-${operation}"].opblock`);
    await block.scrollIntoViewIfNeeded();
    await block.locator(".opblock-summary-control").click();
    await block.locator("button.try-out__btn").click();
    await fill(block);
    await block.locator("button.execute").click();
    const live = block.locator(".live-responses-table .response").first();
    await live.waitFor();
    const status = await live.locator(".response-col_status").innerText();
    const body = await live.locator(".response-col_description").innerText();
    await block.locator(".opblock-summary-control").click();
    return { status: status.trim().slice(0, 3), body };
  }
  const parameter = (block, name) => block.locator(`tr[data-param-name="${name}"] input`).first();
  const only = async (block, values) => {
    for (const input of await block.locator("tr[data-param-in=query] input").all()) {
      const name = await input.evaluate((each) => each.closest("tr").dataset.paramName);
      await input.fill(values[name] ?? "");
    }
  };

  const shown = { servers: await page.locator(".servers option").allInnerTexts() };
  shown.files_list = await tryOut("files_list", (block) => only(block, { "filter[files][entityId]": "22" }));
  shown.generated_reports_list = await tryOut("generated_reports_list", (block) => only(block, {}));
  shown.files_get = await tryOut("files_get", async (block) => {
    await only(block, {});
    await parameter(block, "file_id").fill("123");
  });
  shown.files_upload = await tryOut("files_upload", async (block) => {
    await block.locator("input[type=file]").setInputFiles({ name: "page.txt", mimeType: "text/plain", buffer: Buffer.from("from a page") });
    const metadata = { data: { type: "files", attributes: { name: "page.txt" } } };
    await block.locator("tr[data-property-name=metadata] textarea, textarea").first().fill(JSON.stringify(metadata));
  });
  shown.files_download = await tryOut("files_download", (block) => parameter(block, "file_id").fill("123"));
  shown.jobs_create = await tryOut("jobs_create", async () => {});
  shown.jobs_get = await tryOut("jobs_get", (block) => parameter(block, "job_id").fill("13"));
  shown.files_delete = await tryOut("files_delete", (block) => parameter(block, "file_id").fill("345"));
  // An answer that is an error is shown as well; the browser reports it on its console, so this comes last.
  shown.errors = [...errors];
  shown.positions_get = await tryOut("positions_get", (block) => parameter(block, "position_id").fill("1"));
  console.log(JSON.stringify(shown));
} finally {
  await browser.close();
  server.close();
}
