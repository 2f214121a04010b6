"""What converting a material costs: CPU a material beyond start-up, by stage, and memory for many.

    .venv/bin/python bench/conversion.py [--count 300] [--many 10000]

Prints start-up (imports, vocabulary, dictionaries that load on first use), then milliseconds of CPU a
material of about 6,500 characters on one core, in all and by stage, then the highest resident memory of
a process that converts a tenth of `--many` materials and of one that converts all. Materials are made
up (`synthetic.py`); everything happens in temporary folders.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import synthetic

sys.path.insert(0, str(Path(__file__).parents[1]))
WARM_UP = 20
"""Materials converted before the clock starts: what they load is start-up."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=300, help="materials for the CPU measurement")
    parser.add_argument("--many", type=int, default=10_000, help="materials for the memory measurement; 0: leave out")
    parser.add_argument("--child", choices=["cpu", "memory"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure_cpu(options.count) if options.child == "cpu" else measure_memory(options.count)))
        return
    cpu = in_child("cpu", options.count)
    print(f"materials                      {options.count}, {cpu['characters']:.0f} characters on average")
    print(f"start-up                       {cpu['startup']:.2f} CPU-s")
    print(f"a material, all stages         {cpu['mean']:.2f} ms CPU (median {cpu['median']:.2f}, p95 {cpu['p95']:.2f})")
    for stage, spent in cpu["stages"].items():
        print(f"  {stage:<28} {spent:.2f} ms")
        if stage == "repair":
            for rule, part in sorted(cpu["rules"].items(), key=lambda item: -item[1])[:6]:
                print(f"    {rule:<26} {part:.2f} ms, once through")
    for count in sorted({options.many // 10, options.many} - {0}):
        memory = in_child("memory", count)
        print(
            f"peak memory, {count:>6} materials  {memory['peak']:.0f} MB ({memory['seconds']:.0f} CPU-s, pages and indexes)"
        )


def in_child(what: str, count: int) -> Any:
    """A measurement in a process of its own, so that none sees what another left behind."""
    command = [sys.executable, __file__, "--child", what, "--count", str(count)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)


def measure_cpu(count: int) -> dict[str, Any]:
    """CPU of `read_material` and of writing the page, a material at a time."""
    from build_tools import pipeline
    from build_tools.collection import collect
    from build_tools.pages import Written, write_material_page
    from build_tools.vocabulary import load_vocabulary

    with tempfile.TemporaryDirectory() as temporary:
        archive, docs = Path(temporary) / "archive", Path(temporary) / "docs"
        before_files = time.process_time()
        paths = list(synthetic.write(archive, count + WARM_UP))
        for_files = time.process_time() - before_files
        characters = statistics.mean(len(synthetic.material(seed)) for seed in range(0, count, 10))
        vocabulary = load_vocabulary()
        originals = collect(archive, vocabulary).originals
        assert len(originals) == len(paths)
        written = Written()
        for original in originals[:WARM_UP]:
            write_material_page(pipeline.read_material(original, vocabulary), vocabulary, docs, written)
        startup = time.process_time() - for_files
        each = []
        for original in originals[WARM_UP:]:
            start = time.process_time()
            write_material_page(pipeline.read_material(original, vocabulary), vocabulary, docs, written)
            each.append((time.process_time() - start) * 1000)
        stages = by_stage(pipeline, lambda original: pipeline.read_material(original, vocabulary), originals[WARM_UP:])
        rules = by_rule(originals[WARM_UP:], vocabulary)
    stages["write page"] = statistics.mean(each) - sum(stages.values())
    return {
        "characters": characters,
        "startup": startup,
        "mean": statistics.mean(each),
        "median": statistics.median(each),
        "p95": statistics.quantiles(each, n=20)[-1],
        "stages": stages,
        "rules": rules,
    }


def by_stage(module: Any, convert: Callable[[Any], Any], originals: Any) -> dict[str, float]:
    """Milliseconds of CPU a material in each stage function that the pipeline module calls by name."""
    spent: dict[str, float] = defaultdict(float)
    stages = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__.startswith("build_tools.")
        and value.__module__ != module.__name__
    }

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                spent[name] += (time.process_time() - start) * 1000

        return run

    for name, function in stages.items():
        setattr(module, name, timed(name, function))
    try:
        for original in originals:
            convert(original)
    finally:
        for name, function in stages.items():
            setattr(module, name, function)
    return {name: total / len(originals) for name, total in spent.items()}


def by_rule(originals: Any, vocabulary: Any) -> dict[str, float]:
    """Milliseconds of CPU a material in each repair rule, gone through once."""
    from build_tools.readers import read
    from build_tools.repair import RULES

    spent: dict[str, float] = defaultdict(float)
    for original in originals:
        document = read(original.read_bytes(), original.file, original.sha256)
        for rule in RULES:
            start = time.process_time()
            document = rule(document, vocabulary)
            spent[rule.__module__.rpartition(".")[2]] += (time.process_time() - start) * 1000
    return {name: total / len(originals) for name, total in spent.items()}


def measure_memory(count: int) -> dict[str, float]:
    """Highest resident memory of a process that converts so many materials and writes all pages."""
    import resource

    from build_tools.building import build_archive
    from build_tools.collection import collect
    from build_tools.vocabulary import load_vocabulary

    with tempfile.TemporaryDirectory() as temporary:
        archive, docs = Path(temporary) / "archive", Path(temporary) / "docs"
        for _ in synthetic.write(archive, count):
            pass
        start = time.process_time()
        vocabulary = load_vocabulary()
        report = build_archive(collect(archive, vocabulary), vocabulary, docs)
        assert report.built == count, report.refused[:3]
        seconds = time.process_time() - start
    return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "seconds": seconds}


if __name__ == "__main__":
    main()
