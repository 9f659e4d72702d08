from __future__ import annotations

import datetime as dt

import pytest

from pipeline.frame.given import Given
from pipeline.records import Speaker

MINISTER = Speaker("Van Proef", "minister", "Infrastructuur en Waterstaat", "government")


@pytest.fixture
def a_sentence():
    """A sentence in its surroundings; by default in an answer of the minister of Infrastructuur en Waterstaat."""

    def build(text, **more):
        around = {
            "start": 0,
            "kind": "answer",
            "role": "government",
            "speaker": MINISTER,
            "asked": "",
            "before": "",
            "document_kind": "written_answers",
            "date": dt.date(2025, 3, 3),
            "answerers": (MINISTER,),
        }
        return Given(text=text, **{**around, **more})

    return build
