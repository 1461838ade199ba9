// The mutator of orval.config.cjs: orval reads every answer as JSON unless it has one.
import { authorization, firm, url } from "./tasks";

export async function orvalFetch<T>(path: string, options: RequestInit): Promise<T> {
  const headers = new Headers(options.headers);
  headers.set("Authorization", authorization);
  headers.set("Addepar-Firm", firm);
  const answer = await fetch(url + path, { ...options, headers });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const json = answer.headers.get("Content-Type")?.includes("json");
  return { data: json ? await answer.json() : await answer.blob(), status: answer.status, headers: answer.headers } as T;
}
