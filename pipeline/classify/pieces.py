"""What the encoder reads: a sentence, who says it, what was asked and what went before, as word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from pipeline.classify.protocol import Context
from pipeline.errors import InvalidModelError

TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most word pieces of the sentence, of what was asked, and of the sentence before."""

    sentence: int = 80
    asked: int = 40
    before: int = 14


_TURNS = {"government": "minister", "member": "kamerlid", "chair": "voorzitter"}
_SPEAKERS = {"answer": "antwoord", "letter": "brief", "quote": "citaat", "question": "vraag"}


def speaker(context: Context) -> str:
    """The word that tells the encoder who speaks; ``tekst`` where nobody is known to.

    >>> speaker(Context("Ja.", "turn", role="chair")), speaker(Context("Ja.", "answer", role="government"))
    ('voorzitter', 'antwoord')
    """
    if context.kind == "turn":
        return _TURNS.get(context.role or "", "spreker")
    return _SPEAKERS.get(context.kind, "tekst")


def clipped(pieces: Sequence[int], most: int, head: float) -> list[int]:
    """At most ``most`` pieces: the share ``head`` of them from the beginning, the others from the end.

    >>> clipped([1, 2, 3, 4, 5, 6], 4, 0.5), clipped([1, 2], 4, 0.5), clipped([1, 2, 3], 0, 0.5)
    ([1, 2, 5, 6], [1, 2], [])
    """
    if len(pieces) <= most:
        return list(pieces)
    first = int(most * head)
    return [*pieces[:first], *pieces[len(pieces) - most + first :]]


def _special(tokenizer: Tokenizer, text: str) -> int:
    found = tokenizer.token_to_id(text)
    if found is None:
        raise InvalidModelError("a tokenizer knows the marks of begin and end", value=text, place=TOKENIZER)
    return found


class Pieces:
    """Contexts as ids of word pieces: ``<s> speaker: sentence </s> asked </s> before </s>``.

    Of a question the beginning and the end are kept, of the turn before its end: there the question stands.
    """

    def __init__(self, tokenizer: Tokenizer, lengths: Lengths) -> None:
        self._tokenizer = tokenizer
        self._lengths = lengths
        self._start = _special(tokenizer, "<s>")
        self.stop = _special(tokenizer, "</s>")

    @classmethod
    def load(cls, folder: Path, lengths: Lengths) -> Pieces:
        """Read the tokenizer of a model folder; raises InvalidModelError when there is none."""
        path = folder / TOKENIZER
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception for a missing or damaged file
            raise InvalidModelError("an encoder has its tokenizer", value=str(error), place=str(path)) from error
        return cls(tokenizer, lengths)

    def places(self, context: Context) -> list[tuple[int, int]]:
        """Where in the sentence each of its pieces stands, half-open; those that name the speaker at (0, 0)."""
        named = f"{speaker(context)}: "
        coded = self._tokenizer.encode(named + context.text, add_special_tokens=False)
        ahead = len(named)
        found = coded.offsets[: self._lengths.sentence]
        return [(max(0, start - ahead), max(0, end - ahead)) for start, end in found]

    def __call__(self, contexts: Sequence[Context]) -> list[list[int]]:
        """The ids of each context, in order; no contexts give an empty list."""
        sentences = [f"{speaker(context)}: {context.text}" for context in contexts]
        texts = dict.fromkeys([*sentences, *(c.asked for c in contexts), *(c.before for c in contexts)])
        coded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ids = {text: one.ids for text, one in zip(texts, coded, strict=True)}
        most = self._lengths
        return [
            [
                self._start,
                *ids[sentence][: most.sentence],
                self.stop,
                *clipped(ids[context.asked], most.asked, 0.1 if context.kind == "turn" else 0.5),
                self.stop,
                *clipped(ids[context.before], most.before, 0.0),
                self.stop,
            ]
            for sentence, context in zip(sentences, contexts, strict=True)
        ]
