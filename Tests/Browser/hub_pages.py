#!/usr/bin/env python3
"""Walks the hub's pages as a coordinator does on the sample day: with the keyboard only, on a phone, and past axe-core.

    python3 Tests/Browser/hub_pages.py http://127.0.0.1:8080 --screenshots /tmp/screenshots

Reads every page and form, at 1280, 640 (200 % zoom), 375 and 320 pixels. Then decides what the day left open: selects a
candidate on the evidence, completes a decision that waits, confirms a proposed colour, records a review, says that a task is done. --read-only decides
nothing. Needs what team_page.py needs, and a fresh sample day. Prints a line a check; the status is 0 when every check holds.
"""

import argparse
import pathlib
import sys

from playwright.sync_api import Page, expect, sync_playwright

from team_page import NARROWEST, PHONE, Checks, Walk

COORDINATOR = "Sgt Amy Cole, hub coordinator"
# 1280 px at 200 % zoom (WCAG 2.2, 1.4.4).
ZOOMED = {"width": 640, "height": 450}
CANDIDATES = ("Callum FRAYNE", "Lorna WHITCOMBE", "Owen RADLEY")
WAITING = "Imogen VASEY"
PROPOSED = "Niall BOWES"
# An agency that the agreement lets see less than the police.
POLICE, VOLUNTARY = "west-yorkshire-police", "disc"
FORMS = ("select", "change-cohort", "rate", "strand", "review", "decline", "dormant", "deselect", "consent")


