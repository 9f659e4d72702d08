"""Written questions and answers (Kamervragen, Aanhangsel van de Handelingen) in XML, of all years."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.dates import find_dates, parse_date
from pipeline.read.identify import compose_id, question_ids
from pipeline.read.inline import flatten, local_name
from pipeline.read.official_blocks import Piece, pieces
from pipeline.read.official_meta import Meta, named, text_of
from pipeline.read.people import parse_people
from pipeline.read.reading import Facts, Origin, Reading
from pipeline.read.structure.drafts import GOVERNMENT, MEMBER
from pipeline.read.structure.headers import match_header
from pipeline.read.structure.numbers import parse_numbers
from pipeline.records import Document, PassageKind, Speaker

_INTRO = ("kamervraagomschrijving", "omschr")
_NUMBER = ("nr", "nummer")
_NOTICE = ("kamervraagopmerking", "opmerking")
_EXPLANATION = ("toelicht", "toelichting")
_FRONT = ("kamervraagkop", "kamervraagnummer", "vraagnummer", "kop", "tekstregel")
_SHELLS = ("vragen", "reactie", "kamervragen", "vraagdoc", "antwoorden")
_ANSWERED = re.compile(r"^(?:nader\s+|aanvullend\s+)?(?:antwoord|mededeling)", re.IGNORECASE)
_ADDRESSED = re.compile(r"\s+aan\s+(?:de|het)\s+(?:minister|staatssecretaris|vice)", re.IGNORECASE)
_RECEIVED = re.compile(r"\(?\s*ontvangen\s+([^)]*)", re.IGNORECASE)
_SENT = re.compile(r"\(?\s*ingezonden\s+([^)]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Front:
    """What the lines above the questions say: who asks, who answers, when, and about what."""

    askers: tuple[Speaker, ...] = ()
    answerers: tuple[Speaker, ...] = ()
    asked: dt.date | None = None
    answered: dt.date | None = None
    title: str | None = None


@dataclass(slots=True)
class _State:
    """Which questions still stand without an answer."""

    reading: Reading
    front: _Front
    last: int = 0
    waiting: list[str] = field(default_factory=list)
    answers: int = 0

    def speaker(self, kind: PassageKind) -> Speaker | None:
        if kind == "question":
            return self.front.askers[0] if self.front.askers else MEMBER
        if kind in ("answer", "letter"):
            return self.front.answerers[0] if self.front.answerers else GOVERNMENT
        return None


def read_kamervragen(element: etree._Element, meta: Meta, origin: Origin) -> Document:
    """Questions, with their answers when the file has any: each passage tied to its questions by number."""
    state = _State(Reading(origin), _front(element))
    for child in element:
        _add(child, state)
    front = state.front
    ids = question_ids(" ".join((text_of(element, "vraagnummer", "kamervraagnummer") or "", *_meta_numbers(meta))))
    facts = Facts(
        "written_answers" if state.answers else "written_questions",
        id=meta.id or _compose(element, meta, ids, answered=bool(state.answers)),
        title=front.title or meta.first("OVERHEIDop.documenttitel") or meta.first("DC.title"),
        date=front.answered or front.asked or meta.date("DCTERMS.issued", "DCTERMS.available"),
        asked=front.asked or meta.date("OVERHEIDop.datumIndiening"),
        answered=front.answered or (meta.date("OVERHEIDop.datumOntvangst") if state.answers else None),
        askers=front.askers or _indieners(meta),
        answerers=front.answerers,
        question_ids=ids,
    )
    return state.reading.document(facts)


def _meta_numbers(meta: Meta) -> tuple[str, ...]:
    return meta.all("OVERHEIDop.vraagnummer")


def _indieners(meta: Meta) -> tuple[Speaker, ...]:
    return tuple(Speaker(name, "Kamerlid", None, "member") for name in meta.all("OVERHEIDop.indiener"))


def _compose(element: etree._Element, meta: Meta, ids: tuple[str, ...], *, answered: bool) -> str | None:
    if not answered:
        return compose_id("kv-tk", number=ids[0]) if ids else None
    session = " ".join(flatten(head).text for head in named(element, "kamervraagkop"))
    number = meta.first("OVERHEIDop.aanhangselNummer") or text_of(element, "kamervraagnummer") or ""
    years = session or meta.first("OVERHEIDop.vergaderjaar") or ""
    return compose_id("ah-tk", session=years, number=number) if number.isdecimal() else None


def _front(element: etree._Element) -> _Front:
    askers: tuple[Speaker, ...] = ()
    answerers: tuple[Speaker, ...] = ()
    asked = answered = title = None
    for intro in named(element, *_INTRO):
        words = flatten(intro).text
        if intro.get("type") == "antwoord" or (intro.get("type") is None and _ANSWERED.match(words)):
            answerers += tuple(person for person in parse_people(words) if person.role == "government")
            answered = answered or _dated(intro, _RECEIVED) or _iso(intro)
        else:
            addressed = _ADDRESSED.search(words)
            askers += tuple(p for p in parse_people(words[: addressed.start()] if addressed else words) if p.name)
            asked = asked or _dated(intro, _SENT) or _iso(intro)
            title = title or words
            embedded = re.search(r"\.\s+((?:Antwoord|Mededeling)\s+van\s.*)", words)
            if embedded:
                answerers += tuple(p for p in parse_people(embedded[1]) if p.role == "government")
                answered = answered or _dated(intro, _RECEIVED)
                title = words[: embedded.start() + 1]
    return _Front(tuple(dict.fromkeys(askers)), tuple(dict.fromkeys(answerers)), asked, answered, title)


def _dated(intro: etree._Element, wording: re.Pattern[str]) -> dt.date | None:
    match = wording.search(flatten(intro).text)
    dates = find_dates(match[1]) if match else ()
    return dates[0][2] if dates else None


def _iso(intro: etree._Element) -> dt.date | None:
    dates = (parse_date(date.get("isodatum") or "") or parse_date(flatten(date).text) for date in named(intro, "datum"))
    return next((date for date in dates if date), None)


def _add(child: etree._Element, state: _State) -> None:
    name = local_name(child)
    if name == "vraag":
        _add_numbered(child, "question", state)
    elif name == "antwoord":
        _add_numbered(child, "answer", state)
    elif name in _SHELLS:
        for inner in child:
            _add(inner, state)
    elif name in _INTRO or name in _FRONT:
        _add_pieces(pieces(child, state.reading), "front", (), state)
    elif name in _NOTICE or name in _EXPLANATION:
        _add_aside(child, "letter" if name in _NOTICE else "other", state)
    elif name and name != "metadata":
        signed = name in ("ondertekening", "slotondertekening")
        _add_pieces(pieces(child, state.reading), "letter" if signed else "other", (), state)


def _add_aside(child: etree._Element, kind: PassageKind, state: _State) -> None:
    """A notice (mededeling) of the government, or the members' explanation."""
    words = flatten(child).text
    if kind == "letter" and words.lower().startswith("toelichting"):
        kind = "other"
    state.answers += kind == "letter"
    _add_pieces(pieces(child, state.reading), kind, (), state)


