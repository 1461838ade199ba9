// openapi-generator, typescript-axios: the firm is an API key; bytes need responseType.
import { Configuration, FilesApi, GeneratedReportsApi, JobsApi } from "addepar";
import { file, firm, job, key, metadata, run, secret, url, type Page } from "./tasks";

const configuration = new Configuration({ basePath: url, username: key, password: secret, apiKey: firm });
const files = new FilesApi(configuration);
const jobs = new JobsApi(configuration);
const bytes = { responseType: "arraybuffer" } as const;

await run({
  page: async (after) => (await files.filesList(undefined, undefined, "22", undefined, 2, after)).data as unknown as Page,
  reports: async () => (await new GeneratedReportsApi(configuration)
    .generatedReportsList(undefined, undefined, "FINISHED,ERROR")).data.data as unknown as Page["data"],
  upload: async () => (await files.filesUpload(file, JSON.stringify(metadata))).data.data.id as string,
  download: async (id) => (await files.filesDownload(id, bytes)).data as unknown as ArrayBuffer,
  submit: async () => (await jobs.jobsCreate(job as never)).data.data.id as string,
  status: async (id) => (await jobs.jobsGet(id)).data.data.attributes?.status as string,
  result: async (id) => (await jobs.jobsDownload(id, bytes)).data as unknown as ArrayBuffer,
});
