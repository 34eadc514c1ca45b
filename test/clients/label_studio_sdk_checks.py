"""Drives a running server with Label Studio's own SDK; prints one JSON line for each check: {name, error}.

LW_URL and LW_TOKEN say where; LW_KIND is `token` (the plain token as the SDK's key) or `personal` (a personal
token that the SDK makes first and then exchanges for access tokens).
"""

import io
import json
import os

import httpx
from label_studio_sdk.client import LabelStudio
from label_studio_sdk.core.api_error import ApiError

from run_checks import run_checks

url, token, kind = os.environ["LW_URL"], os.environ["LW_TOKEN"], os.environ["LW_KIND"]

CONFIG = """<View>
  <Text name="text" value="$text"/>
  <Labels name="span" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Choices name="kind" toName="text"><Choice value="spam"/><Choice value="ham"/></Choices>
</View>"""


def choice(value):
    return {"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": [value]}}


def span(start, end, label="Person"):
    value = {"start": start, "end": end, "labels": [label]}
    return {"id": f"r{start}x{end}", "from_name": "span", "to_name": "text", "type": "labels", "value": value}


def plain(results):
    """The parts of results that we sent."""
    return [{key: result[key] for key in ("from_name", "to_name", "type", "value")} for result in results]


def refused(status, call, says=None):
    try:
        call()
    except ApiError as error:
        assert error.status_code == status, f"{error.status_code} in place of {status}: {error.body}"
        body = error.body if isinstance(error.body, dict) else json.loads(str(error.body))
        assert body["status_code"] == status and body["id"] and body["detail"], body
        if says is not None:
            assert says in json.dumps(body), body
        return body
    raise AssertionError(f"not refused with {status}")


def raw(client, method, path, status=200, **given):
    """A call that the SDK has no method for, with its own HTTP client."""
    answer = client._client_wrapper.httpx_client.request(path, method=method, **given)
    assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.text else None


def connect():
    if kind == "token":
        return LabelStudio(base_url=url, api_key=token)
    made = LabelStudio(base_url=url, api_key=token).tokens.create()
    client = LabelStudio(base_url=url, api_key=made.token)
    assert client._client_wrapper._tokens_client._use_legacy_token is False if hasattr(
        client._client_wrapper, "_tokens_client"
    ) else True
    return client


def new_project(client, title, **more):
    return client.projects.create(title=title, label_config=CONFIG, **more)


# the checks, in order; each stands alone


def who_am_i(client):
    me = client.users.whoami()
    assert me.email == "owner@example.org" and me.username == me.email and me.id > 0, me
    users = client.users.list()
    assert me.id in [user.id for user in users], users
    assert client.users.get(id=me.id).email == me.email
    organizations = client.organizations.list()
    assert [each.id for each in organizations] == [me.active_organization], organizations
    version = client.versions.get()
    assert version.release and version.edition == "Community", version


def personal_tokens(client):
    first = client.tokens.create()
    assert first.token.count(".") == 2, first
    assert len(client.tokens.list()) >= 1
    assert client.tokens.refresh(refresh=first.token).access.count(".") == 2
    second = client.tokens.rotate(refresh=first.token).refresh
    refused(401, lambda: client.tokens.refresh(refresh=first.token))
    assert LabelStudio(base_url=url, api_key=second).users.whoami().email == "owner@example.org"
    client.tokens.blacklist(refresh=second)
    refused(401, lambda: client.tokens.refresh(refresh=second))


def wrong_token(client):
    body = refused(401, lambda: LabelStudio(base_url=url, api_key="wrong" * 8).users.whoami())
    assert body["code"] == "auth.token_unknown", body


