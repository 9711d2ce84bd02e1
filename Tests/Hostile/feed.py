#!/usr/bin/env python3
"""Feeds every hostile corpus to every adapter's `translate`, and to the conformance suite: rejected or exactly read, never a
crash, never more than a bounded memory.

    feed.py [--mutations N] [--seed N]     THROUGHGATE_BIN names the executables; whatever ends in -adapter is fed

Prints a line that begins with "ok" or "NOT OK" for each thing it looked at. A corpus that cannot be fetched is left out, and
the line says so.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from xml.sax.saxutils import escape

import corpora
import made

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "Contracts" / "samples"
OUTCOMES = {"translated", "ignored", "rejected"}
MEMBERS = {"file", "outcome", "messages", "problems"}
PROBLEM = {"path", "rule", "message", "remedy"}

# Three times what a debug build was measured to need for anything here; a leak or an unfolded bomb goes far beyond.
PEAK_MEBIBYTES = 256
# What the kernel takes away, so that a bomb hurts nobody else on the machine.
ADDRESS_SPACE = 6 << 30
# For one process with at most FILES files; a reader that is quadratic in 16 MiB needs hours.
SECONDS = 60
FILES, BYTES = 250, 24 << 20
PROCESSES = 2


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=400, help="spoilt samples an adapter")
    parser.add_argument("--seed", type=int, default=20261121)
    options = parser.parse_args()
    binaries = pathlib.Path(os.environ["THROUGHGATE_BIN"])
    with tempfile.TemporaryDirectory(prefix="throughgate-hostile-") as work:
        report = Report()
        self_check(report, pathlib.Path(work) / "self")
        feed_all(report, binaries, pathlib.Path(work), options)
    return 1 if report.failures else 0


class Report:
    def __init__(self):
        self.failures = 0

    def tell(self, what, problems):
        self.failures += bool(problems)
        print(f"        {'NOT OK ' if problems else 'ok     '} {what}")
        for problem in problems[:10]:
            print(f"                {problem}")
        if len(problems) > 10:
            print(f"                and {len(problems) - 10} more")
        sys.stdout.flush()


# --- one process ------------------------------------------------------------------------------------------------------


class Answer:
    """What a process came to: its lines, its peak of memory, and how it ended."""

    def __init__(self, status, output, complaints, peak, seconds):
        self.lines = output.decode("utf-8", "replace").splitlines()
        self.status, self.complaints, self.peak, self.seconds = status, complaints, peak, seconds


def run(command, folder):
    """Files instead of pipes: nobody has to read while the other writes, and wait4 tells the peak of this child alone."""
    output, complaints = tempfile.TemporaryFile(dir=folder), tempfile.TemporaryFile(dir=folder)
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints, cwd=folder, preexec_fn=limit
    )
    status, usage = wait(process, began + SECONDS)
    output.seek(0)
    complaints.seek(0)
    words = complaints.read(2_000).decode("utf-8", "replace")
    return Answer(status, output.read(), words, usage.ru_maxrss / 1024, time.monotonic() - began)


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def wait(process, deadline):
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > deadline:
            process.kill()
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = -9
            return "too slow", usage
        time.sleep(0.01)


# --- one adapter, many files ------------------------------------------------------------------------------------------


def translate(adapter, paths, folder):
    """(path, line, problem) of each file, and the peak of memory; a process that fails is asked again file by file."""
    results, peak = [], 0
    with ThreadPoolExecutor(PROCESSES) as pool:
        for some, more in pool.map(lambda chunk: translate_chunk(adapter, chunk, folder), chunks(paths)):
            results += some
            peak = max(peak, more)
    return results, peak


def chunks(paths):
    chunk, size = [], 0
    for path in paths:
        here = path.stat().st_size
        if chunk and (len(chunk) == FILES or size + here > BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(path)
        size += here
    if chunk:
        yield chunk


def translate_chunk(adapter, paths, folder):
    answer = run([adapter, "translate", "--", *paths], folder)
    lines = [parsed(line) for line in answer.lines]
    if answer.status == 0 and len(lines) == len(paths) and answer.peak <= PEAK_MEBIBYTES:
        return [(path, line, complaint(line)) for path, line in zip(paths, lines)], answer.peak
    if len(paths) == 1:
        return [(paths[0], None, ending(answer))], answer.peak
    # One at a time tells which it was; the others are judged by their own answer.
    results, peak = [], 0
    for path in paths:
        some, more = translate_chunk(adapter, [path], folder)
        results += some
        peak = max(peak, more)
    if not any(problem for _, _, problem in results):
        results[0] = (paths[0], None, f"these {len(paths)} together: {ending(answer)}")
    return results, peak


def ending(answer):
    if answer.status == "too slow":
        return f"took longer than {SECONDS} s"
    if answer.status != 0:
        return f"ended with {answer.status}: {answer.complaints[:200]!r}"
    if answer.peak > PEAK_MEBIBYTES:
        return f"needed {answer.peak:.0f} MiB"
    return f"printed {len(answer.lines)} lines"


def parsed(line):
    try:
        return json.loads(line)
    except ValueError:
        return None


def complaint(line):
    """What is wrong with an answer by itself."""
    if not isinstance(line, dict) or not MEMBERS <= set(line):
        return "the answer is not the line that translate prints"
    if line["outcome"] not in OUTCOMES:
        return "the outcome is none that exists"
    if (line["outcome"] == "translated") != bool(line["messages"]):
        return f"{line['outcome']} with {len(line['messages'])} messages"
    if line["outcome"] != "translated" and not line["problems"]:
        return f"{line['outcome']} without a reason"
    if any(set(problem) != PROBLEM or not problem["rule"] or not problem["remedy"] for problem in line["problems"]):
        return "a problem without rule or remedy"
    return None


# --- every adapter, every corpus --------------------------------------------------------------------------------------


def feed_all(report, binaries, work, options):
    adapters = sorted(path for path in binaries.glob("*-adapter") if os.access(path, os.X_OK))
    report.tell(f"there are adapters to feed: {', '.join(path.name for path in adapters)}", [] if adapters else ["none"])
    fed = gathered(work / "made")
    for name, files in fed.items():
        if isinstance(files, str):
            print(f"        left out: {name} ({files})")
    fed = {name: files for name, files in fed.items() if not isinstance(files, str)}
    for adapter in adapters:
        feed(report, adapter, fed, work)
        feed_mutations(report, adapter, work, options)
    feed_naughty_strings(report, binaries, work)
    feed_conformance_suite(report, binaries / "throughgate", fed, work)


def gathered(folder):
    """Every corpus, fetched and made in a process of its own: Linux counts what we hold as the peak of what we start."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(gather, folder).result()


