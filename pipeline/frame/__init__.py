"""Frames: what exactly was promised, refused or stated. So far the deadline (termijn) of a commitment."""

from pipeline.frame.deadline.find import Explained, explain_deadline, find_deadline

__all__ = ["Explained", "explain_deadline", "find_deadline"]
