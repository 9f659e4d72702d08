"""Many documents at once: find them, pass over what was done before, label, write, and say what happened."""

from pipeline.batch.report import Counts, Report
from pipeline.batch.run import Batch, Mapper, Request, Watcher, Work, in_order, label_all
from pipeline.batch.sources import Found, Source, find_sources
from pipeline.batch.work import Outcome
from pipeline.batch.workers import InProcess, Processes, Recipe, Workers, workers_for

__all__ = [
    "Batch",
    "Counts",
    "Found",
    "InProcess",
    "Mapper",
    "Outcome",
    "Processes",
    "Recipe",
    "Report",
    "Request",
    "Source",
    "Watcher",
    "Work",
    "Workers",
    "find_sources",
    "in_order",
    "label_all",
    "workers_for",
]
