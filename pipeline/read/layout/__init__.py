"""Lay-out repair: printed lines become paragraphs, headings, bullets and footnotes, free of line breaks."""

from pipeline.read.layout.compose import compose
from pipeline.read.layout.lines import Line

__all__ = ["Line", "compose"]
