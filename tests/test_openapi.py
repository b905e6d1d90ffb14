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
    return "".join(chance.choices(letters, k=chance.randint(1, 30)))


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


def test_every_refusal_is_described(client: TestClient, described: dict[str, Any]) -> None:
    [path] = [one for one in described["paths"] if one.endswith("/berapa_inovasi_per_tahun.json")]
    told = described["paths"][path]["get"]["responses"]
    refused = {
        client.get(f"{path}?opd=Foo").status_code,
        client.post(path).status_code,
        client.get(f"{path}?opd={'x' * 5000}").status_code,
        client.get("/api/v1/kueri/tidak_ada.json").status_code,
    }
    assert refused == {400, 404, 405, 414} and {str(code) for code in refused} <= set(told)


def test_the_description_names_every_address(described: dict[str, Any]) -> None:
    named = set(described["paths"])
    assert {"/api/v1/", "/api/v1/openapi.json", "/api/v1/register.zip", "/unduh/data.zip"} <= named
    assert {f"/api/{path}" for path in record.IN_API} <= named
    operations = [way["get"] for way in described["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        for parameter in one["parameters"]:
            assert "$ref" in parameter or parameter["schema"], one["operationId"]