def projects(client):
    made = new_project(
        client,
        "SDK projects",
        description="made by the SDK",
        expert_instruction="read first",
        show_instruction=True,
        maximum_annotations=2,
        color="#AABBCC",
    )
    assert made.id > 0 and made.title == "SDK projects" and made.maximum_annotations == 2, made
    got = client.projects.get(id=made.id)
    assert got.label_config == CONFIG and got.description == "made by the SDK", got
    assert got.expert_instruction == "read first" and got.show_instruction is True and got.color == "#AABBCC", got
    assert got.parsed_label_config["kind"]["labels"] == ["spam", "ham"], got.parsed_label_config
    assert got.parsed_label_config["span"]["to_name"] == ["text"], got.parsed_label_config
    assert got.task_number == 0 and got.created_by.email == "owner@example.org", got
    assert got.get_label_interface().get_control("kind").tag == "Choices"
    changed = client.projects.update(id=made.id, title="SDK renamed", show_instruction=False)
    assert changed.title == "SDK renamed" and changed.show_instruction is False, changed
    assert changed.maximum_annotations == 2 and changed.label_config == CONFIG, changed
    second = client.projects.create(title="SDK without a config")
    assert second.label_config == "<View></View>", second
    seen = [project.id for project in client.projects.list(page_size=1)]
    assert {made.id, second.id} <= set(seen) and len(seen) == len(set(seen)), seen
    page = client.projects.list(ids=str(made.id))
    assert page.response.count == 1 and page.items[0].title == "SDK renamed", page
    client.projects.delete(id=second.id)
    refused(404, lambda: client.projects.get(id=second.id))
    refused(404, lambda: client.projects.get(id=987654321))
    body = refused(400, lambda: client.projects.create(title="x"))
    assert "title" in body["validation_errors"], body


def validate(client):
    assert raw(client, "POST", "api/projects/validate/", 204, json={"label_config": CONFIG}) is None
    assert raw(client, "POST", "api/projects/validate", 204, json={"label_config": CONFIG}) is None
    answer = client._client_wrapper.httpx_client.request(
        "api/projects/validate/", method="POST", json={"label_config": "<View><Text"}
    )
    body = answer.json()
    assert answer.status_code == 400 and body["validation_errors"]["label_config"], body
    project = new_project(client, "SDK validate")
    assert client.projects.validate_label_config(id=project.id, label_config=CONFIG).label_config == CONFIG
    same = raw(client, "POST", f"api/projects/{project.id}/validate/", json={"label_config": CONFIG})
    assert same["config_essential_data_has_changed"] is False, same
    other = CONFIG.replace('value="spam"', 'value="junk"')
    changed = raw(client, "POST", f"api/projects/{project.id}/validate/", json={"label_config": other})
    assert changed["config_essential_data_has_changed"] is True, changed
    bad = '<View><Choices name="a" toName="nothing"/></View>'
    refused(400, lambda: client.projects.validate_label_config(id=project.id, label_config=bad), "nothing")
    refused(400, lambda: client.projects.create(title="Bad config", label_config=bad), "label_config")


def import_tasks(client):
    project = new_project(client, "SDK import")
    me = client.users.whoami()
    done = client.projects.import_tasks(
        id=project.id,
        request=[
            {"data": {"text": "Ann went to Rome"}},
            {
                "data": {"text": "buy now"},
                "meta": {"batch": 7},
                "annotations": [{"result": [choice("spam")], "lead_time": 3.5, "completed_by": me.id}],
                "predictions": [{"result": [choice("ham")], "score": 0.25, "model_version": "m1", "task": 0}],
            },
        ],
        return_task_ids=True,
    )
    assert done.task_count == 2 and done.annotation_count == 1 and done.predictions_count == 1, done
    assert done.data_columns == ["text"] and len(done.task_ids) == 2, done
    tasks = list(client.tasks.list(project=project.id))
    assert [task.id for task in tasks] == done.task_ids, tasks
    assert tasks[0].data == {"text": "Ann went to Rome"} and tasks[0].is_labeled is False, tasks[0]
    task = client.tasks.get(id=str(tasks[1].id))
    assert task.meta == {"batch": 7}, task.meta
    assert task.is_labeled is True and task.total_annotations == 1 and task.total_predictions == 1, task
    annotation, prediction = task.annotations[0], task.predictions[0]
    assert plain(annotation["result"]) == [choice("spam")] and annotation["lead_time"] == 3.5, annotation
    assert annotation["ground_truth"] is True and annotation["completed_by"] == me.id, annotation
    assert plain(prediction.result) == [choice("ham")] and prediction.score == 0.25, prediction
    assert prediction.model_version == "m1", prediction
    counted = client.projects.get(id=project.id)
    assert counted.task_number == 2 and counted.num_tasks_with_annotations == 1, counted
    assert counted.total_annotations_number == 1 and counted.total_predictions_number == 1, counted
    assert counted.ground_truth_number == 1, counted


