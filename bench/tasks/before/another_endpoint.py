"""All entities, which none of the five pages describes. Nothing is tried again, and no budget is kept."""

import os

import httpx

base = os.environ["ADDEPAR_BASE_URL"]
auth = (os.environ["ADDEPAR_KEY"], os.environ["ADDEPAR_SECRET"])
headers = {"Addepar-Firm": os.environ["ADDEPAR_FIRM_ID"], "Accept": "application/vnd.api+json"}
with httpx.Client(base_url=base, auth=auth, headers=headers, timeout=70) as client:
    url = "/v1/entities?page[limit]=500"
    while url:
        answer = client.get(url)
        answer.raise_for_status()
        page = answer.json()
        for entity in page["data"]:
            print(entity["id"], entity["attributes"]["original_name"])
        url = (page["links"]["next"] or "").removeprefix("/api")
