"""Frames: what exactly was promised, by whom, to whom, until when, on what condition; what was refused or stated."""

from pipeline.frame.compose import Frames, frame
from pipeline.frame.deadline.find import Explained, explain_deadline, find_deadline
from pipeline.frame.given import Given

__all__ = ["Explained", "Frames", "Given", "explain_deadline", "find_deadline", "frame"]
