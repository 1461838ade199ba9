// Checks every page of site/ in headless Chromium for `make docs-check`: over http and from the disk, light and dark, on a
// desk and on a phone. Reports requests to other machines, console errors, searches without a result, pages that the menu
// lists twice, content wider than the screen, tables that are cut off or have squeezed columns, and serious findings of
// axe-core. Screenshots are in build/screenshots. A line is printed after each round, because all of it takes minutes.
//
// usage: node browser.mjs SITE SCREENSHOTS CHROMIUM [PAGE.html ...]

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(".tools/browser/package.json"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const [site, shots, executablePath, ...only] = process.argv.slice(2);
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".md": "text/markdown", ".txt": "text/plain", ".yaml": "text/yaml", ".png": "image/png" };
const SEARCHES = ["associated_groups", "rate limit", "resume", "logging", "proxy", "retry", "views", "rename"];
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
// Screenshots for people: these pages, in each of the four ways.
const SHOWN = ["index", "guides/upload-documents", "moving-from-addepy", "python/errors", "http/files", "how/index",
  "how/jobs", "commands"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

const problems = [];
const say = (page, text) => problems.push(`${page}: ${text}`);

async function pagesBelow(folder) {
  const found = await readdir(folder, { recursive: true });
  const pages = found.filter((name) => name.endsWith(".html") && name !== "404.html").sort();
  return only.length ? pages.filter((name) => only.includes(name)) : pages;
}

function serve() {
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const content = await readFile(join(site, name.endsWith("/") ? `${name}index.html` : name));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// A context whose pages may reach only this machine; other requests are reported.
async function contextOf(browser, root, options) {
  const context = await browser.newContext(options);
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(root) || /^(data|blob|about):/.test(url)) return route.continue();
    say(relative(root, route.request().frame().url()), `asks for ${url}`);
    return route.abort();
  });
  return context;
}

// A tab for many addresses, one after the other; problems are reported with the current one.
async function watched(context, root) {
  const page = await context.newPage();
  page.setDefaultTimeout(180_000); // a busy machine is not a fault of the page
  let name = "";
  page.on("console", (message) => message.type() === "error" && say(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => say(name, `script: ${error.message}`));
  page.on("response", (answer) => answer.status() >= 400 && say(name, `${answer.status()} for ${answer.url()}`));
  const open = (next) => page.goto(`${root}/${(name = next)}`, { waitUntil: "load" });
  return { page, open };
}

async function search({ page, open }, root) {
  for (const words of SEARCHES) {
    await open("index.html");
    await page.waitForTimeout(300);
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    const results = page.getByText(/^\s*[1-9]\d* results?\s*$/);
    try {
      await results.first().waitFor({ state: "visible", timeout: 8000 });
    } catch {
      say("search", `${root.slice(0, 4)}: nothing for "${words}"`);
      await page.screenshot({ path: join(shots, `search-${root.slice(0, 4)}-${words.replace(" ", "-")}.png`) });
    }
  }
}

// Header, menu and footer are the same on every page, and most of the work: they are checked on the pages that are shown.
const FRAME = [".md-header", ".md-sidebar", ".md-footer"];

async function accessible(page, name, whole) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(
    (frame) => globalThis.axe.run({ exclude: frame.map((each) => [each]) }, { resultTypes: ["violations"] }),
    whole ? [] : FRAME,
  );
  for (const one of violations.filter((each) => ["serious", "critical"].includes(each.impact))) {
    say(name, `axe: ${one.impact}, ${one.id}, ${one.nodes.length} times, such as ${one.nodes[0].html.slice(0, 120)}`);
  }
}

// What is wrong with the layout: content wider than the screen, a page that the menu lists twice, and a table that is cut
// off, or has a column too narrow for its text. Pages of one folder may share names, so addresses are compared.
function layout() {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) found.push(`${wide} px wider than the screen`);
  const menu = document.querySelector("nav.md-nav--primary") ?? document.querySelector("nav.md-nav");
  const links = [...(menu?.querySelectorAll("a.md-nav__link[href]") ?? [])].map((link) => link.href)
    .filter((href) => !href.includes("#"));
  for (const href of new Set(links)) {
    const times = links.filter((each) => each === href).length;
    if (times > 1) found.push(`the menu lists ${href.split("/").slice(-2).join("/")} ${times} times`);
  }
  for (const table of document.querySelectorAll(".md-typeset table")) {
    const title = table.querySelector("th")?.textContent.trim().slice(0, 30);
    const room = table.closest(".md-typeset__scrollwrap")?.clientWidth ?? innerWidth;
    if (table.scrollWidth > Math.min(room, table.clientWidth) + 2) found.push(`the table "${title}" is cut off`);
    const height = (cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return text.getBoundingClientRect().height;
    };
    const squeezed = [...table.querySelectorAll("tbody td")]
      .find((cell) => cell.offsetParent && cell.offsetWidth < 90 && height(cell) > 120);
    if (squeezed) found.push(`a column of the table "${title}" is only ${squeezed.offsetWidth} px wide`);
  }
  return found;
}

const server = await serve();
const http = `http://127.0.0.1:${server.address().port}`;
const disk = pathToFileURL(resolve(site)).href;
await mkdir(shots, { recursive: true });
const browser = await chromium.launch({ executablePath, args: FLAGS });
const names = await pagesBelow(site);
const shown = names.filter((name) => SHOWN.includes(name.replace(".html", "")));
// Every page over http in two of the four ways, and from the disk; those with screenshots in all four ways.
const rounds = [
  { root: http, look: "desk", colorScheme: "light", visit: names, closely: true },
  { root: http, look: "phone", colorScheme: "dark", visit: names, closely: true },
  { root: http, look: "desk", colorScheme: "dark", visit: shown, closely: true },
  { root: http, look: "phone", colorScheme: "light", visit: shown, closely: true },
  { root: disk, look: "desk", colorScheme: "light", visit: names, closely: false },
];
let looks = 0;
const began = Date.now();
for (const { root, look, colorScheme, visit, closely } of rounds) {
  const viewport = look === "desk" ? DESK : PHONE;
  const context = await contextOf(browser, root, { viewport, colorScheme, bypassCSP: true });
  const tab = await watched(context, root);
  for (const name of visit) {
    await tab.open(name);
    looks += 1;
    // Redoc is not ours; its page is checked only for requests and errors.
    if (closely && name !== "redoc.html") {
      for (const each of await tab.page.evaluate(layout)) say(name, `${look}: ${each}`);
      await accessible(tab.page, `${name} (${colorScheme}, ${look})`, shown.includes(name));
    }
    if (closely && shown.includes(name)) {
      const file = `${name.replace(".html", "").replaceAll("/", "-")}-${look}-${colorScheme}.png`;
      await tab.page.screenshot({ path: join(shots, file) });
    }
  }
  if (look === "desk" && colorScheme === "light") await search(tab, root);
  await context.close();
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${root.slice(0, 4)}, ${look}, ${colorScheme}: ${visit.length} pages, after ${seconds} s`);
}
await browser.close();
server.close();
const unique = [...new Set(problems)];
console.log(unique.join("\n"));
console.log(`${names.length} pages, visited ${looks} times; ${unique.length} problems`);
process.exit(unique.length ? 1 : 0);
