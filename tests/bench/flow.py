"""How fast the flow is, how much memory it takes, and how much of its time is not reading and labelling.

``python tests/bench/flow.py [--documents 500] [--workers N]`` runs ``flows.py run`` in a process of its own over
documents that it writes, and prints a table. Times are of the clock; ``other`` is what starting, orchestration
and writing take, as a share of the whole.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from documents import repeat_documents, write_documents

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--pairs", type=int, default=24, help="questions per document, at most")
    parser.add_argument("--like", type=Path, nargs="*", help="folders whose files are repeated")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--plain", action="store_true", help="gestand label, without the flow")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "in"), Path(folder, "out")
        if arguments.like:
            size = repeat_documents(source, arguments.like, arguments.documents)
        else:
            size = write_documents(source, arguments.documents, pairs=arguments.pairs)
        home = {} if "PREFECT_HOME" in os.environ else {"PREFECT_HOME": str(Path(folder, "prefect"))}
        if not arguments.plain:
            nothing = [sys.executable, str(ROOT / "flows.py"), "run", str(folder_of(folder)), "--out", str(out)]
            first = measure(nothing, home)  # the first start ever makes Prefect's database
        figures = measure(command(source, out, arguments), home)
        if not arguments.plain:
            figures["first_start_s"] = first["wall_s"]
        seconds = json.loads((out / ".last-run").read_bytes())["seconds"]
        figures |= {f"{name}_s": round(seconds[name], 2) for name in ("reading", "labelling", "writing")}
        figures |= counted(out) | {"source_mb": round(size / 1e6, 1)}
    work = figures["reading_s"] + figures["labelling_s"]
    workers = arguments.workers or 1
    figures["documents_per_s"] = round(figures["documents"] / figures["wall_s"], 1)
    figures["sentences_per_s"] = round(figures["sentences"] / figures["wall_s"])
    figures["other_share"] = round(1 - work / workers / figures["wall_s"], 3)
    for name, value in figures.items():
        print(f"{name:24}{value}")  # noqa: T201


def folder_of(folder: str) -> Path:
    """An empty folder."""
    path = Path(folder, "empty")
    path.mkdir()
    return path


def command(source: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """What is measured."""
    workers = ["--workers", str(arguments.workers or 1)]
    if arguments.plain:
        return [str(Path(sys.executable).with_name("gestand")), "label", str(source), "--out", str(out), *workers]
    return [sys.executable, str(ROOT / "flows.py"), "run", str(source), "--out", str(out), *workers]


def measure(words: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a command: seconds, seconds of processor time, and the peak of its memory with all its children."""
    peak = Peak()
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        words,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    watcher = threading.Thread(target=peak.watch, args=(process,))
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - started
    watcher.join()
    after = os.times()
    if code not in {0, 1}:  # 1: some documents were set aside
        raise SystemExit(code)
    return {
        "wall_s": round(wall, 2),
        "processor_s": round(after.children_user + after.children_system - before[2] - before[3], 2),
        "peak_memory_mb": round(peak.kilobytes / 1024),
    }


def counted(out: Path) -> dict[str, float]:
    """Documents and sentences that were written."""
    found = [json.loads(path.read_bytes()) for path in out.glob("*.json")]
    return {"documents": len(found), "sentences": sum(len(content["sentences"]) for content in found)}


class Peak:
    """The highest sum of resident memory of a process and all below it."""

    kilobytes = 0

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look until it ends."""
        while process.poll() is None:
            self.kilobytes = max(self.kilobytes, sum(map(resident, family(process.pid))))
            time.sleep(0.2)


def family(pid: int) -> list[int]:
    """A process and everything that it started."""
    found = [pid]
    for number in found:
        try:
            children = Path(f"/proc/{number}/task/{number}/children").read_text()
        except OSError:
            continue
        found.extend(map(int, children.split()))
    return found


def resident(pid: int) -> int:
    """Kilobytes in memory; shared pages are counted in every process."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    main()
