"""What the review pages call things, in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.records import Cue, Label, Precision
from pipeline.review import Reason, State
from pipeline.reviews import Attachment, ReviewKind

KEYS: Mapping[Label, str] = {"commitment": "1", "refusal": "2", "claim": "3"}
"""The key that chooses a label."""

GUIDE_KEYS: Mapping[Label, str] = {"commitment": "t", "refusal": "w", "claim": "b"}
"""The key that shows the guideline of a label."""

SAID: Mapping[ReviewKind, str] = {
    "decision": "oordeel",
    "unsure": "twijfel",
    "skip": "overgeslagen",
    "adjudication": "beslissing van de scheidsrechter",
    "undo": "teruggedraaid",
}
FOUND: Mapping[Attachment, str] = {
    "same": "",
    "overlap": "over dezelfde woorden met andere grenzen",
    "same_text": "over dezelfde woorden op een andere plaats",
    "alike": "over bijna dezelfde woorden",
    "lost": "over een zin die er niet meer is",
}
REASONS: Mapping[Reason, str] = {
    "disputed": "oordelen verschillen",
    "uncertain": "model twijfelt",
    "rare": "zeldzaam label",
    "deadline": "termijn dichtbij",
    "half": "één oordeel",
}
STATES: Mapping[State, str] = {
    "open": "nog niet beoordeeld",
    "unsure": "alleen twijfel",
    "single": "één oordeel",
    "agreed": "eensluidend",
    "disputed": "oordelen verschillen",
    "adjudicated": "beslist",
}
CUES: Mapping[Cue, str] = {"fulfilment": "nakoming van een eerdere", "reminder": "herinnering aan een eerdere"}
PRECISIONS: Mapping[Precision, str] = {
    "day": "dag",
    "week": "week",
    "month": "maand",
    "quarter": "kwartaal",
    "season": "seizoen",
    "half_year": "half jaar",
    "year": "jaar",
    "event": "gebeurtenis",
    "unresolved": "geen datum",
}
FIELDS: Mapping[str, str] = {
    "actor": "wie",
    "action": "handeling",
    "strength": "kracht",
    "polarity": "doen of nalaten",
    "recipient": "aan wie",
    "condition": "voorwaarde",
    "deadline": "termijn",
    "earliest": "vanaf",
    "latest": "uiterlijk",
    "precision": "nauwkeurigheid",
    "labels": "labels",
}
FAULTS: Mapping[str, str] = {
    "actor": "Een toezegging heeft iemand die gebonden is; vul in wie.",
    "action": "De handeling bestaat uit woorden van de zin, zoals ze er staan.",
    "strength": "Kies stellig, voorzichtig of voorwaardelijk.",
    "polarity": "Kies doen of nalaten.",
    "deadline": "De termijn bestaat uit woorden van de zin; datums zonder woorden kunnen niet.",
    "earliest": "Schrijf een datum als 2031-03-01.",
    "latest": "Schrijf een datum als 2031-03-01, niet vóór de eerste dag.",
    "precision": "‘Geen datum’ hoort bij woorden zonder datums, en alleen daarbij.",
    "labels": "Kies een of meer labels, of ‘geen label’.",
    "proposal": "Het voorstel is vernieuwd sinds u deze pagina opende. Bekijk het nieuwe en kies nog eens.",
    "few": "Over deze zin hebben nog geen twee mensen geoordeeld; er is nog niets om over te beslissen.",
    "together": "U hebt deze zin zelf beoordeeld; beslissen kan dan alleen in overleg.",
}
ORDERS: Mapping[str, str] = {
    "waarde": "belangrijkste eerst",
    "onzeker": "model het onzekerst",
    "termijn": "termijn het eerst",
    "nieuw": "nieuwste document",
    "document": "volgorde van het document",
}
WHOSE: Mapping[str, str] = {
    "todo": "nog door mij te doen",
    "mijn": "door mij beoordeeld",
    "tweemaal": "door twee of meer beoordeeld",
    "oneens": "oordelen verschillen",
    "alles": "alle zinnen",
}
OWN_DISPUTES = "door mij beoordeeld, en oordelen verschillen"
"""``oneens`` for who sees no other disputes."""
BANDS: Mapping[str, str] = {
    "twijfel": "in de twijfelband",
    "0-20": "0–20 %",
    "20-40": "20–40 %",
    "40-60": "40–60 %",
    "60-80": "60–80 %",
    "80-100": "80–100 %",
}


def set_of(labels: tuple[Label, ...]) -> str:
    """Labels together.

    >>> set_of(("claim", "commitment")), set_of(())
    ('bewering en toezegging', 'geen label')
    """
    names = {"commitment": "toezegging", "refusal": "weigering", "claim": "bewering"}
    words = [names[label] for label in labels]
    if len(words) > 1:
        return f"{', '.join(words[:-1])} en {words[-1]}"
    return words[0] if words else "geen label"
