// openapi-generator, java with its library `native`: the five tasks.
import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.FilesApi;
import org.openapitools.client.api.GeneratedReportsApi;
import org.openapitools.client.api.JobsApi;
import org.openapitools.client.model.FileListDocument;
import org.openapitools.client.model.Id;
import org.openapitools.client.model.JobCreateDocument;

public class Program {
  static final String METADATA = """
      {"data": {"type": "files", "attributes": {"name": "statement.pdf"},
       "relationships": {"associated_entities": {"data": [{"type": "entities", "id": "22"}]}}}}""";
  static final String JOB = """
      {"data": {"type": "jobs", "attributes": {"job_type": "portfolio_view_results", "parameters": {
       "view_id": "7", "portfolio_type": "entity", "portfolio_id": "22", "output_type": "csv",
       "start_date": "2024-01-01", "end_date": "2024-03-31"}}}}""";
  static final Path FOLDER = Path.of(System.getenv("TASKS_FOLDER"));
  static final ApiClient CLIENT = client();
  static final FilesApi FILES = new FilesApi(CLIENT);
  static final JobsApi JOBS = new JobsApi(CLIENT);

  static ApiClient client() {
    String login = System.getenv("ADDEPAR_KEY") + ":" + System.getenv("ADDEPAR_SECRET");
    String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("ADDEPAR_BASE_URL"));
    client.setRequestInterceptor(request ->
        request.header("Authorization", basic).header("Addepar-Firm", System.getenv("ADDEPAR_FIRM_ID")));
    return client;
  }

  static String text(Id id) {
    return String.valueOf(id.getActualInstance());
  }

  static String keep(String name, File file) throws Exception {
    Files.move(file.toPath(), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    return "";
  }

  static String list() throws Exception {
    List<String> found = new ArrayList<>();
    String after = null;
    do {
      FileListDocument page = FILES.filesList(null, null, "22", null, 2, after);
      page.getData().forEach(row -> found.add(text(row.getId())));
      String next = page.getLinks() == null ? null : page.getLinks().getNext();
      Matcher match = Pattern.compile("page\\[after]=([^&]*)")
          .matcher(next == null ? "" : URLDecoder.decode(next, StandardCharsets.UTF_8));
      after = match.find() ? match.group(1) : null;
    } while (after != null);
    return String.join(",", found);
  }

  static String statuses() throws Exception {
    return new GeneratedReportsApi(CLIENT).generatedReportsList(null, null, "FINISHED,ERROR", null, null, null, null)
        .getData().stream().map(row -> text(row.getId())).collect(Collectors.joining(","));
  }

  static String upload() throws Exception {
    return text(FILES.filesUpload(FOLDER.resolve("statement.pdf").toFile(), METADATA).getData().getId());
  }

  static String job() throws Exception {
    JobCreateDocument body = ApiClient.createDefaultObjectMapper().readValue(JOB, JobCreateDocument.class);
    String id = text(JOBS.jobsCreate(body).getData().getId());
    for (int looks = 0; looks < 50; looks++) {
      Object status = JOBS.jobsGet(id).getData().getAttributes().getStatus().getActualInstance();
      if (String.valueOf(status).equals("Completed")) {
        keep("job", JOBS.jobsDownload(id));
        return id;
      }
    }
    throw new IllegalStateException("the job does not end");
  }

  static void report(String name, Callable<String> task) {
    try {
      System.out.println(name + " ok " + task.call());
    } catch (Throwable error) {
      System.out.println(name + " failed " + String.valueOf(error).replace('\n', ' '));
    }
  }

  public static void main(String[] arguments) {
    report("list", Program::list);
    report("statuses", Program::statuses);
    report("upload", Program::upload);
    report("download", () -> keep("download", FILES.filesDownload(System.getenv("TASKS_FILE"))));
    report("job", Program::job);
    System.exit(0);
  }
}
