"""Minutes of the Tweede Kamer in VLOS XML (vergaderverslag): turns nested as they were spoken."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.dates import parse_date
from pipeline.read.identify import dossier
from pipeline.read.inline import flatten, local_name
from pipeline.read.reading import Facts, Origin, Reading, give_roles
from pipeline.read.vlos_speakers import child_text, heading_name, names_chair, turn_speaker
from pipeline.records import Document, Form, PassageKind, Speaker

_TURNS = ("woordvoerder", "interrumpant")
_SHELLS = ("activiteit", "activiteithoofd", "activiteitdeel", "activiteititem", "vergadering")
_PROPERTIES = frozenset(
    {"zaal", "vergaderjaar", "vergaderingnummer", "datum", "aanvangstijd", "sluiting", "eindtijd", "parlisid"}
    | {"voortzetting", "markeertijdbegin", "markeertijdeind", "isvoorzitter", "isdraad", "isnieuw", "spreker"}
    | {"sprekers", "fracties", "commissies", "zaken", "relaties", "activiteitenindex", "bijlages"}
    | {"omschrijving", "rectificatieomschrijving"}
)
_VOTES = ("besluitvorm", "uitslag", "stemmingen")
_REPEATED = "name at the head of a turn, kept as its speaker"


@dataclass(slots=True)
class _Debate:
    """Turns counted so far, and the heading that stands above the text."""

    reading: Reading
    turn: int = -1
    heading: str = ""
    chair: Speaker = field(default_factory=lambda: Speaker(office="voorzitter", role="chair"))
    speakers: list[Speaker] = field(default_factory=list)

    def take_turn(self, speaker: Speaker) -> int:
        """Count a turn; a chair who is named stays in the chair until another is."""
        self.turn += 1
        self.speakers.append(speaker)
        if speaker.role == "chair" and speaker.name:
            self.chair = speaker
        return self.turn


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who is speaking, and in which turn."""

    speaker: Speaker | None = None
    turn: int | None = None
    depth: int = 0
    kind: PassageKind = "other"


def read_vlos(root: etree._Element, origin: Origin) -> Document | None:
    """A meeting; its id is the name of the file, since one meeting exists in several versions.

    ``None`` when the file holds no meeting.
    """
    meetings = [element for element in root.iter() if local_name(element) == "vergadering"]
    if not meetings:
        return None
    debate = _Debate(Reading(origin))
    meeting = meetings[0]
    _add_children(meeting, debate)
    facts = Facts(
        "debate",
        id=origin.stem,
        title=child_text(meeting, "titel"),
        date=parse_date((child_text(meeting, "datum") or "")[:10]),
        dossiers=_dossiers(meeting),
    )
    return debate.reading.document(give_roles(facts, tuple(debate.speakers)))


def _add_children(element: etree._Element, debate: _Debate) -> None:
    for child in element:
        _add(child, debate)


def _add(child: etree._Element, debate: _Debate) -> None:
    name = local_name(child)
    if name in _SHELLS:
        _add_children(child, debate)
    elif name == "titel":
        _add_heading(child, debate)
    elif name in _TURNS:
        _add_turn(child, debate, depth=0)
    elif name == "tekst":
        _add_text(child, _Voice(), debate)
    elif name == "draadboekfragment":
        _add_fragment(child, _Voice(), debate)
    elif name == "onderwerp":
        _add_subject(child, debate)
    elif name in _VOTES:
        debate.reading.leave_out(f"<{name}>: the register of a vote, which the chair reads out")
    elif name and name not in _PROPERTIES:
        _add_unknown(child, _Voice(), debate)


def _add_heading(title: etree._Element, debate: _Debate) -> None:
    """Titles of the meeting and its parts; those of single turns only repeat the speaker."""
    words = flatten(title).text
    if local_name(title.getparent()) in ("activiteitdeel", "activiteititem"):
        debate.reading.leave_out("title of a single turn, which repeats the speaker", 1 if words else 0)
    elif words == debate.heading:
        debate.reading.leave_out("title that repeats the one above it", 1 if words else 0)
    else:
        debate.heading = words
        debate.reading.builder.add(words, kind="heading", form="heading")


def _add_subject(subject: etree._Element, debate: _Debate) -> None:
    words = flatten(subject).text
    if words and words != debate.heading:
        debate.heading = words
        debate.reading.builder.add(words, kind="heading", form="heading")
    else:
        debate.reading.leave_out("title that repeats the one above it", 1 if words else 0)


