"""The command line: ``gestand``. Its texts are Dutch."""

from pipeline.cli.app import main

__all__ = ["main"]
