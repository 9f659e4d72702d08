"""Segmentation: the passages of a Document become Sentences."""
