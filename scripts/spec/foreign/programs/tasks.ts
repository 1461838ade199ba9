// What every program of this folder does, whatever client it uses: five tasks, each reported on one line.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const given = (name: string): string => process.env[name] ?? "";

export const url = given("ADDEPAR_BASE_URL");
export const firm = given("ADDEPAR_FIRM_ID");
export const key = given("ADDEPAR_KEY");
export const secret = given("ADDEPAR_SECRET");
export const authorization = "Basic " + Buffer.from(`${key}:${secret}`).toString("base64");

const folder = given("TASKS_FOLDER");
const content = readFileSync(join(folder, "statement.pdf"));
export const file = new File([content], "statement.pdf", { type: "application/pdf" });
export const metadata = {
  data: {
    type: "files" as const,
    attributes: { name: "statement.pdf" },
    relationships: { associated_entities: { data: [{ type: "entities" as const, id: "22" }] } },
  },
};
export const job = {
  data: {
    type: "jobs" as const,
    attributes: {
      job_type: "portfolio_view_results",
      parameters: {
        view_id: "7", portfolio_type: "entity", portfolio_id: "22", output_type: "csv",
        start_date: "2024-01-01", end_date: "2024-03-31",
      },
    },
  },
};

type Id = string | number;
interface Row { id: Id }
export interface Page { data: Row[]; links?: { next?: string | null } }
type Bytes = ArrayBuffer | Uint8Array | Blob | string;

export interface Client {
  /** A page of the files of entity 22, two at a time; `after` is undefined for the first one. */
  page(after?: string): Promise<Page>;
  /** The report runs that finished or failed. */
  reports(): Promise<Row[] | Row>;
  /** The id of the file that was stored. */
  upload(): Promise<Id>;
  download(id: string): Promise<Bytes>;
  /** The id of the job. */
  submit(): Promise<Id>;
  status(id: string): Promise<string | null | undefined>;
  result(id: string): Promise<Bytes>;
}

async function bytes(body: Bytes): Promise<Uint8Array> {
  if (typeof body === "string") return Buffer.from(body);
  return body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : new Uint8Array(body);
}

async function everyPage(client: Client): Promise<string> {
  const found: Id[] = [];
  let after: string | undefined;
  do {
    const page = await client.page(after);
    found.push(...page.data.map((row) => row.id));
    const next = page.links?.next;
    after = next ? new URL(next, url).searchParams.get("page[after]") ?? undefined : undefined;
  } while (after);
  return found.join(",");
}

async function runJob(client: Client): Promise<string> {
  const id = String(await client.submit());
  for (let looks = 0; looks < 50; looks++) {
    const status = await client.status(id);
    if (status === "Completed") {
      writeFileSync(join(folder, "job"), await bytes(await client.result(id)));
      return id;
    }
  }
  throw new Error("the job does not end");
}

export async function run(client: Client): Promise<void> {
  const tasks: Record<string, () => Promise<string>> = {
    list: () => everyPage(client),
    statuses: async () => [await client.reports()].flat().map((row) => row.id).join(","),
    upload: async () => String(await client.upload()),
    download: async () => {
      writeFileSync(join(folder, "download"), await bytes(await client.download(given("TASKS_FILE"))));
      return "";
    },
    job: () => runJob(client),
  };
  for (const [name, task] of Object.entries(tasks)) {
    try {
      console.log(`${name} ok ${await task()}`);
    } catch (error) {
      console.log(`${name} failed ${String(error instanceof Error ? error.message : error).replaceAll("\n", " ")}`);
    }
  }
}