class HubWalk(Walk):
    """One run over the hub's pages."""

    # What everybody at the hub sees

    def pages(self, page: Page) -> dict[str, str]:
        person, candidate = self.record_of(page, "Alex MARLOW"), self.candidate(page, CANDIDATES[0])
        fixed = {name: f"/hub/{name}" for name in ("tasks", "cohort", "candidates", "agenda")}
        members = {f"agenda-{member}": f"/hub/agenda?member={member}" for member in (POLICE, VOLUNTARY)}
        forms = {f"form-{name}": f"{person}/{name}" for name in FORMS}
        return {
            "hub": "/hub", **fixed, **members, "nominal": person, "persons-copy": f"{person}/copy/consents",
            "candidate": candidate, "form-of-candidate": f"{candidate}/select", **forms,
        }

    def record_of(self, page: Page, name: str) -> str:
        page.goto("/hub/cohort")
        return page.get_by_role("link", name=name).first.get_attribute("href")

    def candidate(self, page: Page, name: str) -> str:
        page.goto("/hub/candidates")
        return page.get_by_role("heading").get_by_role("link", name=name).first.get_attribute("href")

    def read(self) -> None:
        with self.page() as page:
            paths = self.pages(page)
            for name, path in paths.items():
                page.goto(path)
                self.axe(page, name)
                self.shoot(page, name)
                self.check.that(page.locator("h1").count() == 1, f"{name} has one first heading")
                self.check.that(page.locator("script").count() == 0, f"{name} carries no script")
                self.no_raw_codes(page, name)
        for width, viewport in (("200 %", ZOOMED), ("phone", PHONE), ("narrowest", NARROWEST)):
            with self.page(viewport=viewport) as page:
                for name, path in paths.items():
                    page.goto(path)
                    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    self.check.that(over <= 0, f"{name} does not scroll sideways at {width}", f"{over} px too wide")
                    if width != "200 %" and name in ("agenda", "candidates", "cohort", "nominal", "form-deselect"):
                        self.shoot(page, f"{name}-{width}")

    def no_raw_codes(self, page: Page, name: str) -> None:
        """Days and times as people write them; codes of the scheme in words."""
        text = page.locator("main").inner_text()
        raw = [word for word in text.split() if word[:2] == "20" and word[4:5] == "-" and word[7:8] == "-"]
        self.check.that(not raw, f"{name} writes no day as a machine does", ", ".join(raw[:4]))

    def the_day(self) -> None:
        """What the sample day left for the hub is there to see."""
        with self.page() as page:
            page.goto("/hub/candidates")
            text = page.locator("main").inner_text()
            for name in CANDIDATES:
                self.check.that(f"{name} for IOM nominals" in text, f"{name} is a candidate")
            self.check.that("43 points by the matrix west-yorkshire/2009" in text, "the score says which matrix made it")
            self.check.that("Nominated by West Yorkshire Police" in text, "a nomination says whose it is")
            self.agenda(page)
            page.goto("/hub/tasks")
            text = page.locator("main").inner_text()
            for sentence in (
                "Look again at whether this name has to stay on the dormant list. It comes off on 6 May 2028.",
                "Assess the colour for the release; until then it shows amber or higher.",
                "Ask the other agencies what they know; the choice rests on police intelligence alone.",
                "Owner: hub coordinator, then hub sergeant, then hub inspector",
            ):
                self.check.that(sentence in text, f"the tasks say: {sentence}")

    def agenda(self, page: Page) -> None:
        """Two members of two agencies before one agenda see what each may see."""
        seen = {}
        for member in ("", POLICE, VOLUNTARY):
            page.goto(f"/hub/agenda?member={member}")
            seen[member] = page.locator("main").inner_text()
        arrests = {member: text.count("Arrest: ") for member, text in seen.items()}
        self.check.that(arrests[POLICE] == arrests[""] == 4, "the police see the arrests that they brought")
        self.check.that(arrests[VOLUNTARY] == 0, "a voluntary agency does not see them", str(arrests))
        self.check.that("43 points" in seen[POLICE] and "43 points" not in seen[VOLUNTARY], "nor the score made from them")
        self.check.that(WAITING not in seen[VOLUNTARY], "nor what is not its own to do")
        self.check.that("4 items are not shown to this member" in seen[VOLUNTARY], "it is told that there are four")
        self.check.that(WAITING in seen[""] and "Decisions that wait" in seen[""], "a decision that states too little waits there")

    # What the coordinator does, by keyboard

    def decide(self) -> None:
        with self.page() as page:
            self.selects(page)
            self.completes(page)
            self.confirms(page)
            self.reviews(page)

    def selects(self, page: Page) -> None:
        """From the overview by candidates and their evidence to a selection that stands."""
        page.goto("/hub")
        self.follow(page, page.locator(".cards a[href='/hub/candidates']"), "the candidates")
        article = page.locator("article", has=page.get_by_role("link", name=CANDIDATES[0], exact=True))
        self.follow(page, article.locator("a[href$='/select']"), "the form from the candidate")
        self.forgets(page)
        self.choose(page, "#field-cohort", "iom")
        self.choose(page, "#field-route", "cycle")
        self.choose(page, "#field-rating", "amber")
        for box in page.locator("input[name=evidence]").all()[:4]:
            self.tick(page, box)
        self.meets(page)
        self.sends(page, "select")
        expect(page.locator(".timeline")).to_contain_text("IOM nominals; colour amber; by " + COORDINATOR)
        self.check.that("states too little" not in page.locator("main").inner_text(), "the selection stands: it says what it rests on")
        self.shoot(page, "selected")
        page.goto("/hub/candidates")
        self.check.that(CANDIDATES[0] not in page.locator("main").inner_text(), "who was selected is no candidate any more")

    def completes(self, page: Page) -> None:
        """A decision that waits is recorded again, whole."""
        page.goto("/hub/agenda")
        waiting = page.get_by_role("region", name="Decisions that wait")
        self.follow(page, waiting.get_by_role("link", name=WAITING), "the decision that waits")
        expect(page.locator(".timeline")).to_contain_text("Waits: it states too little to stand.")
        self.shoot(page, "waiting")
        self.follow(page, page.locator(".column-roster a[href$='/select']"), "the form of a selection")
        self.choose(page, "#field-cohort", "iom")
        self.tab_to(page, page.locator("#field-other-evidence"), "what it rests on")
        page.keyboard.type("case-conference-paper-2026-11-20-3")
        self.meets(page)
        self.sends(page, "select")
        page.goto("/hub/agenda")
        self.check.that("Decisions that wait" not in page.locator("main").inner_text(), "no decision waits any more")

    def confirms(self, page: Page) -> None:
        """A proposed red authorises no visit until a named person confirms it."""
        page.goto("/hub")
        self.follow(page, page.locator(".cards a[href='/hub/cohort']"), "the cohort list")
        row = page.locator("tr", has=page.get_by_role("link", name=PROPOSED))
        expect(row).to_contain_text("Proposed, not confirmed")
        self.follow(page, row.get_by_role("link", name=PROPOSED), "the person whose colour is proposed")
        expect(page.locator(".page-heading")).to_contain_text("authorises no visit")
        self.follow(page, page.locator("a[href$='/rate']"), "the form of a colour")
        self.choose(page, "#field-rating", "red")
        self.tab_to(page, page.locator("#field-trigger"), "what it rests on")
        page.keyboard.type("warrant")
        self.sends(page, "rate")
        heading = page.locator(".page-heading").inner_text()
        self.check.that("Red" in heading and "not confirmed" not in heading, "the colour is confirmed", heading)
        text = page.locator("main").inner_text()
        self.check.that("Confirm or refuse red" not in text, "the task to confirm it is gone")
        self.check.that("Told of a rise in colour" in text, "and its team was told")
        self.shoot(page, "confirmed")

    def reviews(self, page: Page) -> None:
        page.goto("/hub/cohort")
        self.follow(page, page.locator("tbody th a").first, "the first person")
        person = page.url
        self.follow(page, page.locator("a[href$='/review']"), "the form of a review")
        self.choose(page, "#field-cohort", "iom")
        self.sends(page, "review")
        expect(page.locator(".timeline")).to_contain_text("Reviewed")
        self.check.that(page.url.startswith(person), "the form leads back to the person, whose timeline has it")
        self.shoot(page, "recorded")
        self.axe(page, "the page after recording")

    # How

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

    def choose(self, page: Page, selector: str, code: str) -> None:
        """Moves down a list with the arrow until its choice is the one that is wanted."""
        field = page.locator(selector)
        self.tab_to(page, field, f"the field {selector.removeprefix('#field-')}")
        for _ in range(field.locator("option").count()):
            if field.input_value() == code:
                return
            page.keyboard.press("ArrowDown")
        self.check.that(field.input_value() == code, f"{selector} offers {code}")

    def tick(self, page: Page, box) -> None:
        self.tab_to(page, box, "a box")
        page.keyboard.press("Space")

    def meets(self, page: Page) -> None:
        self.choose(page, "#field-meeting-kind", "case-conference")
        self.tab_to(page, page.locator("#field-meeting-date"), "the day of the meeting")
        # The order of a date's parts is the browser's language's; the keyboard fills whichever it has.
        page.locator("#field-meeting-date").fill("2026-11-20")
        for agency in (POLICE, VOLUNTARY):
            page.locator(f"#field-members-{agency}").check()

    def sends(self, page: Page, kind: str) -> None:
        self.tab_to(page, page.locator("#field-by"), "the name")
        page.keyboard.type(COORDINATOR)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**?recorded={kind}")
        expect(page.get_by_role("status")).to_contain_text("Recorded: ")
        self.check.that(True, f"Enter sends the form ({kind}), and the page says so once")

    def forgets(self, page: Page) -> None:
        self.tab_to(page, page.locator("main button[type=submit]"), "the button")
        page.keyboard.press("Enter")
        expect(page.locator(".error-summary")).to_be_focused()
        self.check.that(page.title().startswith("Error: "), "an empty form is refused, the title says so")
        self.axe(page, "the form that is refused")
        self.shoot(page, "form-refused")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="http://127.0.0.1:8080")
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for what it sees")
    parser.add_argument("--read-only", action="store_true", help="decide nothing")
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
        walk.the_day()
        if not arguments.read_only:
            walk.decide()
            walk.closes()
        browser.close()
    print(f"{checks.failures} failed" if checks.failures else "every check holds")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
