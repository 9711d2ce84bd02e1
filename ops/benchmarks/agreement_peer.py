"""Cedar beside our decision point: `agreement_peer.py FOLDER [ROUNDS]` with what `bench-decisions export` wrote.

Checks every answer first. Prints one JSON line:
  batch     nanoseconds a request for `is_authorized_batch` as a whole: Python objects in, Cedar, Python objects out
  p50, p99  microseconds of Cedar's own stop-watch around the authoriser, which starts after the request has been built
  build     microseconds, the same stop-watch, mean: turning the request and its context into Cedar's own values
  parse     milliseconds to read the policies and the entities, once
"""

import json
import pathlib
import sys
import time

import cedarpy

BATCH = 500


def main():
    folder = pathlib.Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    start = time.perf_counter_ns()
    policies = cedarpy.PolicySet.from_str((folder / "policies.cedar").read_text())
    entities = cedarpy.Entities.from_json_str((folder / "entities.json").read_text())
    parse = time.perf_counter_ns() - start
    requests = json.loads((folder / "requests.json").read_text())
    answers = json.loads((folder / "answers.json").read_text())
    check(requests, answers, cedarpy.is_authorized_batch(requests, policies, entities))
    spent, own, build = 0, [], 0
    for _ in range(rounds):
        for first in range(0, len(requests), BATCH):
            batch = requests[first:first + BATCH]
            start = time.perf_counter_ns()
            results = cedarpy.is_authorized_batch(batch, policies, entities)
            spent += time.perf_counter_ns() - start
            own += [result.metrics["authz_duration_micros"] for result in results]
            build += sum(result.metrics["build_request_duration_micros"] for result in results)
    own.sort()
    print(json.dumps({
        "batch": spent // len(own), "p50": own[len(own) // 2], "p99": own[len(own) * 99 // 100],
        "mean": sum(own) / len(own), "build": build / len(own), "parse": parse / 1e6, "decisions": len(own),
        "requests": len(requests), "allowed": sum(answers), "version": version(),
    }))


def check(requests, answers, results):
    wrong = [index for index, result in enumerate(results) if result.allowed != answers[index] or result.diagnostics.errors]
    if not wrong:
        return
    index = wrong[0]
    sys.exit(
        f"{len(wrong)} of {len(requests)} answers differ; the first: ours {answers[index]}, Cedar {results[index].decision} by "
        f"{results[index].diagnostics.reasons} {results[index].diagnostics.errors} on {json.dumps(requests[index])}")


def version():
    import importlib.metadata
    return importlib.metadata.version("cedarpy")


if __name__ == "__main__":
    main()
