"""Review (beoordelen): what follows from what people said, worked out and never stored.

Nothing here reads a database, a clock or a setting; reviews go in as records, in the order in which they were put
down.
"""

from pipeline.review.agreement import Agreement, Word, agreements
from pipeline.review.blind import is_adjudicable, is_revealed, version, visible
from pipeline.review.correction import Correction, InvalidCorrectionError, corrected_commitment, span_in
from pipeline.review.decision import Decision, State, decide, decided
from pipeline.review.independent import independent
from pipeline.review.priority import Priority, Reason, priority, rarity

__all__ = [
    "Agreement",
    "Correction",
    "Decision",
    "InvalidCorrectionError",
    "Priority",
    "Reason",
    "State",
    "Word",
    "agreements",
    "corrected_commitment",
    "decide",
    "decided",
    "independent",
    "is_adjudicable",
    "is_revealed",
    "priority",
    "rarity",
    "span_in",
    "version",
    "visible",
]
