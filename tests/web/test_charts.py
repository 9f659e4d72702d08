"""Charts, apart from the pages that they stand on."""

from __future__ import annotations

from importlib.metadata import version

from pipeline.web.charts import Chart, Series


def test_drawing_leaves_the_packages_of_the_program_findable() -> None:
    """pygal brings a finder of packages that replaces Python's own; without it no package has a version."""
    chart = Chart("Te laat", "Drie zijn te laat.", ("jan", "feb"), (Series("te laat", (1, 2), "late"),))
    assert "<svg" in chart.svg
    assert version("psycopg")
    assert version("lxml")
