"""The ledger's records are kept as they are; events and rejections stay, the rest follows the newest word."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from stored import LETTER, SECOND, labelled

from pipeline.entries import (
    Entry,
    EntryFilter,
    EventKind,
    Evidence,
    LedgerEvent,
    Mention,
    Proposal,
    RegisterEntry,
    Rejection,
    State,
)
from pipeline.records import Actor, Deadline, Speaker
from pipeline.store import (
    ConflictError,
    Kept,
    ProposalFilter,
    RegisterChanges,
    Store,
    UnstorableError,
    entries,
    events,
    proposals,
    register,
    save,
    successions,
)

TODAY = dt.date(2025, 6, 1)
AT = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
DUE = Deadline("voor 1 juli", 3, 14, dt.date(2025, 3, 4), dt.date(2025, 6, 30), "day")


def entry(name: str = "e-1", document: str = "kst-99101-7", text: str = LETTER[1], **more: object) -> Entry:
    mention = Mention(
        sentence_id=f"s-{name}", document_id=document, start=3, end=9, text=text, date=TODAY, deadline=DUE,
        speaker=Speaker("De Wolf", "minister", "Infrastructuur en Waterstaat", "government"),
    )  # fmt: skip
    values = {
        "mentions": (mention,),
        "action": "onderzoeken hoe dat kon gebeuren",
        "made": dt.date(2025, 3, 4),
        "actor": Actor("Ik", "minister", "Infrastructuur en Waterstaat"),
        "minister": "De Wolf",
        "ministry": "Infrastructuur en Waterstaat",
        "deadline": DUE,
        "dossiers": ("99101",),
        "question_ids": ("2025Z09999",),
    }
    return Entry(id=name, document_id=document, **{**values, **more})


def kept(name: str = "e-1", *, state: State | None = None, **more: object) -> Kept:
    found = entry(name, **more)
    return Kept(found, state or State(latest=dt.date(2025, 6, 30), ministry=found.ministry))


def put(store: Store, *those: Kept) -> None:
    with store.writing() as tx:
        entries.put(tx, those)


def event(name: str = "v-1", kind: EventKind = "reminded", entry_id: str = "e-1", **more: object) -> LedgerEvent:
    return LedgerEvent(id=name, entry_id=entry_id, kind=kind, by="anna", at=AT, **more)


def proposal(name: str = "p-1", entry_id: str = "e-1", **more: object) -> Proposal:
    values = {
        "kind": "reminded", "quote": "Wanneer gaat de sluis open?", "entry_text": LETTER[1], "probability": 0.5,
        "evidence": (Evidence("dossier", "99101", "same-dossier"),), "document_id": "kv-1", "sentence_id": "s-9",
        "deadline": DUE, "actor": Actor("de minister"), "date": TODAY,
    }  # fmt: skip
    return Proposal(id=name, entry_id=entry_id, **{**values, **more})


def append(store: Store, *those: LedgerEvent) -> None:
    with store.writing() as tx:
        for one in those:
            assert events.append(tx, one)


def found(store: Store, **wanted: object) -> list[str]:
    with store.reading() as tx:
        asked = EntryFilter(today=TODAY, **wanted)
        listed = [one.entry.id for one in entries.listed(tx, asked)]
        assert entries.count(tx, asked) == len(listed)
    return listed


def test_an_entry_comes_back_as_it_was_put(store: Store) -> None:
    one = kept(state=State(status="deels_afgedaan", latest=TODAY, said=3, slipped_days=214, registered="t-1"))
    put(store, one)
    with store.reading() as tx:
        assert entries.get(tx, "e-1") == one
        assert entries.get(tx, "e-2") is None
        assert entries.of_document(tx, "kst-99101-7") == (one,)
        assert entries.by_sentences(tx, ["s-e-1", "s-0"]) == {"s-e-1": "e-1"}
        assert list(entries.every(tx)) == [one]


def test_a_second_word_takes_the_place_of_the_first(store: Store) -> None:
    put(store, kept(), kept("e-2"))
    other = kept(text="De brug bij Lith wordt geverfd.", dossiers=("99102",), action="verven", deadline=None)
    put(store, other)
    with store.reading() as tx:
        assert entries.get(tx, "e-1") == other
    assert found(store, text="brug") == ["e-1"]
    assert found(store, text="onderzoeken") == ["e-2"]
    assert found(store, dossier="99101") == ["e-2"]
    with store.writing() as tx:
        entries.set_state(tx, "e-1", State(status="afgedaan"))
        entries.set_state(tx, "e-3", State())
    assert found(store, statuses=("afgedaan",)) == ["e-1"]


def test_a_document_keeps_the_entries_that_people_touched(store: Store) -> None:
    put(store, kept("e-1"), kept("e-2"), kept("e-3"), kept("e-4", document="kst-99101-8"))
    append(store, event(entry_id="e-2"))
    with store.writing() as tx:
        proposals.put(tx, [proposal("p-3", "e-3"), proposal("p-4", "e-4")])
        assert entries.put_document(tx, "kst-99101-7", [kept("e-1"), kept("e-5")]) == ("e-3",)
    assert found(store) == ["e-1", "e-2", "e-4", "e-5"]
    assert found(store, text="onderzoeken") == ["e-1", "e-2", "e-4", "e-5"]
    with store.reading() as tx:
        assert [one.id for one in proposals.waiting(tx)] == ["p-4"]


def test_every_filter_of_entries(store: Store) -> None:
    late, soon, later = (dt.date(2025, 5, 31), dt.date(2025, 7, 1), dt.date(2025, 7, 2))
    put(
        store,
        kept("late", state=State(latest=late)),
        kept("today", state=State(latest=TODAY)),
        kept("soon", state=State(latest=soon, status="deels_afgedaan", ministry="Financiën")),
        kept("later", state=State(latest=later), minister="Van den Berg"),
        kept("never", state=State(), document="b", dossiers=("36600-XII",)),
        kept("done", state=State(latest=late, status="afgedaan")),
        kept("abstain", state=State(latest=late), polarity="abstain"),
        kept("merged", state=State(latest=late, merged_into="late")),
    )
    assert found(store) == ["late", "done", "abstain", "today", "soon", "later", "never"]
    assert found(store, statuses=("te_laat",)) == ["late"]
    assert found(store, statuses=("binnenkort",)) == ["today", "soon"]
    assert found(store, statuses=("zonder_termijn",)) == ["never"]
    assert found(store, statuses=("afgedaan", "te_laat")) == ["late", "done"]
    assert found(store, statuses=("vervallen",)) == []
    assert found(store, ministry="FINANCIEN") == ["soon"]
    assert found(store, minister="berg") == ["later"]
    assert found(store, ministry="%") == found(store)
    assert found(store, document="b") == found(store, dossier="36600-XII") == ["never"]
    assert found(store, due_from=TODAY, due_to=soon) == ["today", "soon"]
    assert found(store, text="gebeuren sluis") == []
    assert found(store, text="gebeur") == found(store)
    assert found(store, text="gebeur", statuses=("te_laat",), document="b") == []
    with store.reading() as tx:
        everything = EntryFilter(today=TODAY)
        assert entries.counts(tx, everything) == {
            "openstaand": 5, "deels_afgedaan": 1, "afgedaan": 1, "te_laat": 1, "binnenkort": 2, "zonder_termijn": 1,
        }  # fmt: skip
        page = EntryFilter(today=TODAY, limit=2, offset=1)
        assert [one.entry.id for one in entries.listed(tx, page)] == ["done", "abstain"]
        assert [one.entry.id for one in entries.merged_into(tx, "late")] == ["merged"]


def test_an_event_is_put_down_once(store: Store) -> None:
    put(store, kept())
    one = event(deadline=DUE, actor=Actor("Ik"), quote="Ik kom hierop terug.", sentence_id="s-9", document_id="b",
                date=TODAY, note="r. 3")  # fmt: skip
    append(store, one)
    with store.writing() as tx:
        assert events.append(tx, one) is False
        with pytest.raises(ConflictError, match="v-1"):
            events.append(tx, dataclasses.replace(one, note="anders"))
    with store.reading() as tx:
        assert events.get(tx, "v-1") == one
        assert events.of_entry(tx, "e-1") == tuple(events.every(tx)) == (one,)
        assert events.of_entries(tx, ["e-1", "e-2"]) == {"e-1": (one,)}


@pytest.mark.parametrize("more", [{"entry_id": "e-9"}, {"kind": "retracted", "retracts": "v-9"}])
def test_an_event_about_nothing_is_refused(store: Store, more: dict[str, str]) -> None:
    put(store, kept())
    with pytest.raises(UnstorableError, match="9"), store.writing() as tx:
        events.append(tx, event(**more))


def test_proposals_wait_until_somebody_answers(store: Store) -> None:
    put(store, kept(), kept("e-2"))
    likely = proposal("p-2", "e-2", probability=0.9, kind="fulfilled", register_id="t-1", document_id=None)
    with store.writing() as tx:
        assert proposals.put(tx, [proposal(), likely, likely]) == 2
    with store.reading() as tx:
        assert proposals.waiting(tx) == (likely, proposal())
        assert proposals.get(tx, "p-1") == proposal()
        for wanted in (
            ProposalFilter(entry="e-2"), ProposalFilter(register="t-1"), ProposalFilter(kind="fulfilled"),
            ProposalFilter(least=0.8), ProposalFilter(limit=1),
        ):  # fmt: skip
            assert proposals.waiting(tx, wanted) == (likely,)
        assert proposals.waiting(tx, ProposalFilter(document="kv-1")) == (proposal(),)
        assert proposals.count_waiting(tx, ProposalFilter(limit=1)) == 2


def test_what_was_rejected_never_returns(store: Store) -> None:
    put(store, kept())
    no = Rejection(proposal_id="p-1", by="anna", at=AT, reason="gaat over een andere sluis")
    with store.writing() as tx:
        proposals.put(tx, [proposal()])
        assert proposals.reject(tx, no)
        assert not proposals.reject(tx, no)
        assert proposals.put(tx, [proposal(probability=0.99)]) == 0
        assert proposals.remove(tx, ["p-1"]) == 0
    with store.reading() as tx:
        assert proposals.waiting(tx) == ()
        assert proposals.rejected(tx) == proposals.rejected(tx, ["p-1"]) == {"p-1": no}
        assert proposals.get(tx, "p-1") == proposal()
    with pytest.raises(UnstorableError, match="p-9"), store.writing() as tx:
        proposals.reject(tx, dataclasses.replace(no, proposal_id="p-9"))


def test_an_accepted_proposal_waits_again_when_that_is_taken_back(store: Store) -> None:
    put(store, kept())
    with store.writing() as tx:
        proposals.put(tx, [proposal(), proposal("p-2")])

    def waiting() -> list[str]:
        with store.reading() as tx:
            return [one.id for one in proposals.waiting(tx)]

    append(store, event(proposal_id="p-1"))
    assert waiting() == ["p-2"]
    append(store, event("v-2", "retracted", retracts="v-1"))
    assert waiting() == ["p-1", "p-2"]
    append(store, event("v-3", "retracted", retracts="v-2"))
    assert waiting() == ["p-2"]
    with store.writing() as tx:
        assert proposals.remove(tx, ["p-1", "p-2", "p-3"]) == 1
    assert waiting() == []


def test_the_register_as_it_was_last_seen(store: Store) -> None:
    first = RegisterEntry(id="t-1", number="TZ202501-001", text="De minister …", status_text="Openstaand",
                          status="openstaand", changed_at=AT, letters=("a", "b"), created=TODAY)  # fmt: skip
    newer = dataclasses.replace(first, status_text="Afgedaan", status="afgedaan", changed_at=AT + dt.timedelta(days=1))
    gone = RegisterEntry(id="t-1", deleted=True, changed_at=AT + dt.timedelta(days=2))
    other = RegisterEntry(id="t-2")
    with store.writing() as tx:
        assert register.put(tx, [first, other]) == RegisterChanges(new=2)
        assert register.put(tx, [first, other]) == RegisterChanges(unchanged=2)
        assert register.put(tx, [newer]) == RegisterChanges(changed=1)
        assert register.put(tx, [first]) == RegisterChanges(unchanged=1)
        assert register.get(tx, "t-1") == newer
        assert register.by_numbers(tx, ["TZ202501-001"]) == {"TZ202501-001": newer}
        assert register.put(tx, [gone, gone]) == RegisterChanges(deleted=1)
        assert register.get(tx, "t-1") == dataclasses.replace(newer, deleted=True, changed_at=gone.changed_at)
        assert list(register.every(tx)) == [other]
        assert {one.id for one in register.every(tx, deleted=True)} == {"t-1", "t-2"}
        assert register.count(tx) == 1


def test_sentences_that_the_ledger_names_are_followed_too(store: Store) -> None:
    letter = labelled()
    ids = [statement.sentence.id for statement in letter.statements]
    mention = Mention(sentence_id=ids[1], document_id="kst-99101-7", start=0, end=1, text=LETTER[1])
    with store.writing() as tx:
        save(tx, letter)
        entries.put(tx, [kept(mentions=(mention,))])
        events.append(tx, event(document_id="kst-99101-7", sentence_id=ids[3]))
        saved = save(tx, labelled(("Een voorblad.", *LETTER[:3]), run=SECOND))
        now = successions.current_sentences(tx, ids)
    assert (saved.moved, saved.lost) == (1, 1)
    assert now[ids[1]][0] == labelled(("Een voorblad.", *LETTER[:3])).statements[2].sentence.id
    assert now[ids[3]][0] is None
