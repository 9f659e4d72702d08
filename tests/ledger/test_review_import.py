"""What was judged elsewhere reaches the ledger as soon as it is taken in."""

import datetime as dt

import pytest
from promises import Line, labelled, promise
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.ledger import refresh_document
from pipeline.store import Store, entries, save

DAY = dt.date(2031, 3, 3)
NAMES = ("kst-99101-7", "kst-99101-8")
LETTERS = [
    labelled(name, DAY, [promise("Ik stuur u de verkenning voor 1 mei 2031."), Line("De pont is oud.", ("claim",))])
    for name in NAMES
]
HEAD = (
    "sentence;review;by;kind;labels;frames;actor;action;action_start;action_end;strength;polarity;"
    "deadline;deadline_start;deadline_end;latest;precision"
)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with Store(path) as made:
        made.prepare()
        for letter in LETTERS:
            with made.writing() as tx:
                save(tx, letter)
                refresh_document(tx, letter.document.id)
    return path


@pytest.fixture
def made_anew(monkeypatch):
    names = []

    def counted(tx, name, **fields):
        names.append(name)
        return refresh_document(tx, name, **fields)

    monkeypatch.setattr("pipeline.ledger.updating.refresh_document", counted)
    return names


def table(path, *rows):
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def due_row(letter, by, latest):
    sentence = letter.statements[0].sentence
    said = f"{sentence.id};;{by};decision;commitment;commitment;ik;de verkenning;11;24;firm;act"
    return f"{said};voor 1 mei 2031;25;40;{latest};day"


def label_row(letter, position, by, labels=""):
    return f"{letter.statements[position].sentence.id};;{by};decision;{labels}{';' * 12}"


def take_in(store, *files):
    return CliRunner().invoke(app, ["review", "import", *map(str, files), "--store", str(store)])


def held(store, name):
    with Store(store) as opened, opened.reading() as tx:
        return [(one.entry.text, str(one.state.latest)) for one in entries.of_document(tx, name)]


def test_the_documents_concerned_are_made_anew_each_once(store, tmp_path, made_anew):
    one = table(tmp_path / "een.csv", due_row(LETTERS[0], "an", "2031-04-01"), label_row(LETTERS[0], 1, "an"))
    two = table(tmp_path / "twee.csv", label_row(LETTERS[0], 1, "bo", "commitment"))
    outcome = take_in(store, one, two)
    assert outcome.exit_code == 0, outcome.output
    assert "3 oordelen opgenomen" in outcome.output
    assert made_anew == [NAMES[0]]
    assert held(store, NAMES[0]) == [(LETTERS[0].statements[0].sentence.text, "2031-04-01")]
    assert held(store, NAMES[1]) == [(LETTERS[1].statements[0].sentence.text, "2031-04-30")]


def test_what_was_known_makes_nothing_anew(store, tmp_path, made_anew):
    file = table(tmp_path / "een.csv", label_row(LETTERS[0], 0, "an"))
    take_in(store, file)
    assert "0 oordelen opgenomen, 1 waren er al" in take_in(store, file).output
    assert made_anew == [NAMES[0]]
    assert held(store, NAMES[0]) == []


def test_a_broken_file_leaves_the_ledger_true_to_the_files_before_it(store, tmp_path, made_anew):
    good = table(tmp_path / "een.csv", label_row(LETTERS[1], 0, "an"))
    broken = table(tmp_path / "twee.csv", label_row(LETTERS[0], 0, "an", "belofte"))
    assert take_in(store, good, broken).exit_code != 0
    assert made_anew == [NAMES[1]]
    assert (held(store, NAMES[1]), len(held(store, NAMES[0]))) == ([], 1)


def test_the_setting_for_double_review_counts_here_too(store, tmp_path, monkeypatch):
    monkeypatch.setenv("GESTAND_JUDGES_NEEDED", "2")
    take_in(store, table(tmp_path / "een.csv", label_row(LETTERS[0], 0, "an")))
    assert len(held(store, NAMES[0])) == 1
    take_in(store, table(tmp_path / "twee.csv", label_row(LETTERS[0], 0, "bo")))
    assert held(store, NAMES[0]) == []
    monkeypatch.setenv("GESTAND_JUDGES_NEEDED", "3")
    refused = CliRunner().invoke(app, ["ledger", "refresh", "--store", str(store)])
    assert refused.exit_code == 2
    assert "GESTAND_JUDGES_NEEDED kan niet 3 zijn" in refused.output
