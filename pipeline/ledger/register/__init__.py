"""The Kamer's register of commitments (toezeggingenregister): reading it, and laying it beside the ledger."""

from pipeline.ledger.register.matching import Comparison, Match, compare, match
from pipeline.ledger.register.reading import RowFault, read_register

__all__ = ["Comparison", "Match", "RowFault", "compare", "match", "read_register"]
