"""Deadlines (termijnen): time expressions that bound an act, as written and as an interval."""