def import_shapes(client):
    project = new_project(client, "SDK import shapes")
    path = f"api/projects/{project.id}/import"
    one = raw(client, "POST", path, 201, json={"text": "a single object"})
    assert one["task_count"] == 1 and one["found_formats"] == [".json"], one
    loose = [
        {"data": {"text": "bare"}, "predictions": [{"result": "spam"}]},
        {"data": {"text": "value"}, "predictions": [{"result": {"choices": ["ham"]}}]},
        {"data": {"text": "by mail"}, "annotations": [{"result": [], "completed_by": {"email": "owner@example.org"}}]},
        {"data": {"text": "not truth"}, "annotations": [{"result": [], "ground_truth": False}]},
    ]
    answer = raw(client, "POST", f"{path}?return_task_ids=true", 201, json=loose)
    assert answer["prediction_count"] == 2 and answer["annotation_count"] == 2, answer
    tasks = [client.tasks.get(id=str(id)) for id in answer["task_ids"]]
    assert plain(tasks[0].predictions[0].result) == [choice("spam")], tasks[0].predictions
    assert plain(tasks[1].predictions[0].result) == [choice("ham")], tasks[1].predictions
    assert tasks[2].annotations[0]["completed_by"] == client.users.whoami().id, tasks[2].annotations
    assert [task.annotations[0]["ground_truth"] for task in tasks[2:]] == [True, False], tasks
    fields = raw(
        client, "POST", f"{path}?preannotated_from_fields=guess&return_task_ids=1", 201,
        json=[{"text": "with a guess", "guess": "spam"}],
    )
    guessed = client.tasks.get(id=str(fields["task_ids"][0]))
    assert plain(guessed.predictions[0].result) == [choice("spam")], guessed
    files = [
        ("one", ("a.json", io.BytesIO(json.dumps([{"text": "in a file"}]).encode()), "application/json")),
        ("two", ("b.csv", io.BytesIO(b'text,more\n"x, y",1\nz,2\n'), "text/csv")),
        ("three", ("c.txt", io.BytesIO(b"first line\nsecond line\n"), "text/plain")),
    ]
    sent = client._client_wrapper.httpx_client.httpx_client.post(
        f"{url}/{path}", files=files, headers=client._client_wrapper.get_headers()
    )
    assert sent.status_code == 201, sent.text
    body = sent.json()
    assert body["task_count"] == 5 and body["could_be_tasks_list"] is True, body
    assert body["data_columns"] == ["text"] and sorted(body["found_formats"]) == [".csv", ".json", ".txt"], body
    before = client.projects.get(id=project.id).task_number
    bad = [{"text": "good"}, {"data": {"text": "x"}, "annotations": [{"result": [], "completed_by": {"email": "no@x.org"}}]}]
    answer = client._client_wrapper.httpx_client.request(path, method="POST", json=bad)
    assert answer.status_code == 400 and "no@x.org" in answer.text, answer.text
    wrong = [{"data": {"text": "x"}, "predictions": [{"result": [{"from_name": "nobody", "to_name": "text", "type": "choices", "value": {"choices": ["spam"]}}]}]}]
    answer = client._client_wrapper.httpx_client.request(path, method="POST", json=wrong)
    assert answer.status_code == 400 and "nobody" in answer.text, answer.text
    assert client.projects.get(id=project.id).task_number == before


