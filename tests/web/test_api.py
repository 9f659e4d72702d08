"""The JSON API: paging, ids that stay, problems, its description, and what a fuzzer makes of that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from ledger_site import DUNES, SLUICE, client, filled, serving
from stored import labelled

from pipeline.store import Store

CHECKS = "not_a_server_error,status_code_conformance,response_schema_conformance,content_type_conformance"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("api")) as store:
        yield store


@pytest.fixture(scope="module")
def api(ledger: Store) -> TestClient:
    return client(ledger)


def test_pages_lead_to_each_other_and_hold_every_id_once(api):
    found, address = [], "/api/v1/toezeggingen?aantal=20"
    while address:
        page = api.get(address).json()
        found += [one["id"] for one in page["items"]]
        assert page["total"] == 61
        address = page["next"]
    assert len(found) == len(set(found)) == 61
    assert api.get("/api/v1/toezeggingen?aantal=20&pagina=2").json()["previous"] == "/api/v1/toezeggingen?aantal=20"


def test_a_commitment_has_its_standing_and_its_history(api):
    one = api.get(f"/api/v1/toezeggingen/{SLUICE}").json()
    assert (one["id"], one["status"], one["urgency"], one["late_days"]) == (SLUICE, "openstaand", "te_laat", 43)
    assert (one["history"], one["merged_into"]) == ([], None)
    assert [proposal["kind"] for proposal in one["proposals"]] == ["fulfilled"]


def test_filters_are_those_of_the_page(api):
    assert [one["id"] for one in api.get("/api/v1/toezeggingen?ministerie=financien").json()["items"]] == [DUNES]
    counted = api.get("/api/v1/cijfers?ministerie=financien").json()
    assert (counted["total"], counted["counts"]) == (1, {"openstaand": 1, "te_laat": 1})
    assert counted["today"] == "2031-05-14"


def test_sentences_have_stable_ids(api):
    (one,) = api.get("/api/v1/weigeringen").json()["items"]
    assert one["id"] == labelled().statements[2].sentence.id
    assert api.get(f"/api/v1/uitspraken/{one['id']}").json() == one
    assert api.get("/api/v1/beweringen").json()["total"] == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/toezeggingen/e-0", 404),
        ("/api/v1/uitspraken/s-0", 404),
        ("/api/v1/nergens", 404),
        ("/api/v1/toezeggingen?pagina=0", 422),
        ("/api/v1/toezeggingen?aantal=201", 422),
        ("/api/v1/toezeggingen?van=31-12-2030", 422),
        ("/api/v1/toezeggingen/%00", 422),
    ],
)
def test_what_cannot_be_is_a_problem_in_json(api, path, status):
    answer = api.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_reading_only(api):
    assert api.post("/api/v1/toezeggingen").status_code in {403, 405}
    assert api.delete(f"/api/v1/toezeggingen/{SLUICE}").status_code in {403, 405}


def test_the_description_holds_every_address(api):
    told = api.get("/api/v1/openapi.json").json()
    assert sorted(told["paths"]) == [
        "/api/v1/beweringen",
        "/api/v1/cijfers",
        "/api/v1/toezeggingen",
        "/api/v1/toezeggingen/{id}",
        "/api/v1/uitspraken/{id}",
        "/api/v1/weigeringen",
    ]
    names = {one["name"] for one in told["paths"]["/api/v1/toezeggingen"]["get"]["parameters"]}
    assert {"status", "ministerie", "dossier", "zoek", "pagina", "aantal", "volgorde"} <= names
    assert all(path in api.get("/api").text for path in told["paths"])


@pytest.mark.slow
def test_a_fuzzer_finds_no_server_error(ledger, tmp_path):
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("schemathesis is not installed")
    with serving(ledger) as address:
        fuzzed = subprocess.run(
            [
                program, "run", f"{address}/api/v1/openapi.json", "--phases", "examples,coverage,fuzzing",
                "--checks", CHECKS,
                "--max-examples", "10", "--seed", "1", "--request-timeout", "60", "--generation-database", "none",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )  # fmt: skip
    assert fuzzed.returncode == 0, fuzzed.stdout[-4000:]