def _add_numbered(child: etree._Element, kind: PassageKind, state: _State) -> None:
    heads = [part for part in child if local_name(part) in _NUMBER]
    label = " ".join(flatten(head).text for head in heads) or child.get("nr") or ""
    for head in heads:
        child.remove(_keeping_tail(head))
    found = list(pieces(child, state.reading))
    if not label and found:
        label, found = _label_in_text(found)
    numbers = _numbers(label, kind, state)
    if label:
        state.reading.builder.add(label, kind="heading", form="heading", numbers=numbers)
    _add_pieces(iter(found), kind, numbers, state)


def _keeping_tail(head: etree._Element) -> etree._Element:
    """Hands the text behind an element to what stands before it, so that it can be taken out."""
    before, parent = head.getprevious(), head.getparent()
    if head.tail and before is not None:
        before.tail = (before.tail or "") + head.tail
    elif head.tail and parent is not None:
        parent.text = (parent.text or "") + head.tail
    head.tail = None
    return head


def _label_in_text(found: list[Piece]) -> tuple[str, list[Piece]]:
    """The header that is the first paragraph ("Antwoord 4 en 5"), or stands at its head."""
    first = found[0]
    match = match_header(first.text)
    if match is None:
        alone = re.fullmatch(r"\d{1,3}[a-z]?\s*[.)]?", first.text)
        return (first.text, found[1:]) if alone else ("", found)
    rest = first.text[match.rest :].strip()
    return first.text[: match.end].strip(), [Piece(rest, first.form, first.name), *found[1:]] if rest else found[1:]


def _numbers(label: str, kind: PassageKind, state: _State) -> tuple[str, ...]:
    numbers = parse_numbers(label)
    if kind == "question":
        numbers = numbers or (str(state.last + 1),)
        state.last = max(state.last, *(int(re.sub(r"\D", "", number)) for number in numbers))
        state.waiting += numbers
        return numbers
    state.answers += 1
    numbers = numbers or tuple(state.waiting) or ((str(state.last),) if state.last else ())
    state.waiting = [number for number in state.waiting if number not in numbers]
    return numbers


def _add_pieces(found: Iterator[Piece], kind: PassageKind, numbers: tuple[str, ...], state: _State) -> None:
    for piece in found:
        if piece.form == "footnote":
            state.reading.builder.add(piece.text, kind="other", form="footnote")
        elif piece.form == "heading":
            state.reading.builder.add(piece.text, kind="heading", form="heading", numbers=numbers)
        elif piece.form == "signature":
            state.reading.builder.add(piece.text, kind="letter", form="signature", speaker=state.speaker("letter"))
        else:
            speaker = state.speaker(kind)
            state.reading.builder.add(piece.text, kind=kind, form=piece.form, numbers=numbers, speaker=speaker)
