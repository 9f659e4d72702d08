"""Web pages (HTML): the text of the page in blocks, without what stands around it."""

from pipeline.read.html.extract import extract_html

__all__ = ["extract_html"]
