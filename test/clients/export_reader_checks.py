"""Exports a small project from a running server in every format and loads each with the tools that people use.

LW_URL and LW_TOKEN say where; FOLDER is an empty folder for what is downloaded.
"""

import io
import json
import os
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
import zipfile
from contextlib import redirect_stdout

import boto3
import numpy
import pandas
from label_studio_sdk.converter.brush import mask2rle
from PIL import Image, ImageDraw
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from run_checks import run_checks

url, token, folder = os.environ["LW_URL"], os.environ["LW_TOKEN"], os.environ["FOLDER"]


def call(method, path, body=None):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"authorization": f"Token {token}"}
    if data is not None:
        headers["content-type"] = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    request = urllib.request.Request(url + path, data=data, method=method, headers=headers)
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def export(project, form, **query):
    """The bytes of an export; of a format of many files a dict of them."""
    query = urllib.parse.urlencode({"format": form, **query})
    content = call("GET", f"/api/lw/projects/{project}/export?{query}")
    if content[:4] != b"PK\x03\x04":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def make_project(title, config, tasks):
    target = {"repo": title.lower(), "branch": "master"}
    body = {"title": title, "config": config, "target": target}
    project = json.loads(call("POST", "/api/lw/projects", body))["id"]
    call("POST", f"/api/lw/projects/{project}/import", json.dumps(tasks).encode())
    call("POST", f"/api/projects/{project}/commit", {"message": "all"})
    call("POST", f"/api/repos/{target['repo']}/tags", {"name": "v1", "head": "master"})
    return project


# --- what is exported ---

SHAPES = """<View>
  <Image name="img" value="$image"/>
  <RectangleLabels name="box" toName="img"><Label value="Car"/><Label value="Bus &amp; tram"/></RectangleLabels>
  <PolygonLabels name="poly" toName="img"><Label value="Car"/></PolygonLabels>
  <BrushLabels name="mask" toName="img"><Label value="Sky"/></BrushLabels>
</View>"""

WIDE = (120, 80)


def pictures():
    """Files by name, and the size that each is shown with."""
    orientation = Image.Exif()
    orientation[0x0112] = 6
    noise = bytes(range(256)) * 400  # a profile that pushes the size behind the first 64 KiB
    given = {
        "wide.png": (WIDE, {}),
        "turned.jpg": ((90, 60), {"exif": orientation.tobytes()}),
        "profile.jpg": ((70, 50), {"icc_profile": noise}),
        "sub/lossy.webp": ((64, 48), {}),
        "sub/lossless.webp": ((33, 22), {"lossless": True}),
        "small.gif": ((9, 8), {}),
        "plain.bmp": ((11, 12), {}),
    }
    files, sizes = {}, {}
    for name, (size, options) in given.items():
        content = io.BytesIO()
        kind = name.rsplit(".", 1)[1].upper()
        Image.new("RGB", size, (40, 90, 200)).save(content, {"JPG": "JPEG"}.get(kind, kind), **options)
        files[name] = content.getvalue()
        sizes[name] = size[::-1] if name == "turned.jpg" else size
    return files, sizes


def painted():
    mask = numpy.zeros((WIDE[1], WIDE[0]), dtype=numpy.uint8)
    rows, columns = numpy.mgrid[: WIDE[1], : WIDE[0]]
    mask[(rows - 40) ** 2 + (columns - 60) ** 2 < 30**2] = 255
    mask[(rows - 40) ** 2 + (columns - 60) ** 2 < 10**2] = 0  # a hole
    mask[0, 100:] = 255
    mask[79, 119] = 255
    return mask


MASK = painted()
POLYGON = [[10, 10], [80, 20], [60, 90], [20, 70]]
# x, y, width, height in percent, turn, label
BOXES = [(12.5, 25, 30, 40, 0, "Car"), (1 / 3, 2 / 3, 47.1, 33.3, 0, "Bus & tram"), (60, 30, 20, 25, 30, "Car")]


def on_image(control, kind, value, id, size=WIDE):
    return {
        "id": id,
        "from_name": control,
        "to_name": "img",
        "type": kind,
        "original_width": size[0],
        "original_height": size[1],
        "image_rotation": 0,
        "value": value,
    }


def box(number, x, y, width, height, rotation, label, size=WIDE):
    value = {"x": x, "y": y, "width": width, "height": height, "rotation": rotation, "rectanglelabels": [label]}
    return on_image("box", "rectanglelabels", value, f"box{number}", size)


