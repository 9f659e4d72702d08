"""Cells that a spreadsheet shows and never runs: text of others is not trusted as a formula (OWASP, CSV injection)."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_JOINED = "; "


def is_formula(text: str) -> bool:
    r"""Whether a spreadsheet may run a text, also behind blanks.

    >>> is_formula("=1+1"), is_formula("  @SUM(A1)"), is_formula("\tx"), is_formula("Ja."), is_formula("")
    (True, True, True, False, False)
    """
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def cell(value: object) -> object:
    """A value for a row of CSV: what could be run gets an apostrophe before it, a tuple is one text.

    >>> cell(("99101", "99102")), cell("-5 %"), cell(7), cell(None), cell(())
    ('99101; 99102', "'-5 %", 7, None, '')
    """
    if isinstance(value, tuple):
        value = _JOINED.join(str(one) for one in value)
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
