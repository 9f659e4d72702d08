"""Programs of their own, because Prefect keeps a server and settings for a whole process."""

import os
import subprocess
import sys

import pytest

LETTER = "Geachte voorzitter,\n\nIk zal uw Kamer informeren over de sluis bij {place}. De sluis is dicht.\n"


@pytest.fixture(scope="session")
def environment(tmp_path_factory, model):
    """A home for Prefect, used by all tests so that its database is made once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "GESTAND_MODEL": str(model)}


@pytest.fixture
def python(environment, root):
    """Run Python with words, or with a program as text; gives what became of it."""

    def _python(*words, text=None, timeout=180):
        words = [sys.executable, *map(str, words)] if text is None else [sys.executable, "-c", text]
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=timeout, env=environment, cwd=root, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return _python


@pytest.fixture
def folder(tmp_path):
    """Three letters, and a file that is no document."""
    source = tmp_path / "in"
    source.mkdir()
    for place in ("Veere", "Lith", "Grave"):
        (source / f"{place}.txt").write_text(LETTER.format(place=place))
    (source / "leeg.txt").write_bytes(b"")
    return source
