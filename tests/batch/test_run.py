"""Runs: what is written, what is passed over, what is set aside, and that nothing gets lost."""

import datetime as dt
import fcntl
import json
import os

import jsonschema
import pytest

from pipeline.batch.lock import BusyFolderError, UnwritableFolderError
from pipeline.export import read_labelled, schema
from pipeline.read import Hints

LETTER = "Geachte voorzitter,\n\nIk zal uw Kamer informeren over de sluis bij {place}. De sluis is dicht.\n"
LATER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def documents(out):
    return {path.name: json.loads(path.read_bytes()) for path in sorted(out.glob("*.json"))}


def test_every_document_becomes_a_file_that_follows_the_schema(run, folder, tmp_path):
    report = run(folder)
    found = documents(tmp_path / "out")
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert len(found) == 3
    for name, content in found.items():
        validator.validate(content)
        assert name == f"{content['document']['id']}.json"
        text = content["document"]["text"]
        assert all(text[s["start"] : s["end"]] == s["text"] for s in content["sentences"])
    assert [entry.source for entry in report.labelled] == [f"{folder}/{name}" for name in ("a.txt", "b/c.txt", "d.txt")]
    assert report.rejected == ()
    assert not (tmp_path / "out" / "rejected.jsonl").exists()


def test_the_report_counts_what_stands_in_the_files(run, folder, tmp_path):
    report = run(folder, hints=Hints(kind="letter"))
    sentences = [s for content in documents(tmp_path / "out").values() for s in content["sentences"]]
    counts = report.by_kind["letter"]
    assert counts.documents == 3
    assert counts.sentences == len(sentences)
    assert counts.commitments == sum("commitment" in s["labels"] for s in sentences)
    assert counts.to_review == sum(s["needs_review"] for s in sentences)
    assert report.timings.wall > 0


def test_what_was_labelled_before_is_passed_over(run, folder, tmp_path):
    run(folder)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.json")}
    report = run(folder, at=LATER)
    assert (len(report.labelled), len(report.unchanged)) == (0, 3)
    assert report.by_kind == run(folder).by_kind
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.json")} == before


def test_a_new_document_is_added(run, folder):
    run(folder)
    (folder / "nieuw.txt").write_text(LETTER.format(place="Tiel"))
    report = run(folder)
    assert [entry.source for entry in report.labelled] == [f"{folder}/nieuw.txt"]


def test_force_labels_again_into_the_same_files(run, folder, tmp_path):
    run(folder)
    names = sorted(documents(tmp_path / "out"))
    report = run(folder, force=True, at=LATER)
    assert len(report.labelled) == 3
    assert sorted(documents(tmp_path / "out")) == names
    assert all(c["run"]["created_at"] == "2026-01-01T00:00:00Z" for c in documents(tmp_path / "out").values())


def test_other_hints_label_again(run, folder, tmp_path):
    run(folder)
    report = run(folder, hints=Hints(kind="news"))
    assert len(report.labelled) == 3
    assert {c["document"]["kind"] for c in documents(tmp_path / "out").values()} == {"news"}


def test_a_file_that_was_deleted_from_the_output_is_made_again(run, folder, tmp_path):
    first = run(folder).labelled[0]
    (tmp_path / "out" / f"{first.id}.json").unlink()
    assert [entry.id for entry in run(folder).labelled] == [first.id]


def test_a_changed_file_takes_the_place_of_its_old_version(run, tmp_path):
    source = tmp_path / "brief.txt"
    source.write_text(LETTER.format(place="Veere"))
    run(source, hints=Hints(id="brief"))
    source.write_text(LETTER.format(place="Lith"))
    run(source, hints=Hints(id="brief"))
    assert list(documents(tmp_path / "out")) == ["brief.json"]
    assert "Lith" in documents(tmp_path / "out")["brief.json"]["document"]["text"]