def tasks(client):
    project = new_project(client, "SDK tasks")
    made = client.tasks.create(project=project.id, data={"text": "made alone"}, meta={"from": "test"})
    assert made.data == {"text": "made alone"} and made.meta == {"from": "test"} and made.project == project.id, made
    changed = client.tasks.update(id=str(made.id), data={"text": "made better"})
    assert changed.data == {"text": "made better"} and changed.meta == {"from": "test"}, changed
    client.projects.import_tasks(id=project.id, request=[{"data": {"text": f"t{n}"}} for n in range(7)])
    pages = client.tasks.list(project=project.id, page_size=3)
    assert pages.response.total == 8 and len(pages.items) == 3, pages
    every = list(pages)
    assert [task.data["text"] for task in every] == ["made better", *[f"t{n}" for n in range(7)]], every
    listed = raw(client, "GET", f"api/projects/{project.id}/tasks/?page_size=-1")
    assert [task["id"] for task in listed] == [task.id for task in every], listed
    part = raw(client, "GET", f"api/projects/{project.id}/tasks?page=2&page_size=5")
    assert [task["id"] for task in part] == [task.id for task in every[5:]], part
    assert raw(client, "GET", f"api/projects/{project.id}/tasks/?page=9&page_size=5") == []
    query = json.dumps({"filters": {"conjunction": "and", "items": [{"filter": "filter:tasks:id"}]}})
    refused(400, lambda: client.tasks.list(project=project.id, query=query), "filters")
    client.tasks.delete(id=str(made.id))
    refused(404, lambda: client.tasks.get(id=str(made.id)))
    assert len(list(client.tasks.list(project=project.id))) == 7
    client.tasks.delete_all_tasks(id=project.id)
    assert client.projects.get(id=project.id).task_number == 0
    assert list(client.tasks.list(project=project.id)) == []


def annotations(client):
    project = new_project(client, "SDK annotations")
    me = client.users.whoami()
    first = client.tasks.create(project=project.id, data={"text": "Ann 😀 met Bob"})
    second = client.tasks.create(project=project.id, data={"text": "skip me"})
    made = client.annotations.create(id=first.id, result=[span(0, 3), choice("ham")], lead_time=2.5)
    assert made.completed_by == me.id and made.task == first.id and made.project == project.id, made
    assert plain(made.result) == plain([span(0, 3), choice("ham")]) and made.lead_time == 2.5, made
    assert made.was_cancelled is False and made.ground_truth is False, made
    assert made.created_ago and made.created_username, made
    assert client.annotations.get(id=made.id).result == made.result
    assert [each.id for each in client.annotations.list(id=first.id)] == [made.id]
    changed = client.annotations.update(id=made.id, result=[span(6, 9, "Place")], ground_truth=True)
    assert plain(changed.result) == plain([span(6, 9, "Place")]) and changed.ground_truth is True, changed
    assert changed.lead_time == 2.5 and changed.updated_at >= changed.created_at, changed
    skipped = client.annotations.create(id=second.id, result=[], was_cancelled=True)
    assert skipped.was_cancelled is True, skipped
    assert skipped.skip_reason is None, skipped
    path = f"api/annotations/{skipped.id}"
    raw(client, "PATCH", path, json={"was_cancelled": True, "skip_reason": "too dark"})
    assert client.annotations.get(id=skipped.id).skip_reason == "too dark"
    task = client.tasks.get(id=str(second.id))
    assert task.cancelled_annotations == 1 and task.total_annotations == 0 and task.is_labeled is False, task
    counted = client.projects.get(id=project.id)
    assert counted.num_tasks_with_annotations == 1 and counted.skipped_annotations_number == 1, counted
    bad = {**choice("spam"), "from_name": "nobody"}
    refused(400, lambda: client.annotations.create(id=first.id, result=[bad]), "nobody")
    refused(404, lambda: client.annotations.create(id=987654321, result=[]))
    client.annotations.delete(id=made.id)
    refused(404, lambda: client.annotations.get(id=made.id))
    assert client.tasks.get(id=str(first.id)).is_labeled is False


