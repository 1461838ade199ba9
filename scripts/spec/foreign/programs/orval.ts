// orval, its fetch client, with the mutator of orval_fetch.ts.
import { filesDownload, filesList, filesUpload, generatedReportsList, jobsCreate, jobsDownload, jobsGet } from "addepar/client";
import { file, job, metadata, run, type Page } from "./tasks";

// orval's answers are a union over all statuses; the mutator throws for those that are errors.
function read<T>(answer: { status: number; data: unknown }): T {
  return answer.data as T;
}

await run({
  page: async (after) => read<Page>(await filesList({
    "filter[files][entityId]": "22", "page[limit]": 2, "page[after]": after })),
  reports: async () => read<Page>(await generatedReportsList({ "filter[status]": "FINISHED,ERROR" })).data,
  upload: async () => read<{ data: { id: string } }>(await filesUpload({ file, metadata: JSON.stringify(metadata) })).data.id,
  download: async (id) => read<Blob>(await filesDownload(id)),
  submit: async () => read<{ data: { id: string } }>(await jobsCreate(job)).data.id,
  status: async (id) => read<{ data: { attributes: { status: string } } }>(await jobsGet(id)).data.attributes.status,
  result: async (id) => read<Blob>(await jobsDownload(id)),
});
