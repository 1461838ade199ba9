// openapi-generator, typescript-fetch.
import { Configuration, FilesApi, GeneratedReportsApi, JobsApi } from "addepar";
import { file, firm, job, key, metadata, run, secret, url, type Page } from "./tasks";

const configuration = new Configuration({ basePath: url, username: key, password: secret, apiKey: firm });
const files = new FilesApi(configuration);
const jobs = new JobsApi(configuration);

await run({
  page: async (after) => (await files.filesList({
    filterFilesEntityId: "22", pageLimit: 2, pageAfter: after })) as unknown as Page,
  reports: async () => (await new GeneratedReportsApi(configuration)
    .generatedReportsList({ filterStatus: "FINISHED,ERROR" })).data as unknown as Page["data"],
  upload: async () => (await files.filesUpload({ file, metadata: JSON.stringify(metadata) })).data.id as string,
  download: (id) => files.filesDownload({ fileId: id }),
  submit: async () => (await jobs.jobsCreate({ jobCreateDocument: job as never })).data.id as string,
  status: async (id) => (await jobs.jobsGet({ jobId: id })).data.attributes?.status as string,
  result: (id) => jobs.jobsDownload({ jobId: id }),
});