def drafts(client):
    project = new_project(client, "SDK drafts")
    task = client.tasks.create(project=project.id, data={"text": "unfinished"})
    path = f"api/tasks/{task.id}/drafts"
    draft = raw(client, "POST", path, 201, json={"result": [choice("spam")], "lead_time": 1.5})
    assert plain(draft["result"]) == [choice("spam")] and draft["task"] == task.id, draft
    assert [each["id"] for each in raw(client, "GET", f"{path}/")] == [draft["id"]]
    changed = raw(client, "PATCH", f"api/drafts/{draft['id']}/", json={"result": [choice("ham")]})
    assert plain(changed["result"]) == [choice("ham")] and changed["lead_time"] == 1.5, changed
    assert client.tasks.get(id=str(task.id)).drafts[0].result == changed["result"]
    made = client.annotations.create(id=task.id, result=[choice("ham")])
    assert raw(client, "GET", path) == []
    edit = f"api/tasks/{task.id}/annotations/{made.id}/drafts"
    again = raw(client, "POST", edit, 201, json={"result": [choice("spam")]})
    assert again["annotation"] == made.id, again
    assert [each["id"] for each in raw(client, "GET", edit)] == [again["id"]]
    assert raw(client, "DELETE", f"api/drafts/{again['id']}/", 204) is None
    assert raw(client, "GET", edit) == []


def predictions(client):
    project = new_project(client, "SDK predictions")
    task = client.tasks.create(project=project.id, data={"text": "guess me"})
    made = client.predictions.create(task=task.id, result=[choice("spam")], score=0.9, model_version="v1")
    assert made.score == 0.9 and made.model_version == "v1" and made.task == task.id, made
    assert [each.id for each in client.predictions.list(task=task.id)] == [made.id]
    assert [each.id for each in client.predictions.list(project=project.id)] == [made.id]
    changed = client.predictions.update(id=made.id, score=0.1, result=[choice("ham")])
    assert changed.score == 0.1 and plain(changed.result) == [choice("ham")] and changed.model_version == "v1", changed
    bare = raw(client, "POST", "api/predictions/", 201, json={"task": task.id, "result": "ham"})
    assert plain(bare["result"]) == [choice("ham")], bare
    assert client.tasks.get(id=str(task.id)).total_predictions == 2
    many = client.projects.import_predictions(
        id=project.id, request=[{"task": task.id, "result": [choice("spam")], "score": 0.5, "model_version": "v2"}]
    )
    assert many.created == 1, many
    refused(400, lambda: client.predictions.create(task=task.id, result=[{**choice("spam"), "from_name": "x"}]))
    client.predictions.delete(id=made.id)
    refused(404, lambda: client.predictions.get(id=made.id))
    assert client.projects.get(id=project.id).total_predictions_number == 2


def next_task(client):
    project = new_project(client, "SDK next")
    ids = [client.tasks.create(project=project.id, data={"text": text}).id for text in ("one", "two")]
    path = f"api/projects/{project.id}/next/"
    task = raw(client, "GET", path)
    assert task["id"] == ids[0] and task["data"] == {"text": "one"} and task["queue"], task
    client.annotations.create(id=task["id"], result=[choice("ham")])
    assert raw(client, "GET", path)["id"] == ids[1]
    client.annotations.create(id=ids[1], result=[], was_cancelled=True)
    answer = client._client_wrapper.httpx_client.request(path, method="GET")
    assert answer.status_code == 404 and answer.json()["status_code"] == 404, answer.text


