#!/usr/bin/env python3
"""Walks the hub's pages as a coordinator does: with the keyboard only, on a phone, and past axe-core.

    python3 Tests/Browser/hub_pages.py http://127.0.0.1:8080 --screenshots /tmp/screenshots

Records a review of the first person on the cohort list and says that a task is done; --read-only records nothing.
Needs what team_page.py needs. Prints a line a check; the status is 0 when every check holds.
"""

import argparse
import pathlib
import sys

from playwright.sync_api import Page, expect, sync_playwright

from team_page import NARROWEST, PHONE, Checks, Walk

COORDINATOR = "Sgt Amy Cole, hub coordinator"


class HubWalk(Walk):
    """One run over the hub's pages."""

    def pages(self, page: Page) -> dict[str, str]:
        page.goto("/hub/cohort")
        person = page.locator("tbody th a").first.get_attribute("href")
        fixed = {name: f"/hub/{name}" for name in ("tasks", "cohort", "candidates", "agenda")}
        forms = {f"form-{name}": f"{person}/{name}" for name in ("select", "deselect", "rate", "consent")}
        return {"hub": "/hub", **fixed, "nominal": person, **forms}

    def read(self) -> None:
        with self.page() as page:
            for name, path in self.pages(page).items():
                page.goto(path)
                self.axe(page, name)
                self.shoot(page, name)
                self.check.that(page.locator("h1").count() == 1, f"{name} has one first heading")
                self.check.that(page.locator("script").count() == 0, f"{name} carries no script")
        for width, viewport in (("phone", PHONE), ("narrowest", NARROWEST)):
            with self.page(viewport=viewport) as page:
                for name, path in self.pages(page).items():
                    page.goto(path)
                    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    self.check.that(over <= 0, f"{name} does not scroll sideways on {width}", f"{over} px too wide")
                    if name in ("cohort", "nominal", "form-deselect"):
                        self.shoot(page, f"{name}-{width}")

    def record(self) -> None:
        """From the overview to a recorded review without a mouse."""
        with self.page() as page:
            page.goto("/hub")
            self.follow(page, page.locator(".cards a[href='/hub/cohort']"), "the cohort list")
            self.follow(page, page.locator("tbody th a").first, "the first person")
            person = page.url
            self.follow(page, page.locator("a[href$='/review']"), "the form of a review")
            self.forgets(page)
            self.fills(page)
            page.wait_for_url("**?recorded=review")
            expect(page.get_by_role("status")).to_contain_text("Recorded: record a review")
            expect(page.locator(".timeline")).to_contain_text("Reviewed")
            self.check.that(page.url.startswith(person), "the form leads back to the person, whose timeline has it")
            self.shoot(page, "recorded")
            self.axe(page, "the page after recording")

    def closes(self) -> None:
        """Says that a task is done, where one waits that a word closes."""
        with self.page() as page:
            page.goto("/hub/tasks")
            buttons = page.locator(".task form button")
            if buttons.count() == 0:
                return
            waiting = page.locator(".task").count()
            self.follow(page, buttons.first, "the button of the first task that a word closes")
            self.forgets(page)
            for field in ("outcome", "post"):
                self.tab_to(page, page.locator(f"#field-{field}"), f"the field {field}")
                page.keyboard.press("ArrowDown")
            self.tab_to(page, page.locator("#field-by"), "the name")
            page.keyboard.type(COORDINATOR)
            page.keyboard.press("Enter")
            page.wait_for_url("**/hub/tasks?recorded=done")
            expect(page.get_by_role("status")).to_contain_text("Recorded: the task is closed.")
            self.check.that(page.locator(".task").count() == waiting - 1, "the task is off the list")
            self.axe(page, "the list after a task was closed")
            self.shoot(page, "task-closed")

    def follow(self, page: Page, target, what: str) -> None:
        self.tab_to(page, target, what)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != before)

    def forgets(self, page: Page) -> None:
        self.tab_to(page, page.locator("main button[type=submit]"), "the button")
        page.keyboard.press("Enter")
        expect(page.locator(".error-summary")).to_be_focused()
        self.check.that(page.title().startswith("Error: "), "an empty form is refused, the title says so")
        self.axe(page, "the form that is refused")
        self.shoot(page, "form-refused")

    def fills(self, page: Page) -> None:
        self.tab_to(page, page.locator("#field-cohort"), "the cohort")
        page.keyboard.press("ArrowDown")
        self.tab_to(page, page.locator("#field-by"), "the name")
        page.keyboard.type(COORDINATOR)
        page.keyboard.press("Enter")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="http://127.0.0.1:8080")
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for what it sees")
    parser.add_argument("--read-only", action="store_true", help="record nothing")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with sync_playwright() as playwright:
        # A container runs as root, where Chromium's own sandbox cannot start.
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        walk = HubWalk(browser, arguments.base, "", arguments.screenshots, checks)
        walk.read()
        if not arguments.read_only:
            walk.record()
            walk.closes()
        browser.close()
    print(f"{checks.failures} failed" if checks.failures else "every check holds")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
