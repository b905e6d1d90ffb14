"""The description of the open data is kept: what fits it is answered, and the answer fits it."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from dasbor.documents import record

DRAWS, FEW = 3, 20  # requests of each address, rows of the first
SEED = 20261130


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/api/v1/openapi.json").json())


def drawn(chance: random.Random, schema: dict[str, Any]) -> Any:
    """A value of a schema, of the kinds that this description uses."""
    if schema["type"] == "array":
        most = min(schema["maxItems"], 3)
        return [drawn(chance, schema["items"]) for _ in range(chance.randint(1, most))]
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if schema["type"] in ("integer", "number"):
        least, most = schema.get("minimum", -1e6), schema.get("maximum", 1e6)
        number = chance.choice([least, most, chance.uniform(least, most)])
        return int(number) if schema["type"] == "integer" else number
    if schema.get("format") == "date":
        return (date(1900, 1, 1) + timedelta(days=chance.randint(0, 90_000))).isoformat()
    if schema.get("pattern", "").startswith("^("):
        return "1:2;2a:3"
    letters = "aé京'\"%_;-–=+@# \u3000" + chr(0x1F600)
    return "".join(chance.choices(letters, k=chance.randint(1, 30))) + "a"  # to be looked for


def requests(described: dict[str, Any], path: str) -> Iterator[dict[str, Any]]:
    chance, shared = random.Random(f"{SEED}{path}"), described["components"]["parameters"]
    declared = described["paths"][path]["get"]["parameters"]
    whole = [shared[one["$ref"].rsplit("/", 1)[-1]] if "$ref" in one else one for one in declared]
    few = {"batas": FEW} if any(one["name"] == "batas" for one in whole) else {}
    for number in range(DRAWS if whole else 1):
        yield few | {
            one["name"]: drawn(chance, one["schema"])
            for one in whole
            if one.get("required") or (number and chance.random() < 0.7)
        }


def test_what_fits_the_description_is_answered_and_so_is_the_answer(
    client: TestClient, described: dict[str, Any]
) -> None:
    flaws: list[str] = []
    for path in described["paths"]:
        if path.endswith(".zip") or path.startswith("/unduh/"):
            continue
        for given in requests(described, path):
            got = client.get(path, params=given)
            declared = described["paths"][path]["get"]["responses"].get(str(got.status_code))
            if got.status_code != 200 or not declared:
                flaws.append(f"{path} {given}: {got.status_code} {got.text[:200]}")
                continue
            kind = got.headers["content-type"].partition(";")[0]
            assert kind in declared["content"], path
            if kind == "application/json":
                schema = declared["content"][kind]["schema"]
                check = jsonschema.Draft202012Validator(
                    {"components": described["components"], **schema},
                    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
                )
                flaws += [f"{path} {given}: {one.message}" for one in check.iter_errors(got.json())]
    assert not flaws, "\n".join(flaws[:10])


def misfits(chance: random.Random, one: dict[str, Any]) -> Iterator[Any]:
    """Values of a parameter that its schema has not."""
    schema = one["schema"]
    if schema["type"] == "array":
        yield ["ngawur", "ngawur"] if "enum" in schema["items"] else ["\x00"]
        yield [drawn(chance, schema["items"])] * (schema["maxItems"] + 1)
        return
    if "enum" in schema or schema.get("pattern", "").startswith("^("):
        yield "ngawur"
    if schema["type"] in ("integer", "number"):
        yield from ("nan", "1e999", "\uff11\uff12", "")
        yield from (schema[end] + step for end, step in ENDS.items() if end in schema)
    if schema.get("format") == "date":
        yield from ("31-12-2024", "2024-13-01")
    yield from ("\x00", "a\u202eb", "x" * 201)


ENDS = {"minimum": -1, "maximum": 1}


def test_what_does_not_fit_the_description_is_refused_as_described(
    client: TestClient, described: dict[str, Any]
) -> None:
    """Also of files: a wrong value, an unknown name, twice what may stand once."""
    shared, flaws = described["components"]["parameters"], []
    for path, way in described["paths"].items():
        declared = way["get"]["parameters"]
        whole = [shared[o["$ref"].rsplit("/", 1)[-1]] if "$ref" in o else o for o in declared]
        chance = random.Random(f"{SEED}{path}")
        needed = {o["name"]: drawn(chance, o["schema"]) for o in whole if o.get("required")}
        wrong = [{"ngawur": "1"}]
        for one in chance.sample(whole, min(3, len(whole))):
            wrong += [{one["name"]: value} for value in misfits(chance, one)]
            if one["schema"]["type"] != "array":
                wrong.append({one["name"]: [drawn(chance, one["schema"])] * 2})
        for given in wrong:
            got = client.get(path, params=needed | given)
            told = way["get"]["responses"].get(str(got.status_code))
            if not (400 <= got.status_code < 500 and told and got.json()["galat"]["pesan"]):
                flaws.append(f"{path} {given}: {got.status_code} {got.text[:120]}")
    assert not flaws, "\n".join(flaws[:20])


def test_a_file_of_every_kind_is_what_it_says(
    client: TestClient, described: dict[str, Any]
) -> None:
    signs = {"zip": b"PK", "xlsx": b"PK"}
    for path in described["paths"]:
        form = path.rpartition(".")[2]
        if form in signs or path.startswith("/unduh/"):
            given = next(requests(described, path))
            got = client.get(path, params=given)
            assert got.status_code == 200, (path, given, got.text[:200])
            assert got.content.startswith(signs.get(form, b"")) and got.content


def test_every_refusal_is_described(client: TestClient, described: dict[str, Any]) -> None:
    [path] = [one for one in described["paths"] if one.endswith("/berapa_inovasi_per_tahun.json")]
    told = described["paths"][path]["get"]["responses"]
    refused = {
        client.get(f"{path}?opd=Foo").status_code,
        client.post(path).status_code,
        client.get(f"{path}?opd={'x' * 5000}").status_code,
        client.get("/api/v1/kueri/tidak_ada.json").status_code,
    }
    assert refused == {400, 404, 405} and {str(code) for code in refused} <= set(told)


def test_the_description_names_every_address(described: dict[str, Any]) -> None:
    named = set(described["paths"])
    assert {"/api/v1/", "/api/v1/openapi.json", "/api/v1/register.zip", "/unduh/data.zip"} <= named
    assert {f"/api/{path}" for path in record.IN_API} <= named
    operations = [way["get"] for way in described["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        for parameter in one["parameters"]:
            assert "$ref" in parameter or parameter["schema"], one["operationId"]