def exports(client):
    project = new_project(client, "SDK export")
    client.projects.import_tasks(
        id=project.id,
        request=[
            {"data": {"text": "Ann"}, "annotations": [{"result": [span(0, 3), choice("ham")], "lead_time": 4.0}]},
            {"data": {"text": "untouched"}},
        ],
    )
    every = client.projects.exports.as_json(project.id)
    assert [task["data"]["text"] for task in every] == ["Ann", "untouched"], every
    annotation = every[0]["annotations"][0]
    assert plain(annotation["result"]) == plain([span(0, 3), choice("ham")]), annotation
    assert annotation["completed_by"] == client.users.whoami().id and annotation["lead_time"] == 4.0, annotation
    assert annotation["was_cancelled"] is False and annotation["ground_truth"] is True, annotation
    labeled = raw(client, "GET", f"api/projects/{project.id}/export?exportType=JSON")
    assert [task["data"]["text"] for task in labeled] == ["Ann"], labeled
    chosen = f"api/projects/{project.id}/export?download_all_tasks=true&ids[]={every[1]['id']}"
    assert [task["id"] for task in raw(client, "GET", chosen)] == [every[1]["id"]]
    assert raw(client, "GET", f"{chosen[: chosen.index('ids')]}ids=987654321") == []
    small = raw(client, "GET", f"api/projects/{project.id}/export?exportType=JSON_MIN")
    assert small[0]["text"] == "Ann" and small[0]["kind"] == "ham", small
    assert small[0]["span"][0]["labels"] == ["Person"] and small[0]["lead_time"] == 4.0, small
    table = client.projects.exports.as_pandas(project.id)
    assert table.iloc[0]["text"] == "Ann" and table.iloc[0]["kind"] == "ham", table
    names = {each["name"] for each in raw(client, "GET", f"api/projects/{project.id}/export/formats")}
    assert {"JSON", "JSON_MIN", "CSV"} <= names, names
    answer = client._client_wrapper.httpx_client.request(
        f"api/projects/{project.id}/export?exportType=COCO", method="GET"
    )
    assert answer.status_code == 400 and "Image" in answer.text, answer.text
    again = new_project(client, "SDK export again")
    done = client.projects.import_tasks(id=again.id, request=every)
    assert done.task_count == 2 and done.annotation_count == 1, done


def storages(client):
    stem = f"sdk_{kind}"
    for repo in (f"{stem}_raw", f"{stem}_labels"):
        raw(client, "POST", "api/repos", 201, json={"name": repo})
    for name, text in (("a.txt", b"first mail"), ("b.txt", b"second mail")):
        sent = client._client_wrapper.httpx_client.httpx_client.put(
            f"{url}/api/repos/{stem}_raw/files/master/in/{name}",
            content=text,
            headers=client._client_wrapper.get_headers(),
        )
        assert sent.status_code == 201, sent.text
    project = new_project(client, "SDK storages")
    assert [each.name for each in client.import_storage.list_types()] == ["repo"]
    assert [each.name for each in client.export_storage.list_types()] == ["repo"]
    body = {"project": project.id, "repo": f"{stem}_raw", "branch": "master", "prefix": "in/", "title": "mails"}
    body["use_blob_urls"] = True
    assert raw(client, "POST", "api/storages/repo/validate", json=body)["files"] == 2
    made = raw(client, "POST", "api/storages/repo/", 201, json=body)
    assert made["type"] == "repo" and made["title"] == "mails" and made["use_blob_urls"] is True, made
    synced = raw(client, "POST", f"api/storages/repo/{made['id']}/sync")
    assert synced["status"] == "completed" and synced["last_sync"], synced
    texts = sorted(task.data["text"] for task in client.tasks.list(project=project.id))
    assert texts == ["first mail", "second mail"], texts
    assert [each["id"] for each in raw(client, "GET", f"api/storages/?project={project.id}")] == [made["id"]]
    assert raw(client, "GET", f"api/storages/repo/{made['id']}")["repo"] == f"{stem}_raw"
    named = raw(client, "PATCH", f"api/storages/repo/{made['id']}", json={"title": "post"})
    assert named["title"] == "post" and named["status"] == "completed", named
    task = next(iter(client.tasks.list(project=project.id)))
    refused(400, lambda: client.tasks.update(id=str(task.id), data={"text": "another"}), "in/")

    target = {"project": project.id, "repo": f"{stem}_labels", "branch": "master", "title": "labels"}
    assert raw(client, "POST", "api/storages/export/repo/validate", json=target)["repo"] == f"{stem}_labels"
    out = raw(client, "POST", "api/storages/export/repo", 201, json=target)
    assert out["repo"] == f"{stem}_labels" and out["status"] == "initialized", out
    client.annotations.create(id=task.id, result=[choice("ham")])
    assert raw(client, "GET", f"api/storages/export/repo/{out['id']}")["meta"]["pending"] == 1
    done = raw(client, "POST", f"api/storages/export/repo/{out['id']}/sync")
    assert done["status"] == "completed" and done["meta"]["commit"] and done["last_sync"], done
    assert done["meta"]["pending"] == 0, done
    files = raw(client, "GET", f"api/repos/{stem}_labels/files/{done['meta']['commit']}?prefix=tasks/")
    assert len(files["items"]) == 1, files
    moved = {**target, "repo": f"{stem}_elsewhere"}
    answer = client._client_wrapper.httpx_client.request("api/storages/export/repo", method="POST", json=moved)
    assert answer.status_code == 409, answer.text
    assert [each["id"] for each in raw(client, "GET", f"api/storages/export?project={project.id}")] == [out["id"]]
    assert raw(client, "DELETE", f"api/storages/repo/{made['id']}", 204) is None
    assert raw(client, "GET", f"api/storages/repo?project={project.id}") == []
    assert len(list(client.tasks.list(project=project.id))) == 2


