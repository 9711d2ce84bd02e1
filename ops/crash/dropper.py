#!/usr/bin/env python3
"""Drops court files into the adapter's folder at a rate, each written aside and renamed, and keeps its own ledger of them.

    dropper.py SETTINGS.json

SIGUSR1: drop a burst at once, so that a kill finds files in flight. SIGTERM: end.
"""

import json
import os
import pathlib
import signal
import sys
import time

import samples
from links import Ledger

TICK_SECONDS = 0.02


def main(settings):
    notes = []
    signal.signal(signal.SIGTERM, lambda *_: notes.append("stop"))
    signal.signal(signal.SIGUSR1, lambda *_: notes.append("burst"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ledger, folder, aside = Ledger(settings["ledger"]), pathlib.Path(settings["drop"]), pathlib.Path(settings["aside"])
    started, dropped, due_by_rate, extra = time.monotonic(), 0, 0, 0
    while "stop" not in notes and dropped < settings["limit"]:
        while "burst" in notes:
            notes.remove("burst")
            extra += settings["burst"]
        due_by_rate = int((time.monotonic() - started) * settings["rate"])
        while dropped < min(due_by_rate + extra, settings["limit"]):
            drop(ledger, folder, aside, settings["first"] + dropped, settings["nominals"])
            dropped += 1
        ledger.flush()
        time.sleep(TICK_SECONDS)
    ledger.flush()


def drop(ledger, folder, aside, index, nominals):
    court, content = samples.spi_file(index, index % nominals)
    name = f"crash-{index:07d}.xml"
    (aside / name).write_bytes(content)
    ledger.write(dropped=name, court=court)
    os.rename(aside / name, folder / name)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        main(json.load(file))