def gather(folder):
    return {**dict(corpora.all_corpora()), **made.made(folder)}


def feed(report, adapter, fed, work):
    agency = adapter.name.removesuffix("-adapter")
    began, peak, count, problems = time.monotonic(), 0, 0, []
    outcomes = dict.fromkeys(sorted(OUTCOMES), 0)
    for name, files in fed.items():
        results, more = translate(adapter, files, work)
        peak, count = max(peak, more), count + len(results)
        for path, line, problem in results:
            problem = problem or misjudged(agency, name, path, line)
            if line:
                outcomes[line["outcome"]] += 1
            if problem:
                problems.append(f"{name}: {path.name}: {problem}")
    told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items() if number)
    seconds = time.monotonic() - began
    report.tell(f"{adapter.name}: {len(fed)} corpora, {count} files: {told}; peak {peak:.0f} MiB, {seconds:.0f} s", problems)


# Rules that say "this is no JSON". Where RFC 8259 leaves a choice our reader takes the narrow one, and says so with other
# rules: a key twice, UTF-16, numbers beyond 2^53 or 128 digits, sizes.
SYNTAX = {"json.syntax", "json.trailing", "json.empty"}


def misjudged(agency, corpus, path, line):
    """What a corpus knows about its own files. Nothing hostile ever becomes a message."""
    rules = {problem["rule"] for problem in line["problems"]}
    if line["outcome"] == "translated":
        return "became a message"
    if agency == "prison" and corpus == "JSONTestSuite":
        if path.name.startswith("n_") and not any(rule.startswith(("json.", "intake.")) for rule in rules):
            return f"is no JSON, and was refused for {sorted(rules)}"
        if path.name.startswith("y_") and rules & SYNTAX:
            return f"is JSON, and was refused for {sorted(rules)}"
    if agency == "courts" and corpus == "W3C XML conformance suite" and "not-wf" in path.parts and path.suffix == ".xml":
        if not any(rule.startswith(("xml.", "intake.")) for rule in rules):
            return f"is not well-formed, and was refused for {sorted(rules)}"
    return None


