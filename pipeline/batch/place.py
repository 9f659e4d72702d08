"""Where a labelled document goes: the file with its id, or beside it when another document has that id."""

from __future__ import annotations

from pathlib import Path

from pipeline.batch.index import Index, fingerprint
from pipeline.batch.plan import Plan, same_file
from pipeline.batch.report import Entry
from pipeline.batch.work import Labelled
from pipeline.export import distinct_id, labelled_json, parse_labelled, renamed, write_whole


def place(result: Labelled, index: Index, plan: Plan, out: Path) -> Entry:
    """Write a labelled document and remember it.

    A new version of a file takes the place of the old. Of two different files with one id the first keeps it;
    the other gets ``<id>--<first 8 of its sha256>``.
    """
    name = _free_id(result, index)
    content = result.content
    if name != result.id:
        content = labelled_json(renamed(parse_labelled(content), name))
    write_whole(out / f"{name}.json", content)
    made_by = fingerprint(result.sha256, result.source.hints, model=plan.model)
    entry = Entry(name, result.source.name, result.sha256, made_by, result.kind, result.counts)
    index.add(entry)
    return entry


def _free_id(result: Labelled, index: Index) -> str:
    distinct = distinct_id(result.id, result.sha256)
    for name in (result.id, distinct):
        owner = index.owner(name)
        if owner is None or _is_of(owner, result):
            return name
    return f"{result.id}--{result.sha256}"


def _is_of(owner: str, result: Labelled) -> bool:
    """Whether the owner of an id is the file that this result comes from."""
    return owner == result.source.hints.address or same_file(owner, result.source.path)
