"""Finding documents: order, hidden files, links, manifests, and what is no file."""

import datetime as dt
import os
from pathlib import Path

import pytest

from pipeline.batch import find_sources
from pipeline.batch.manifest import InvalidManifestError
from pipeline.read import Hints


def names(found, root):
    return [source.path.relative_to(root).as_posix() for source in found.sources]


def find(*paths, hints=None, without=None):
    return find_sources(paths, hints=hints or Hints(), without=without)


def test_folders_are_walked_by_name_depth_first(folder):
    assert names(find(folder), folder) == ["a.txt", "b/c.txt", "d.txt"]


def test_hidden_files_and_folders_are_passed_over_unless_named(folder):
    (folder / ".verborgen.txt").write_text("x")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("x")
    assert names(find(folder), folder) == ["a.txt", "b/c.txt", "d.txt"]
    assert names(find(folder / ".verborgen.txt"), folder) == [".verborgen.txt"]


def test_the_output_folder_is_never_read(folder):
    (folder / "out").mkdir()
    (folder / "out" / "a.json").write_text("{}")
    assert names(find(folder, without=folder / "out"), folder) == ["a.txt", "b/c.txt", "d.txt"]


def test_a_file_comes_once_however_often_it_is_named(folder):
    found = find(folder / "d.txt", folder, folder / "b")
    assert names(found, folder) == ["d.txt", "a.txt", "b/c.txt"]


def test_links_in_a_circle_end(folder):
    (folder / "b" / "terug").symlink_to(folder, target_is_directory=True)
    assert names(find(folder), folder) == ["a.txt", "b/c.txt", "d.txt"]


def test_a_link_without_a_target_is_named(folder):
    (folder / "weg.txt").symlink_to(folder / "bestaat-niet")
    (trouble,) = find(folder).troubles
    assert (trouble.path.name, trouble.value) == ("weg.txt", "No such file or directory")


def test_a_pipe_is_not_opened(folder):
    os.mkfifo(folder / "pijp")
    (trouble,) = find(folder).troubles
    assert trouble.rule == "a document is a regular file"


def test_a_folder_that_cannot_be_read_is_named(folder, monkeypatch):
    real = os.scandir

    def scandir(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find(folder)
    assert names(found, folder) == ["a.txt", "d.txt"]
    assert [(trouble.path.name, trouble.value) for trouble in found.troubles] == [("b", "Permission denied")]


MANIFEST = """
[[document]]
file = "a.txt"
id = "kst-36000-1"
kind = "letter"
date = 2025-03-04
address = "https://example.org/kst-36000-1.html"
title = "Sluis"

[[document]]
file = "b/c.txt"
kind = "news"

[[document]]
id = "kst-36000-2"
address = "https://example.org/kst-36000-2.html"
"""


def test_a_manifest_says_what_it_knows_and_is_no_document(folder):
    (folder / "manifest.toml").write_text(MANIFEST)
    found = find(folder, hints=Hints(kind="paper", date=dt.date(2020, 1, 1)))
    assert names(found, folder) == ["a.txt", "b/c.txt", "d.txt"]
    first, second, third = (source.hints for source in found.sources)
    assert first == Hints(
        kind="letter",
        date=dt.date(2025, 3, 4),
        id="kst-36000-1",
        address="https://example.org/kst-36000-1.html",
        title="Sluis",
    )
    assert second == Hints(kind="news", date=dt.date(2020, 1, 1))
    assert third == Hints(kind="paper", date=dt.date(2020, 1, 1))
    assert found.troubles == ()


def test_the_manifest_beside_a_named_file_counts(folder):
    (folder / "manifest.toml").write_text(MANIFEST)
    assert find(folder / "a.txt").sources[0].hints.id == "kst-36000-1"


def test_a_file_that_only_the_manifest_knows_is_named(folder):
    (folder / "manifest.toml").write_text('[[document]]\nfile = "weg.txt"\n')
    (trouble,) = find(folder).troubles
    assert trouble.path.name == "weg.txt"


def test_a_manifest_of_somebody_else_is_a_file_like_any_other(folder):
    (folder / "manifest.toml").write_text('name = "x"\n')
    assert "manifest.toml" in names(find(folder), folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]", "a manifest is TOML"),
        ('[[document]]\nkind = "speech"', "document.1.kind"),
        ('[[document]]\nfile = "a"\n[[document]]\nfile = "a"', "a file stands once"),
        ('[[document]]\nfoo = "a"', "document.1.foo"),
        ("document = 1", "document"),
    ],
)
def test_a_manifest_that_is_wrong_says_where(folder, text, says):
    (folder / "manifest.toml").write_text(text)
    with pytest.raises(InvalidManifestError) as caught:
        find(folder)
    assert says in str(caught.value)
    assert "manifest.toml" in str(caught.value)
