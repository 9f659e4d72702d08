"""Reading: bytes of any supported format become a Document.

:func:`read_document` is the whole of it for other rooms.
"""

from pipeline.read.document import read_document
from pipeline.read.hints import Hints

__all__ = ["Hints", "read_document"]