def feed_mutations(report, adapter, work, options):
    """Spoilt samples may still be right: only crashes, memory, time and the shape of the answer count."""
    agency = adapter.name.removesuffix("-adapter")
    folder = SAMPLES / agency
    samples = sorted(path for path in folder.glob("*") if is_sample(path)) if folder.is_dir() else []
    if not samples:
        print(f"        left out: mutations for {adapter.name}, because Contracts/samples/{agency} has no samples")
        return
    paths = made.mutations(samples, work / "mutations" / agency, options.mutations, options.seed)
    results, peak = translate(adapter, paths, work)
    problems = [f"{path.name}: {problem}" for path, _, problem in results if problem]
    translated = sum(line is not None and line["outcome"] == "translated" for _, line, _ in results)
    told = f"{len(paths)} mutations of {len(samples)} samples, seed {options.seed}, {translated} still translated"
    report.tell(f"{adapter.name}: {told}; peak {peak:.0f} MiB", problems)


def is_sample(path):
    return path.is_file() and not path.name.endswith((".md", ".expected.json"))


# --- naughty strings where text belongs -------------------------------------------------------------------------------


def feed_naughty_strings(report, binaries, work):
    """A name that is odd is read exactly or refused; free text that does not travel changes nothing at all."""
    strings = corpora.naughty_strings()
    strings = [text for index, text in enumerate(strings) if index < 600 or index % 40 == 0]
    feed_names(report, binaries / "courts-adapter", strings, work)
    feed_free_text(report, binaries / "prison-adapter", strings, work)


def feed_names(report, adapter, strings, work):
    sample, name = SAMPLES / "courts" / "imprisonment.xml", "EXAMPLE-BETA"
    if not (adapter.exists() and sample.exists()):
        print("        left out: naughty strings as surnames, without courts-adapter or its sample")
        return
    text = sample.read_text(encoding="utf-8")
    strings = [string for string in strings if string.strip() and is_xml(string)]
    folder = work / "surnames"
    paths = [made.write(folder / f"{i:05}.xml", text.replace(name, escape(escape(s)))) for i, s in enumerate(strings)]
    results, _ = translate(adapter, paths, work)
    problems, exact = [], 0
    for string, (path, line, problem) in zip(strings, results):
        families = {m["data"]["person"]["name"]["family"] for m in line["messages"]} if line else set()
        exact += bool(families)
        if problem or families - {collapsed(string), collapsed(resolved(string))}:
            problems.append(f"{path.name}: {problem or 'the surname that travels is not the one that came'}: {string[:40]!r}")
    report.tell(f"courts-adapter: {len(strings)} naughty surnames: {exact} read exactly, the rest refused", problems)


def collapsed(text):
    return " ".join(text.split(None))


def resolved(text):
    """The courts' systems escape some texts once too often; the adapter takes the predefined entities back, once."""
    words = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
    return re.sub(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));", lambda m: entity(m, words), text)


def entity(match, words):
    return words[match[1]] if match[1] else chr(int(match[2]) if match[2] else int(match[3], 16))


