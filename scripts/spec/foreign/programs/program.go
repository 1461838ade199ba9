// openapi-generator, go: the generated package, and the five tasks.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	addepar "github.com/GIT_USER_ID/GIT_REPO_ID"
)

const metadata = `{"data": {"type": "files", "attributes": {"name": "statement.pdf"},
	"relationships": {"associated_entities": {"data": [{"type": "entities", "id": "22"}]}}}}`
const job = `{"data": {"type": "jobs", "attributes": {"job_type": "portfolio_view_results", "parameters": {
	"view_id": "7", "portfolio_type": "entity", "portfolio_id": "22", "output_type": "csv",
	"start_date": "2024-01-01", "end_date": "2024-03-31"}}}}`

var folder = os.Getenv("TASKS_FOLDER")

func text(id addepar.Id) string {
	if id.String != nil {
		return *id.String
	}
	return fmt.Sprint(*id.Int32)
}

func keep(name string, file *os.File) error {
	content, err := io.ReadAll(file)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name), content, 0o600)
	}
	return err
}

func list(ctx context.Context, api *addepar.APIClient) (string, error) {
	found, after := []string{}, ""
	for {
		request := api.FilesAPI.FilesList(ctx).FilterFilesEntityId("22").PageLimit(2)
		if after != "" {
			request = request.PageAfter(after)
		}
		page, _, err := request.Execute()
		if err != nil {
			return "", err
		}
		for _, row := range page.Data {
			found = append(found, text(row.Id))
		}
		next := page.Links.GetNext()
		if next == "" {
			return strings.Join(found, ","), nil
		}
		link, err := url.Parse(next)
		if err != nil {
			return "", err
		}
		after = link.Query().Get("page[after]")
	}
}

func statuses(ctx context.Context, api *addepar.APIClient) (string, error) {
	page, _, err := api.GeneratedReportsAPI.GeneratedReportsList(ctx).FilterStatus("FINISHED,ERROR").Execute()
	if err != nil {
		return "", err
	}
	found := []string{}
	for _, row := range page.Data {
		found = append(found, text(row.Id))
	}
	return strings.Join(found, ","), nil
}

func upload(ctx context.Context, api *addepar.APIClient) (string, error) {
	// The client sends the path that was opened as the file's name.
	if err := os.Chdir(folder); err != nil {
		return "", err
	}
	file, err := os.Open("statement.pdf")
	if err != nil {
		return "", err
	}
	stored, _, err := api.FilesAPI.FilesUpload(ctx).File(file).Metadata(metadata).Execute()
	if err != nil {
		return "", err
	}
	return text(stored.Data.Id), nil
}

func download(ctx context.Context, api *addepar.APIClient) (string, error) {
	file, _, err := api.FilesAPI.FilesDownload(ctx, os.Getenv("TASKS_FILE")).Execute()
	if err != nil {
		return "", err
	}
	return "", keep("download", file)
}

func runJob(ctx context.Context, api *addepar.APIClient) (string, error) {
	var body addepar.JobCreateDocument
	if err := json.Unmarshal([]byte(job), &body); err != nil {
		return "", err
	}
	submitted, _, err := api.JobsAPI.JobsCreate(ctx).JobCreateDocument(body).Execute()
	if err != nil {
		return "", err
	}
	id := text(submitted.Data.Id)
	for looks := 0; looks < 50; looks++ {
		seen, _, err := api.JobsAPI.JobsGet(ctx, id).Execute()
		if err != nil {
			return "", err
		}
		status, err := json.Marshal(seen.Data.Attributes.Status)
		if err != nil {
			return "", err
		}
		if string(status) == `"Completed"` {
			file, _, err := api.JobsAPI.JobsDownload(ctx, id).Execute()
			if err != nil {
				return "", err
			}
			return id, keep("job", file)
		}
	}
	return "", fmt.Errorf("the job does not end")
}

func main() {
	configuration := addepar.NewConfiguration()
	configuration.Servers = addepar.ServerConfigurations{{URL: os.Getenv("ADDEPAR_BASE_URL")}}
	configuration.HTTPClient = http.DefaultClient
	ctx := context.WithValue(context.Background(), addepar.ContextBasicAuth,
		addepar.BasicAuth{UserName: os.Getenv("ADDEPAR_KEY"), Password: os.Getenv("ADDEPAR_SECRET")})
	ctx = context.WithValue(ctx, addepar.ContextAPIKeys,
		map[string]addepar.APIKey{"addeparFirm": {Key: os.Getenv("ADDEPAR_FIRM_ID")}})
	api := addepar.NewAPIClient(configuration)
	for _, task := range []struct {
		name string
		do   func(context.Context, *addepar.APIClient) (string, error)
	}{{"list", list}, {"statuses", statuses}, {"upload", upload}, {"download", download}, {"job", runJob}} {
		if found, err := task.do(ctx, api); err != nil {
			fmt.Println(task.name, "failed", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println(task.name, "ok", found)
		}
	}
}