def roles(client):
    project, other = new_project(client, "SDK roles"), new_project(client, "SDK not for all")
    first, second = [client.tasks.create(project=project.id, data={"text": text}) for text in ("one", "two")]
    hidden = client.tasks.create(project=other.id, data={"text": "hidden"})
    mine = client.annotations.create(id=first.id, result=[choice("ham")])
    link = raw(client, "POST", "api/invitations", 201, json={"role": "annotator", "projectId": str(project.id)})
    person = httpx.Client(base_url=url)
    sign_up = {"email": f"annotator-{kind}@example.org", "password": "long enough", "name": "Ann A", "invitation": link["code"]}
    assert person.post("/api/accounts", json=sign_up).status_code == 201
    key = person.post("/api/keys", json={"kind": "token", "title": "sdk"}, headers={"origin": url})
    assert key.status_code == 201, key.text
    annotator = LabelStudio(base_url=url, api_key=key.json()["secret"])
    me = annotator.users.whoami()
    assert me.first_name == "Ann" and me.org_membership[0].role == "AN", me
    assert [each.id for each in annotator.projects.list()] == [project.id]
    refused(404, lambda: annotator.projects.get(id=other.id))
    refused(404, lambda: annotator.tasks.get(id=str(hidden.id)))
    refused(404, lambda: annotator.annotations.create(id=hidden.id, result=[]))
    task = annotator.tasks.get(id=str(first.id))
    assert task.annotations == [] and task.total_annotations == 1, task
    assert annotator.annotations.list(id=first.id) == []
    refused(404, lambda: annotator.annotations.get(id=mine.id))
    refused(404, lambda: annotator.annotations.update(id=mine.id, result=[]))
    refused(404, lambda: annotator.annotations.delete(id=mine.id))
    own = annotator.annotations.create(id=second.id, result=[choice("spam")])
    assert own.completed_by == me.id, own
    assert client.annotations.get(id=own.id).completed_by == me.id
    refused(403, lambda: annotator.annotations.create(id=second.id, result=[], completed_by=mine.completed_by))
    given = client.annotations.create(id=first.id, result=[choice("spam")], completed_by=me.id)
    assert given.completed_by == me.id and given.updated_by == mine.completed_by, given
    refused(404, lambda: client.annotations.create(id=first.id, result=[], completed_by=987654))
    refused(403, lambda: annotator.tasks.create(project=project.id, data={"text": "no"}))
    refused(403, lambda: annotator.tasks.delete(id=str(first.id)))
    refused(403, lambda: annotator.predictions.create(task=first.id, result=[choice("ham")]))
    refused(403, lambda: annotator.projects.create(title="Not mine to make"))
    refused(403, lambda: annotator.projects.update(id=project.id, title="Not mine"))
    refused(403, lambda: annotator.projects.import_tasks(id=project.id, request=[{"data": {"text": "no"}}]))
    refused(403, lambda: annotator.users.list())
    draft = raw(client, "POST", f"api/tasks/{first.id}/drafts", 201, json={"result": []})
    answer = annotator._client_wrapper.httpx_client.request(f"api/drafts/{draft['id']}/", method="GET")
    assert answer.status_code == 404, answer.text


CHECKS = [
    who_am_i,
    personal_tokens,
    wrong_token,
    projects,
    validate,
    import_tasks,
    import_shapes,
    tasks,
    annotations,
    drafts,
    predictions,
    next_task,
    exports,
    storages,
    roles,
]

run_checks(CHECKS, connect())
