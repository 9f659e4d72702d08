"""Segmentation: the passages of a Document become Sentences.

Importing this room also registers the spaCy component ``gestand_sentences``.
"""

from pipeline.segment.component import gestand_sentences
from pipeline.segment.document import segment_document
from pipeline.segment.spans import split_spans

__all__ = ["gestand_sentences", "segment_document", "split_spans"]
