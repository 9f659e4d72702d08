"""Charts, apart from the pages that they stand on."""

from __future__ import annotations

from importlib.metadata import version

from pipeline.web.charts import Chart, Series


def test_a_name_with_control_characters_is_drawn_without_them() -> None:
    chart = Chart("Te laat", "Drie.", ("\x01A & <B>\x00\ufffe", "C"), (Series("te laat", (1, 2), "late"),), across=True)
    assert "A &amp; &lt;B&gt;" in chart.svg


def test_drawing_leaves_the_packages_of_the_program_findable() -> None:
    """pygal brings a finder of packages that replaces Python's own; without it no package has a version."""
    chart = Chart("Te laat", "Drie zijn te laat.", ("jan", "feb"), (Series("te laat", (1, 2), "late"),))
    assert "<svg" in chart.svg
    assert version("psycopg")
    assert version("lxml")
