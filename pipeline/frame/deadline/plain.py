"""A sentence as the wording rules read it: small letters, single spaces, with the way back to the sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """``text[i]`` stands at ``places[i]`` in the sentence; ``places`` ends with the length of the sentence."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the sentence of a span that is not empty.

        >>> plain("Voor  1 juli").original(0, 6)
        (0, 7)
        """
        return self.places[start], self.places[end - 1] + 1


def plain(sentence: str) -> Plain:
    r"""Small letters, runs of white space as one space; soft hyphens vanish.

    >>> plain("Voor\n 1 juli").text
    'voor 1 juli'
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(sentence):
        if character == "\u00ad":
            continue
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "  # noqa: PLW2901 - every kind of white space reads as a space
        small = character.lower()
        characters.append(small if len(small) == 1 else character)
        places.append(place)
    return Plain("".join(characters), (*places, len(sentence)))