def _add_turn(turn: etree._Element, debate: _Debate, depth: int, outer: str | None = None) -> None:
    """A turn, then what happened inside it; the first speaker's answers are no interruptions."""
    speakers = [child for child in turn if local_name(child) == "spreker"]
    key = speakers[0].get("objectid") or child_text(speakers[0], "verslagnaam") if speakers else None
    own_depth = depth - 1 if depth and key and key == outer else depth
    speaker = turn_speaker(turn, speakers)
    voice = _Voice(speaker, debate.take_turn(speaker), own_depth, "turn")
    for child in turn:
        name = local_name(child)
        if name == "tekst":
            _add_text(child, voice, debate)
        elif name == "draadboekfragment":
            _add_fragment(child, voice, debate)
        elif name in _TURNS:
            _add_turn(child, debate, depth + 1, outer or key)
        elif name and name not in _PROPERTIES:
            _add_unknown(child, voice, debate)


def _add_fragment(fragment: etree._Element, voice: _Voice, debate: _Debate) -> None:
    """A set piece: a motion read out, a suspension, a remark of the stenographer."""
    for child in fragment:
        name = local_name(child)
        if name == "tekst":
            quiet = _Voice(voice.speaker, voice.turn, voice.depth)
            _add_text(child, quiet if fragment.get("soort") == "Motie indiening" else _Voice(), debate)
        elif name and name not in _PROPERTIES:
            _add_unknown(child, voice, debate)


def _add_text(text: etree._Element, voice: _Voice, debate: _Debate) -> None:
    """Alineas in order; a line "De voorzitter:" inside a set piece begins a turn of the chair."""
    for alinea in text:
        name = local_name(alinea)
        if name == "alineagroep":
            _add_text(alinea, voice, debate)
            continue
        opens = heading_name(alinea)
        if opens and voice.kind != "turn" and names_chair(opens):
            voice = _Voice(debate.chair, debate.take_turn(debate.chair), voice.depth + (voice.turn is not None), "turn")
        if name == "alinea":
            _add_items(alinea, voice, opens, debate)
        elif name == "lijst":
            _add_list(alinea, voice, debate)
        elif name:
            _add_unknown(alinea, voice, debate)


def _add_items(alinea: etree._Element, voice: _Voice, opens: str, debate: _Debate) -> None:
    for place, item in enumerate(child for child in alinea if local_name(child)):
        name = local_name(item)
        if name == "lijst":
            _add_list(item, voice, debate)
            continue
        words = flatten(item).text
        if place == 0 and opens and voice.kind == "turn":
            debate.reading.leave_out(_REPEATED)
            words = words[len(opens) :].strip()
        _add_passage(words, voice, "paragraph", debate)
        if name != "alineaitem":
            debate.reading.leave_out(f"mark-up of <{name}>, unknown; its words are kept")


def _add_list(element: etree._Element, voice: _Voice, debate: _Debate) -> None:
    for item in element:
        if local_name(item) == "lijst":
            _add_list(item, voice, debate)
        elif local_name(item):
            _add_passage(flatten(item).text, voice, "bullet", debate)


def _add_passage(words: str, voice: _Voice, form: Form, debate: _Debate) -> None:
    if words and words == debate.heading and voice.turn is None:
        debate.reading.leave_out("title that repeats the one above it")
        return
    debate.reading.builder.add(
        words, kind=voice.kind, form=form, speaker=voice.speaker, turn=voice.turn, depth=voice.depth
    )


def _add_unknown(element: etree._Element, voice: _Voice, debate: _Debate) -> None:
    words = flatten(element).text
    if words:
        debate.reading.leave_out(f"mark-up of <{local_name(element)}>, unknown; its words are kept")
        other = _Voice(voice.speaker, voice.turn, voice.depth)
        _add_passage(words, other, "paragraph", debate)


def _dossiers(meeting: etree._Element) -> tuple[str, ...]:
    """The dossiers on the agenda: those of the activities, not those of motions moved in the debate."""
    found: list[str] = []
    for element in meeting.iter():
        if local_name(element) == "dossiernummer" and _on_agenda(element):
            number = dossier(flatten(element).text)
            if number and number not in found:
                found.append(number)
    return tuple(found)


def _on_agenda(element: etree._Element) -> bool:
    above = {local_name(parent) for parent in element.iterancestors()}
    return not above & {"draadboekfragment", "woordvoerder", "interrumpant"}