def shapes():
    files, sizes = pictures()
    call("POST", "/api/repos", {"name": "pictures"})
    for name, content in files.items():
        call("PUT", f"/api/repos/pictures/files/master/{name}", content)
    results = [box(number, *one) for number, one in enumerate(BOXES)]
    results.append(
        on_image("poly", "polygonlabels", {"points": POLYGON, "closed": True, "polygonlabels": ["Car"]}, "p1")
    )
    rle = {"format": "rle", "rle": mask2rle(MASK), "brushlabels": ["Sky"]}
    results.append(on_image("mask", "brushlabels", rle, "m1"))
    tasks = []
    for name in files:
        result = results if name == "wide.png" else []
        if name == "turned.jpg":
            result = [box(9, 10, 20, 30, 40, 0, "Car", (60, 90))]
        tasks.append({"data": {"image": f"s3://pictures/{name}"}, "annotations": [{"result": result}]})
    return make_project("Shapes", SHAPES, tasks), sizes


SPANS = """<View>
  <Text name="text" value="$text"/>
  <Labels name="ner" toName="text"><Label value="PER"/><Label value="ORG"/></Labels>
  <Choices name="kind" toName="text"><Choice value="news"/><Choice value="mail"/></Choices>
</View>"""

# text, then the words that are labeled
TEXTS = [
    ("Ada Lovelace met Charles Babbage.", [("Ada Lovelace", "PER"), ("Charles Babbage", "PER")]),
    ("😀😀 Grüße von der Müller GmbH, Köln", [("Müller GmbH", "ORG")]),
    ('A "quoted", comma,\ttab\r\nand a second line', []),
    ("=1+1", []),
]


def spans():
    tasks = []
    for text, words in TEXTS:
        result = [{"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": ["news"]}}]
        for number, (word, label) in enumerate(words):
            start = text.index(word)
            value = {"start": start, "end": start + len(word), "text": word, "labels": [label]}
            result.append(
                {"id": f"s{number}", "from_name": "ner", "to_name": "text", "type": "labels", "value": value}
            )
        tasks.append({"data": {"text": text, "n": len(tasks)}, "annotations": [{"result": result}]})
    return make_project("Spans", SPANS, tasks)


# --- what loads it ---


def load_coco(content, name="coco.json"):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    with redirect_stdout(io.StringIO()):
        return COCO(path)


def annotations_of(coco, name):
    [image] = [image["id"] for image in coco.dataset["images"] if image["file_name"] == name]
    return coco.loadAnns(coco.getAnnIds(imgIds=[image]))


def image_sizes(project, sizes):
    for query in ({}, {"ref": "v1"}):
        coco = load_coco(export(project, "COCO", **query))
        assert {i["file_name"]: (i["width"], i["height"]) for i in coco.dataset["images"]} == sizes


def coco_masks(project, sizes):
    coco = load_coco(export(project, "COCO"))
    names = {category["id"]: category["name"] for category in coco.loadCats(coco.getCatIds())}
    assert sorted(names.values()) == ["Bus & tram", "Car", "Sky"], names
    upright, second, turned, polygon, mask = annotations_of(coco, "wide.png")
    assert [names[one["category_id"]] for one in (upright, second, mask)] == ["Car", "Bus & tram", "Sky"]
    assert (coco.annToMask(mask) == (MASK > 0)).all()
    assert mask["area"] == (MASK > 0).sum() and mask["bbox"] == [30 + 1, 0, 120 - 31, 80], mask["bbox"]
    expected = Image.new("1", WIDE)
    corners = [(x * 1.2, y * 0.8) for x, y in POLYGON]
    ImageDraw.Draw(expected).polygon(corners, fill=1)
    differ = (coco.annToMask(polygon) != numpy.array(expected)).sum()
    assert differ < 0.05 * polygon["area"], differ  # the edges are drawn otherwise
    assert abs(int(coco.annToMask(polygon).sum()) - polygon["area"]) < 0.05 * polygon["area"]
    for one, (x, y, width, height, _, _) in zip((upright, second), BOXES):
        assert numpy.allclose(one["bbox"], [x * 1.2, y * 0.8, width * 1.2, height * 0.8], atol=1e-9), one
        assert abs(int(coco.annToMask(one).sum()) - one["area"]) < 0.05 * one["area"]
    # a turned box keeps its area; the box around it is larger
    assert abs(turned["area"] - 24 * 20) < 1e-6 and turned["bbox"][2] * turned["bbox"][3] > 1.5 * turned["area"]
    assert abs(int(coco.annToMask(turned).sum()) - turned["area"]) < 0.05 * turned["area"]