def is_xml(text):
    return all(char in "\t\n\r" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff" for char in text)


def feed_free_text(report, adapter, strings, work):
    sample = SAMPLES / "prison" / "released.json"
    if not (adapter.exists() and sample.exists()):
        print("        left out: naughty strings as descriptions, without prison-adapter or its sample")
        return
    event = json.loads(sample.read_text(encoding="utf-8"))
    folder = work / "descriptions"
    texts = [json.dumps({**event, "description": string}, ensure_ascii=index % 2 == 0) for index, string in enumerate(strings)]
    paths = [made.write(folder / f"{index:05}.json", text) for index, text in enumerate([sample.read_text(), *texts])]
    results, _ = translate(adapter, paths, work)
    facts = [[message["data"] for message in line["messages"]] if line else None for _, line, _ in results]
    told = zip([None, *strings], results, facts)
    problems = [
        f"{path.name}: {problem or 'the message is another'}: {(text or '')[:40]!r}"
        for text, (path, _, problem), fact in told
        if problem or fact != facts[0]
    ]
    report.tell(f"prison-adapter: {len(strings)} naughty descriptions change nothing that travels", problems)


# --- the conformance suite --------------------------------------------------------------------------------------------


def feed_conformance_suite(report, throughgate, fed, work):
    """The reader at the core's door, over everything that looks like JSON."""
    folder = work / "conformance"
    files = [path for name, files in fed.items() for path in files if is_json(name, path)]
    for index, path in enumerate(files):
        (folder / str(index // FILES)).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / str(index // FILES) / f"{index:05}.json")
    answer = run([throughgate, "contract", "test", "--directory", ROOT / "Contracts/directory/leeds.yaml", folder], work)
    verdict = answer.lines[-1] if answer.lines else ""
    problems = [] if answer.status == 1 and verdict == f"0 passed, {len(files)} failed" else [ending(answer) + " " + verdict]
    if answer.peak > PEAK_MEBIBYTES:
        problems.append(f"needed {answer.peak:.0f} MiB")
    report.tell(f"throughgate contract test: refuses {len(files)} hostile files; peak {answer.peak:.0f} MiB", problems)


def is_json(corpus, path):
    return corpus in ("JSONTestSuite", "jansson suites", "yajl cases") or path.suffix == ".json"


# --- does this test notice anything? ----------------------------------------------------------------------------------

RIGHT = '{"file":"x","outcome":"rejected","messages":[],"problems":[{"path":"","rule":"a.b","message":"m","remedy":"r"}]}'
WRONG = {
    "crashes": "kill -SEGV $$",
    "ends with 3": "exit 3",
    "prints a line too few": "for f; do :; done",
    "prints no JSON": "for f; do echo nonsense; done",
    "gives no reason": """for f; do echo '{"file":"x","outcome":"rejected","messages":[],"problems":[]}'; done""",
    "says an unknown word": f"for f; do echo '{RIGHT}' | sed s/rejected/perhaps/; done",
    "translates without a message": f"for f; do echo '{RIGHT}' | sed s/rejected/translated/; done",
    "needs too much memory": f"exec python3 -c 'import sys; x = bytearray({PEAK_MEBIBYTES + 64} << 20); [print(sys.argv[1]) for _ in sys.argv[2:]]' '{RIGHT}' \"$@\"",
    "crashes at one file of three": f'for f; do case $f in *2) kill -ABRT $$;; *) echo \'{RIGHT}\';; esac; done',
}  # fmt: skip


def self_check(report, folder):
    """Adapters that do each thing that no adapter may do, and one that is right."""
    paths = [made.write(folder / f"item-{index}", b"x") for index in range(3)]
    problems = []
    for what, script in {"is right": f"for f; do echo '{RIGHT}'; done", **WRONG}.items():
        adapter = folder / "fake"
        adapter.write_text(f"#!/bin/bash\nshift 2\n{script}\n", encoding="utf-8")
        adapter.chmod(adapter.stat().st_mode | stat.S_IXUSR)
        results, _ = translate(adapter, paths, folder)
        found = [path.name for path, _, problem in results if problem]
        wanted = {"is right": [], "crashes at one file of three": ["item-2"]}.get(what)
        if found != wanted if wanted is not None else not found:
            problems.append(f"an adapter that {what} was judged wrong: {found}")
    report.tell(f"this test notices each of {len(WRONG)} kinds of bad adapter", problems)


if __name__ == "__main__":
    sys.exit(main())
