#!/usr/bin/env python3
"""Walks the team pages as officers do: with the keyboard only, on a phone, on paper, and past axe-core.

    python3 Tests/Browser/team_page.py http://127.0.0.1:8080 leeds-holbeck --screenshots /tmp/screenshots

Acknowledges the notice of the team that is due first, so the team needs one that waits; --read-only leaves the form alone.
Needs Debian's chromium (apt-get install chromium). Prints a line a check; the status is 0 when every check holds.

Requirements, for Tests/requirements.txt:
    playwright==1.65.2
    axe-playwright-python==0.1.8
"""

import argparse
import pathlib
import sys
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

OFFICER = "PC 4127 Hannah Booth"
LAPTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
# 1280 px at 400 % zoom (WCAG 2.2, 1.4.10 Reflow).
NARROWEST = {"width": 320, "height": 640}
# "target-size" is off in axe by default although it belongs to WCAG 2.2 AA.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
MOST_TABS = 200


class Checks:
    """Counts what holds and what does not, and says each in a line."""

    def __init__(self) -> None:
        self.failures = 0

    def that(self, holds: bool, what: str, detail: str = "") -> None:
        self.failures += not holds
        print(("ok      " if holds else "NOT OK  ") + what + ("" if holds or not detail else f"\n        {detail}"), flush=True)


class Walk:
    """One run against one server."""

    def __init__(self, browser: Browser, base: str, team: str, shots: pathlib.Path | None, checks: Checks) -> None:
        self.browser, self.base, self.shots, self.check = browser, base.rstrip("/"), shots, checks
        self.team_path = f"/teams/{team}"

    @contextmanager
    def page(self, viewport=None, **options):
        """A fresh browser context; whatever the browser complains about (a blocked style, a broken link) is a failure."""
        context = self.browser.new_context(viewport=viewport or LAPTOP, base_url=self.base, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        # A refused form and a missing page answer 4xx on purpose, which Chromium reports as a failed resource.
        complaints = [text for text in complaints if "the server responded with a status of 4" not in text]
        self.check.that(not complaints, "the browser has nothing to complain about", "; ".join(complaints))
        context.close()

    def shoot(self, page: Page, name: str, full: bool = True) -> None:
        if self.shots:
            page.screenshot(path=self.shots / f"{name}.png", full_page=full)

    def axe(self, page: Page, name: str) -> None:
        found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        detail = "; ".join(f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})" for v in found)
        self.check.that(not found, f"axe finds nothing on {name}", detail)

    # What everybody sees

    def read(self) -> None:
        with self.page() as page:
            for name, path in self.pages(page).items():
                page.goto(path)
                self.axe(page, name)
                self.shoot(page, name)
                self.check.that(page.locator("h1").count() == 1, f"{name} has one first heading")
                self.check.that(page.locator("script").count() == 0, f"{name} carries no script")
        self.reflow()
        self.paper_and_contrast()

    def pages(self, page: Page) -> dict[str, str]:
        page.goto(self.team_path)
        notice = page.locator(".permalink a").first.get_attribute("href")
        return {"teams": "/", "team": self.team_path, "notice": notice, "not-found": "/teams/there-is-no-such-team"}

    def reflow(self) -> None:
        for name, viewport in (("phone", PHONE), ("narrowest", NARROWEST)):
            with self.page(viewport=viewport) as page:
                for which, path in self.pages(page).items():
                    page.goto(path)
                    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    width = viewport["width"]
                    self.check.that(over <= 0, f"{which} does not scroll sideways at {width} px", f"{over} px too wide")
                    if which in ("teams", "team"):
                        page.reload()
                        self.shoot(page, f"{which}-{name}")

    def paper_and_contrast(self) -> None:
        with self.page(viewport={"width": 794, "height": 1123}) as page:
            page.goto(self.team_path)
            page.emulate_media(media="print")
            self.check.that(page.locator("form:visible").count() == 0, "a printed page carries no form")
            self.shoot(page, "team-print")
        with self.page(forced_colors="active") as page:
            page.goto(self.team_path)
            self.shoot(page, "team-forced-colours", full=False)

    # What one officer does, by keyboard

    def acknowledge(self) -> None:
        with self.page() as page:
            page.goto(self.team_path)
            waiting = page.locator(".waiting li")
            before = waiting.count()
            if before == 0:
                self.check.that(False, "a notice waits for an acknowledgement", "run the sample day afresh")
                return
            self.skip_link(page)
            anchor = waiting.first.locator("a").get_attribute("href")
            field = page.locator(f"article[id='{anchor[1:]}'] input[name=officer]")
            self.tab_to(page, field, "the officer's field of the notice that is due first")
            self.shoot(page, "team-focus", full=False)
            self.forgets_the_name(page, field)
            self.gives_the_name(page, anchor, before)

    def skip_link(self, page: Page) -> None:
        page.keyboard.press("Tab")
        expect(page.locator(".skip-link")).to_be_focused()
        self.shoot(page, "skip-link", full=False)
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        self.check.that(True, "the first Tab reaches the skip link, and it leads to the content")

    def tab_to(self, page: Page, target, what: str) -> None:
        for count in range(1, MOST_TABS):
            page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                self.check.that(True, f"Tab reaches {what} ({count} times)")
                return
        self.check.that(False, f"Tab reaches {what}")

    def forgets_the_name(self, page: Page, field) -> None:
        field_id = field.get_attribute("id")
        page.keyboard.press("Enter")
        expect(page.locator(".error-summary")).to_be_focused()
        self.check.that(page.title().startswith("Error: "), "an empty name is refused, the title says so")
        again = page.locator(f"[id='{field_id}']")
        described = again.get_attribute("aria-describedby")
        self.check.that(f"{field_id}-error" in described.split(), "the field is described by its error")
        self.shoot(page, "empty-name")
        self.axe(page, "the page that refuses an empty name")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(again).to_be_focused()
        self.check.that(True, "the error summary has the focus, and its link leads to the field")

    def gives_the_name(self, page: Page, anchor: str, before: int) -> None:
        page.keyboard.type(OFFICER)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{self.team_path}?acknowledged=*")
        article = page.locator(f"article[id='{anchor[1:]}']")
        expect(article.get_by_role("status")).to_contain_text("Acknowledged")
        expect(article).to_contain_text(f"By {OFFICER}")
        self.check.that(True, "Enter acknowledges; the notice says so, by whom and when")
        self.check.that(page.locator(".waiting li").count() == before - 1, "one notice fewer waits")
        self.shoot(page, "acknowledged", full=False)
        self.axe(page, "the page after acknowledging")
        cookie = page.context.cookies()[0]
        self.check.that(cookie["httpOnly"] and cookie["sameSite"] == "Strict", "the form's cookie is HttpOnly and SameSite=Strict")
        page.reload()
        expect(article).to_contain_text(f"By {OFFICER}")
        self.check.that(True, "reloading sends nothing again")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="http://127.0.0.1:8080")
    parser.add_argument("team", help="a team with a notice that waits")
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for what it sees")
    parser.add_argument("--read-only", action="store_true", help="acknowledge nothing")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with sync_playwright() as playwright:
        # A container runs as root, where Chromium's own sandbox cannot start.
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        walk = Walk(browser, arguments.base, arguments.team, arguments.screenshots, checks)
        walk.read()
        if not arguments.read_only:
            walk.acknowledge()
        browser.close()
    print(f"{checks.failures} failed" if checks.failures else "every check holds")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
