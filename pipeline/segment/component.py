"""The rules as a spaCy component, for users of spaCy: ``nlp.add_pipe("gestand_sentences")``."""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.segment.spans import split_spans


@Language.component("gestand_sentences", assigns=["token.is_sent_start", "doc.sents"])
def gestand_sentences(doc: Doc) -> Doc:
    """Set ``token.is_sent_start`` on every token of ``doc``; a boundary inside a token opens the next token.

    >>> import spacy
    >>> nlp = spacy.blank("nl")
    >>> _ = nlp.add_pipe("gestand_sentences")
    >>> [sentence.text for sentence in nlp("Dat meldde ik jl. Het kabinet blijft daarbij.").sents]
    ['Dat meldde ik jl.', 'Het kabinet blijft daarbij.']
    """
    starts = [start for start, _ in split_spans(doc.text)]
    sentence = 0
    for token in doc:
        number = bisect_right(starts, token.idx)
        token.is_sent_start = number > sentence or token.i == 0
        sentence = max(number, sentence)
    return doc