def coco_evaluation(project, sizes):
    content = export(project, "COCO", ref="v1")
    for kind in ("bbox", "segm"):
        truth = load_coco(content)
        found = [
            {
                "image_id": one["image_id"],
                "category_id": one["category_id"],
                "score": 0.9,
                **({"bbox": one["bbox"]} if kind == "bbox" else {"segmentation": truth.annToRLE(one)}),
            }
            for one in truth.dataset["annotations"]
        ]
        with redirect_stdout(io.StringIO()):
            evaluation = COCOeval(truth, truth.loadRes(found), kind)
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        assert abs(evaluation.stats[0] - 1.0) < 1e-9, (kind, evaluation.stats)


def parse_voc(node):
    """As torchvision's VOCDetection reads a file."""
    children = list(node)
    if not children:
        return {node.tag: (node.text or "").strip()}
    found = {}
    for child in map(parse_voc, children):
        for key, value in child.items():
            found.setdefault(key, []).append(value)
    if node.tag == "annotation":
        found["object"] = found.get("object", [])
    return {node.tag: {key: v if key == "object" else (v[0] if len(v) == 1 else v) for key, v in found.items()}}


def voc_boxes(project, sizes):
    files = export(project, "VOC")
    assert set(files) == {"Annotations/wide.xml", "Annotations/turned.xml"}, set(files)
    read = parse_voc(ElementTree.fromstring(files["Annotations/wide.xml"]))["annotation"]
    assert read["filename"] == "wide.png" and read["size"] == {"width": "120", "height": "80", "depth": "3"}
    assert [one["name"] for one in read["object"]] == ["Car", "Bus & tram", "Car", "Car", "Sky"]
    for one, (x, y, width, height, rotation, _) in zip(read["object"], BOXES):
        corners = [int(one["bndbox"][side]) for side in ("xmin", "ymin", "xmax", "ymax")]
        assert corners[0] < corners[2] <= 120 and corners[1] < corners[3] <= 80
        if rotation == 0:
            exact = [x * 1.2, y * 0.8, (x + width) * 1.2, (y + height) * 0.8]
            assert max(abs(a - b) for a, b in zip(corners, exact)) < 2, (corners, exact)
    turned = parse_voc(ElementTree.fromstring(files["Annotations/turned.xml"]))["annotation"]
    assert turned["size"]["width"] == "60" and len(turned["object"]) == 1


def yolo_boxes(project, sizes):
    files = export(project, "YOLO")
    classes = files["classes.txt"].decode().splitlines()
    assert {name for name in files if name.startswith("labels/")} == {
        f"labels/{name.rsplit('.', 1)[0]}.txt" for name in sizes
    }
    lines = [line.split() for line in files["labels/wide.txt"].decode().splitlines()]
    upright = [line for line in lines if len(line) == 5]
    assert len(upright) == 3 and len(lines) == 4
    for line, (x, y, width, height, rotation, label) in zip(upright, BOXES):
        assert classes[int(line[0])] == label
        middle_x, middle_y, wide, high = map(float, line[1:])
        if rotation == 0:
            back = [(middle_x - wide / 2) * 100, (middle_y - high / 2) * 100, wide * 100, high * 100]
            assert numpy.allclose(back, [x, y, width, height], rtol=0, atol=1e-6), back
    corners = numpy.array([float(one) for one in lines[3][1:]]).reshape(-1, 2) * 100
    assert numpy.allclose(corners, POLYGON, rtol=0, atol=1e-6), corners
    assert json.loads(files["notes.json"])["info"]["left_out"] == {"masks": 1}


def brush_png(project, sizes):
    [(name, content)] = export(project, "BRUSH_TO_PNG").items()
    assert name.endswith("-mask-Sky-0.png"), name
    with Image.open(io.BytesIO(content)) as image:
        image.verify()
    with Image.open(io.BytesIO(content)) as image:
        assert image.mode == "L" and image.size == WIDE
        assert (numpy.array(image) == MASK).all()


