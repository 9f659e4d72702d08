"""Structure: what every block of a document is, and what its front says."""

from pipeline.read.structure.build import build_document

__all__ = ["build_document"]