def test_two_different_files_with_one_id_both_stay(run, folder, tmp_path):
    for _ in range(2):
        report = run(folder / "a.txt", folder / "d.txt", hints=Hints(id="brief"))
        found = documents(tmp_path / "out")
        second = next(name for name in found if name != "brief.json")
        assert sorted(found) == sorted(["brief.json", second])
        assert second == f"brief--{found[second]['document']['sha256'][:8]}.json"
        assert "Veere" in found["brief.json"]["document"]["text"]
        assert "Grave" in found[second]["document"]["text"]
    assert len(report.unchanged) == 2
    read_labelled(tmp_path / "out" / second)


def test_the_sentences_of_the_second_have_ids_of_their_own(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(LETTER.format(place="Veere") + name)
    run(tmp_path / "a.txt", tmp_path / "b.txt", hints=Hints(id="brief"))
    first, second = documents(tmp_path / "out").values()
    assert not {s["id"] for s in first["sentences"]} & {s["id"] for s in second["sentences"]}


def test_a_copy_is_passed_over_and_named(run, folder, tmp_path):
    (folder / "kopie.txt").write_bytes((folder / "a.txt").read_bytes())
    for _ in range(2):
        report = run(folder)
        (duplicate,) = report.duplicates
        assert (duplicate.source, duplicate.same_as) == (f"{folder}/kopie.txt", f"{folder}/a.txt")
        assert len(documents(tmp_path / "out")) == 3
    assert len(run(folder / "kopie.txt").duplicates) == 1


def test_an_id_that_is_no_file_name_is_made_one(run, folder, tmp_path):
    run(folder / "a.txt", hints=Hints(id="../../kwaad"))
    (name,) = documents(tmp_path / "out")
    assert name.startswith("kwaad-")
    assert [path.name for path in tmp_path.glob("*kwaad*")] == []
    assert documents(tmp_path / "out")[name]["document"]["id"] == name.removesuffix(".json")


def test_bad_documents_are_set_aside_with_a_reason_and_the_batch_goes_on(run, folder, tmp_path):
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "ruis.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "zinnen.jsonl").write_text('{"a": 1}\n')
    report = run(folder)
    assert len(report.labelled) >= 3
    rows = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()]
    by_name = {row["source"].rsplit("/", 1)[1]: row for row in rows}
    assert by_name["leeg.txt"]["reason"] == "empty"
    assert by_name["leeg.txt"]["sha256"].startswith("e3b0c442")
    assert by_name["ruis.bin"]["reason"] == "unknown_format"
    assert by_name["ruis.bin"]["at"] == "2025-07-02T09:30:00Z"


def test_a_mended_document_leaves_the_list_of_rejected(run, folder, tmp_path):
    (folder / "leeg.txt").write_bytes(b"")
    run(folder)
    run(folder / "a.txt")
    assert (tmp_path / "out" / "rejected.jsonl").exists()
    (folder / "leeg.txt").write_text(LETTER.format(place="Tiel"))
    run(folder)
    assert not (tmp_path / "out" / "rejected.jsonl").exists()


def test_a_large_file_is_not_read(run, folder, recipe):
    huge = folder / "groot.txt"
    with huge.open("wb") as file:
        file.truncate(recipe.limits.max_bytes + 1)
    (row,) = run(huge).rejected
    assert row.reason == "too_large"
    assert row.value == f"{recipe.limits.max_bytes + 1} bytes"


def test_a_file_without_permission_is_named(run, folder, monkeypatch):
    from pipeline.batch import work

    real = work.read_source

    def read_source(path, *, max_bytes):
        if path.name == "d.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, max_bytes=max_bytes)

    monkeypatch.setattr(work, "read_source", read_source)
    report = run(folder, force=True)
    assert [(row.source, row.value) for row in report.rejected] == [(f"{folder}/d.txt", "Permission denied")]
    assert len(report.labelled) == 2


def test_a_document_that_makes_the_program_fail_is_set_aside_alone(run, folder, monkeypatch):
    from pipeline.label import Labeller

    real = Labeller.label_documents

    def label_documents(self, documents, *, created_at):
        if any("Lith" in document.text for document in documents):
            raise ZeroDivisionError("oei")
        return real(self, documents, created_at=created_at)

    monkeypatch.setattr(Labeller, "label_documents", label_documents)
    report = run(folder)
    (row,) = report.rejected
    assert (row.reason, row.value) == ("internal_error", "ZeroDivisionError: oei")
    assert len(report.labelled) == 2