def conll(project):
    sentences, tokens = [], []
    for line in export(project, "CONLL2003").decode().split("\n"):
        if line.startswith("-DOCSTART-"):
            continue
        if line == "":
            if tokens:
                sentences.append(tokens)
            tokens = []
            continue
        word, _, _, tag = line.split(" ")
        tokens.append((word, tag))
    assert len(sentences) == len(TEXTS), sentences
    by_first = {sentence[0][0]: sentence for sentence in sentences}
    assert len(by_first) == len(TEXTS)
    for text, words in TEXTS:
        [sentence] = [one for one in sentences if "".join(word for word, _ in one)[:3] == "".join(text.split())[:3]]
        tags = [tag for _, tag in sentence]
        assert sum(tag.startswith("B-") for tag in tags) == len(words), sentence
        inside = [word for word, tag in sentence if tag != "O"]
        assert inside == [part for word, _ in words for part in word.split()], sentence


def spacy_lines(project):
    lines = [json.loads(line) for line in export(project, "SPACY_JSONL").decode().splitlines()]
    assert len(lines) == len(TEXTS)
    found = {line["text"]: line for line in lines}
    for text, words in TEXTS:
        line = found[text]
        assert [(text[start:end], label) for start, end, label in line["entities"]] == words, line
        assert line["cats"] == {"news": 1, "mail": 0}


def tables(project):
    texts = [text for text, _ in TEXTS]
    spread = ["'=1+1" if text == "=1+1" else text for text in texts]  # a spreadsheet would run it
    for form, separator in (("CSV", ","), ("TSV", "\t")):
        with open(os.path.join(folder, "table"), "wb") as file:
            file.write(export(project, form))
        frame = pandas.read_csv(os.path.join(folder, "table"), sep=separator).sort_values("n")
        assert list(frame["text"]) == spread, list(frame["text"])
        assert list(frame["n"]) == [0, 1, 2, 3] and set(frame["kind"]) == {"news"}
        first = json.loads(frame["ner"].iloc[0])
        assert [(one["text"], one["labels"]) for one in first] == [(w, [label]) for w, label in TEXTS[0][1]]
    short = pandas.read_json(io.BytesIO(export(project, "JSON_MIN"))).sort_values("n")
    assert list(short["text"]) == texts and set(short["kind"]) == {"news"}
    whole = pandas.read_json(io.BytesIO(export(project, "JSON")))
    assert len(whole) == len(TEXTS) and whole["annotations"].map(len).eq(1).all()


FORMATS = {
    "Shapes": ["JSON", "JSON_MIN", "CSV", "TSV", "COCO", "VOC", "YOLO", "BRUSH_TO_PNG"],
    "Spans": ["JSON", "JSON_MIN", "CSV", "TSV", "CONLL2003", "SPACY_JSONL"],
}


def folders(projects):
    """Of a tag, the download and the folder in the S3 gateway are the same bytes, after more was labeled too."""
    s3 = boto3.client("s3", endpoint_url=url, aws_access_key_id=token, aws_secret_access_key=token, region_name="us-east-1")
    for title, project in projects.items():
        before = {form: export(project, form, ref="v1") for form in FORMATS[title]}
        # the newest state moves on; the tag does not
        [task] = json.loads(export(project, "JSON"))[:1]
        call("DELETE", f"/api/tasks/{task['id']}/")
        call("POST", f"/api/projects/{project}/commit", {"message": "one less"})
        assert len(json.loads(export(project, "JSON", ref="master"))) == len(json.loads(before["JSON"])) - 1
        for form in FORMATS[title]:
            prefix = f"{title}/{form}"
            body = {"format": form, "ref": "v1", "repo": "sets", "branch": "train", "prefix": prefix}
            made = json.loads(call("POST", f"/api/lw/projects/{project}/export-to", body))
            assert made["commit"] is not None, made
            pages = s3.get_paginator("list_objects_v2").paginate(Bucket="train.sets", Prefix=f"{prefix}/")
            keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
            stored = {
                key[len(prefix) + 1 :]: s3.get_object(Bucket="train.sets", Key=key)["Body"].read() for key in keys
            }
            again = export(project, form, ref="v1")
            assert len(stored) == made["files"] > 0
            if isinstance(again, dict):
                assert stored == again, form
            else:
                assert list(stored.values()) == [again], form
            # numbers of rows that are gone are given anew in some formats; all else is as it was
            if form in ("COCO", "VOC", "YOLO", "CONLL2003"):
                assert again == before[form], form


def main():
    project, sizes = shapes()
    texts = spans()
    run_checks([image_sizes, coco_masks, coco_evaluation, voc_boxes, yolo_boxes, brush_png], project, sizes)
    run_checks([conll, spacy_lines, tables], texts)
    run_checks([folders], {"Shapes": project, "Spans": texts})


main()
