"""Files on the disk: whole or not at all, under safe names, and what was set aside."""

import datetime as dt
import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export import Rejection, distinct_id, read_rejected, safe_id, sweep, write_rejected, write_whole

AT = dt.datetime(2025, 7, 2, 9, 30, tzinfo=dt.UTC)


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, b"one")
    write_whole(path, iter([b"two ", b"parts"]))
    assert path.read_bytes() == b"two parts"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_when_writing_fails_the_old_file_stays_and_nothing_else(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, b"old")

    def parts():
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(path, parts())
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_content_is_on_the_disk_before_the_name_changes(tmp_path, monkeypatch):
    order = []
    real_sync, real_replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("fsync"), real_sync(handle)))
    monkeypatch.setattr(os, "replace", lambda *a, **k: (order.append("replace"), real_replace(*a, **k)))
    write_whole(tmp_path / "a.json", b"x")
    assert order == ["fsync", "replace"]


def test_a_new_file_gets_the_users_permissions(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.json", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o640


def test_what_a_killed_run_left_is_swept(tmp_path):
    (tmp_path / ".a.json.x1y2.part").write_bytes(b"half")
    (tmp_path / "a.json").write_bytes(b"whole")
    assert sweep(tmp_path) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("name", ["ah-tk-20232024-1178", "kst-36600-VII-1", "h-tk-20172018-70-8", "brief_2", "é"])
def test_ids_that_can_be_file_names_stay(name):
    assert safe_id(name) == name


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_id_becomes_a_file_name(name):
    safe = safe_id(name)
    assert safe
    assert len(f"{safe}--01234567.json".encode()) < 250
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert not safe.startswith(".")
    assert safe_id(safe) == safe


def test_two_unsafe_ids_never_become_one():
    assert len({safe_id(name) for name in ("a/b", "a:b", "a b", "a-b")}) == 4


def test_a_second_document_with_an_id_gets_another():
    assert distinct_id("brief", "0123456789abcdef") == "brief--01234567"


def test_rejections_are_lines_of_json_and_come_back(tmp_path):
    rows = [
        Rejection("b.txt", None, "unreadable_file", "a file can be read", "Permission denied", "b.txt", AT),
        Rejection("a.pdf", "ab" * 32, "encrypted", "no password", None, "a.pdf, page 1", AT),
    ]
    write_rejected(tmp_path, rows)
    lines = [json.loads(line) for line in (tmp_path / "rejected.jsonl").read_text().splitlines()]
    assert [line["source"] for line in lines] == ["a.pdf", "b.txt"]
    assert list(lines[0]) == ["source", "sha256", "reason", "rule", "value", "place", "at"]
    assert lines[0]["at"] == "2025-07-02T09:30:00Z"
    assert read_rejected(tmp_path) == (rows[1], rows[0])


def test_without_rejections_there_is_no_file(tmp_path):
    write_rejected(tmp_path, [Rejection("a", None, "empty", "r", None, "a", AT)])
    write_rejected(tmp_path, [])
    assert list(tmp_path.iterdir()) == []
    assert read_rejected(tmp_path) == ()


def test_a_damaged_line_is_passed_over(tmp_path):
    write_rejected(tmp_path, [Rejection("a", None, "empty", "r", None, "a", AT)])
    with (tmp_path / "rejected.jsonl").open("a") as file:
        file.write('{"source": "b"\n{"source": "c"}\n[]\n')
    assert [row.source for row in read_rejected(tmp_path)] == ["a"]
