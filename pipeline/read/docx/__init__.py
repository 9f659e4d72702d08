"""Word files (DOCX): paragraphs, lists, tables and notes in the order of the body."""

from pipeline.read.docx.extract import extract_docx

__all__ = ["extract_docx"]