def test_what_a_killed_run_left_is_taken_up(run, folder, tmp_path):
    report = run(folder)
    out = tmp_path / "out"
    whole = documents(out)
    index = (out / ".index.jsonl").read_bytes()
    (out / ".index.jsonl").write_bytes(index[: len(index) // 2])
    (out / ".half.json.abc.part").write_bytes(b"{")
    (out / f"{report.labelled[2].id}.json").unlink()
    run(folder)
    assert documents(out) == whole
    assert not list(out.glob(".*.part"))


def test_without_an_index_everything_is_labelled_again_into_the_same_files(run, folder, tmp_path):
    run(folder, hints=Hints(id="brief"))
    names = sorted(documents(tmp_path / "out"))
    (tmp_path / "out" / ".index.jsonl").unlink()
    assert len(run(folder, hints=Hints(id="brief")).labelled) == 3
    assert sorted(documents(tmp_path / "out")) == names


def test_a_file_of_somebody_else_is_not_overwritten(run, folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "brief.json").write_text('{"mijn": "bestand"}')
    run(folder / "a.txt", hints=Hints(id="brief"))
    found = documents(tmp_path / "out")
    assert found["brief.json"] == {"mijn": "bestand"}
    assert len(found) == 2


def test_one_run_at_a_time(run, folder, tmp_path):
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BusyFolderError):
            run(folder)


def test_an_output_folder_that_cannot_be_made_says_so(run, folder, tmp_path):
    (tmp_path / "out").write_text("een bestand")
    with pytest.raises(UnwritableFolderError):
        run(folder)


def test_two_processes_write_the_same_as_one(run, folder, tmp_path):
    run(folder, out=tmp_path / "one")
    run(folder, out=tmp_path / "two", workers=2, batch_documents=1)
    assert documents(tmp_path / "two") == documents(tmp_path / "one")


@pytest.mark.parametrize("size", [1, 2, 16])
def test_the_size_of_a_batch_changes_nothing(run, folder, tmp_path, size):
    run(folder, out=tmp_path / "one", batch_documents=1)
    run(folder, out=tmp_path / "other", batch_documents=size)
    assert documents(tmp_path / "other") == documents(tmp_path / "one")


def test_tables_hold_every_sentence_of_the_folder(run, folder, tmp_path):
    run(folder / "a.txt")
    report = run(folder, tables=("csv", "jsonl"))
    total = sum(len(content["sentences"]) for content in documents(tmp_path / "out").values())
    assert [path.name for path in report.tables] == ["sentences.csv", "sentences.jsonl"]
    assert len((tmp_path / "out" / "sentences.jsonl").read_text().splitlines()) == total
    assert (tmp_path / "out" / "sentences.csv").read_bytes().count(b"\r\n") == total + 1


def test_the_watcher_sees_the_plan_and_each_document(run, folder):
    seen = []

    class Watcher:
        def planned(self, plan):
            seen.append(len(plan.todo))

        def done(self, result):
            seen.append(result.source.path.name)

    run(folder, watcher=Watcher())
    assert seen == [3, "a.txt", "c.txt", "d.txt"]


def test_an_interrupt_at_any_moment_of_writing_leaves_no_half_file(run, folder, tmp_path, monkeypatch):
    import tempfile

    real, made = tempfile.mkstemp, []

    def mkstemp(*args, **options):
        handle, name = real(*args, **options)
        made.append(name)
        if len(made) == 3:
            os.close(handle)
            raise KeyboardInterrupt
        return handle, name

    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)
    with pytest.raises(KeyboardInterrupt):
        run(folder)
    assert not list((tmp_path / "out").glob(".*.part"))
    monkeypatch.undo()
    assert len(run(folder).by_kind) > 0
    assert len(documents(tmp_path / "out")) == 3
