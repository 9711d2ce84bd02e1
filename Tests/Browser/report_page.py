#!/usr/bin/env python3
"""Opens a month's report as a council officer does: in a browser, narrow, on paper, past axe-core; and its table and data.

    throughgate report monthly --month 2026-11 --out /tmp/reports
    python3 Tests/Browser/report_page.py /tmp/reports 2026-11 --screenshots /tmp/screenshots

Needs Debian's chromium (apt-get install chromium). Prints a line a check; the status is 0 when every check holds.
"""

import argparse
import csv
import json
import pathlib
import sys

from playwright.sync_api import Browser, sync_playwright
from team_page import LAPTOP, NARROWEST, Checks, Walk

# 1280 px at 200 % zoom (WCAG 2.2, 1.4.4).
ZOOMED = {"width": 640, "height": 450}
PAPER = {"width": 794, "height": 1123}


class Report(Walk):
    """The four files of one month."""

    def __init__(self, browser: Browser, folder: pathlib.Path, month: str, shots: pathlib.Path | None, checks: Checks) -> None:
        super().__init__(browser, "http://127.0.0.1", "", shots, checks)
        self.folder, self.month = folder, month

    def address(self, suffix: str) -> str:
        return (self.folder / f"{self.month}{suffix}").resolve().as_uri()

    def read(self) -> None:
        for name, suffix in (("report", ".html"), ("scrutiny", "-scrutiny.html")):
            self.whole(name, suffix)
            self.reflows(name, suffix)
        self.tables()
        self.table_file()

    def whole(self, name: str, suffix: str) -> None:
        with self.page(viewport=LAPTOP) as page:
            page.goto(self.address(suffix))
            self.axe(page, name)
            self.shoot(page, name)
            self.check.that(page.locator("h1").count() == 1, f"{name} has one first heading")
            self.check.that(page.locator("script").count() == 0, f"{name} carries no script")
            page.set_viewport_size(PAPER)
            page.emulate_media(media="print")
            self.shoot(page, f"{name}-print")

    def reflows(self, name: str, suffix: str) -> None:
        for which, viewport in (("zoomed to 200 %", ZOOMED), ("320 px wide", NARROWEST)):
            with self.page(viewport=viewport) as page:
                page.goto(self.address(suffix))
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                self.check.that(over <= 0, f"{name} does not scroll sideways {which}", f"{over} px too wide")
                self.shoot(page, f"{name}-{viewport['width']}")

    def tables(self) -> None:
        """Every figure has its definition beside it, and every plot says the same as the table next to it."""
        with self.page(viewport=LAPTOP) as page:
            page.goto(self.address(".html"))
            text = page.locator("main").inner_text()
            missing = {figure["metric"] for figure in self.data()["figures"] if figure["definition"] not in text}
            self.check.that(not missing, "every figure has its definition beside it", ", ".join(sorted(missing)))
            cut = page.evaluate(
                "[...document.querySelectorAll('svg')].flatMap(svg => [...svg.querySelectorAll('text')]"
                ".filter(t => t.getBBox().x < 0 || t.getBBox().x + t.getBBox().width > svg.viewBox.baseVal.width)"
                ".map(t => t.textContent))")
            self.check.that(not cut, "no label of a plot is cut off", "; ".join(cut))

    def data(self) -> dict:
        return json.loads((self.folder / f"{self.month}.json").read_text(encoding="utf-8"))

    def table_file(self) -> None:
        with open(self.folder / f"{self.month}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        self.check.that(len({len(row) for row in rows}) == 1, "every row of the CSV has as many cells as its heading")
        figures = self.data()["figures"]
        self.check.that(len(rows) == len(figures) + 1, "the CSV and the JSON have the same figures")
        formulas = [cell for row in rows for cell in row if cell[:1] in "=+-@\t" and cell]
        self.check.that(not formulas, "no cell of the CSV is a formula", "; ".join(formulas))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("month")
    parser.add_argument("--screenshots", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        Report(browser, arguments.folder, arguments.month, arguments.screenshots, checks).read()
        browser.close()
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
