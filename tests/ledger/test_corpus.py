"""The ledger on real documents: the two undertakings that started the project, and the question that recalls one."""

import datetime as dt

import pytest

from pipeline.classify import load_classifier
from pipeline.label import Labeller
from pipeline.ledger.founding import found_entries
from pipeline.ledger.linking import Known, Linker
from pipeline.ledger.sequels import sequels
from pipeline.ledger.status import standing, state
from pipeline.read import Hints

pytestmark = pytest.mark.corpus
AUGUST = dt.date(2023, 8, 14)


@pytest.fixture(scope="module")
def seeds(shared, root):
    labeller = Labeller(load_classifier(None, models_dir=root / "models"))
    made = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)

    def read(name, date=None):
        (path,) = (shared / "seeds").glob(f"{name}_*.txt")
        return labeller.label(path.read_bytes(), source=path.name, hints=Hints(date=date), created_at=made)

    return {"news": read("000", AUGUST), "undated": read("000"), "questions": read("001")}


def entry_with(labelled, *words):
    (found,) = [one for one in found_entries(labelled) if all(word in one.text for word in words)]
    return found


def test_the_undertakings_are_entries(seeds):
    supplier = entry_with(seeds["news"], "ministeries", "leverancier")
    assert supplier.actor is not None
    assert "Economische Zaken" in supplier.ministry
    customs = entry_with(seeds["news"], "najaar")
    assert (customs.actor.text, customs.ministry) == ("de Douane", "Financiën")
    assert (customs.deadline.earliest, customs.deadline.latest) == (dt.date(2023, 9, 23), dt.date(2023, 12, 20))
    now = standing(customs, state(customs, []), today=dt.date(2024, 2, 19), soon_days=30)
    assert (now.urgency, now.late_days) == ("te_laat", 61)


def test_without_a_date_the_deadline_stays_open(seeds):
    customs = entry_with(seeds["undated"], "najaar")
    assert (customs.deadline.text, customs.deadline.latest) == ("dit najaar", None)


@pytest.mark.parametrize("news", ["news", "undated"])
def test_the_question_recalls_the_first(seeds, news):
    entries = found_entries(seeds[news])
    linker = Linker([Known(one, one.deadline and one.deadline.latest) for one in entries])
    (found,) = linker.propose(sequels(seeds["questions"], found_entries(seeds["questions"])))
    assert (found.kind, found.entry_id) == ("reminded", entry_with(seeds[news], "ministeries", "leverancier").id)
    (asked,) = [one for one in seeds["questions"].statements if one.sentence.id == found.sentence_id]
    assert asked.sentence.passage.numbers == ("6",)
