#!/usr/bin/env python3
"""A judge that never finds anything proves nothing: each test breaks the promise in one way."""

import unittest

from judge import Verdict, judge, judge_audit

ITEMS = {"A000000": "m0", "F000000": None}
RECIPIENTS = {"npt", "probation"}


def entry(notice, court, recipient, cause, **changes):
    base = dict(
        notice=notice, court=court, recipient=recipient, to=recipient, cause=cause, kind="court-result", digest="d", redelivered=False)
    return base | changes


def honest():
    return [
        entry("n1", "A000000", "npt", "m0"), entry("n2", "A000000", "probation", "m0"),
        entry("n3", "F000000", "npt", "f0"), entry("n4", "F000000", "probation", "f0"),
    ]


class JudgeTests(unittest.TestCase):
    def found(self, taken, known=frozenset()):
        return set(judge(ITEMS, RECIPIENTS, known, taken).violations)

    def test_an_honest_run_has_no_violation(self):
        self.assertEqual(self.found(honest()), set())

    def test_a_missing_notice_is_lost(self):
        self.assertEqual(self.found(honest()[1:]), {"lost"})

    def test_an_item_that_nobody_was_told_of_is_lost(self):
        self.assertEqual(self.found(honest()[:2]), {"lost"})

    def test_the_same_notice_twice_is_a_duplicate_on_the_wire_only(self):
        verdict = judge(ITEMS, RECIPIENTS, set(), honest() + [honest()[0]])
        self.assertEqual((verdict.wire_duplicates, dict(verdict.violations)), (1, {}))

    def test_two_notices_of_one_item_to_one_recipient_are_duplicated(self):
        self.assertEqual(self.found(honest() + [entry("n5", "A000000", "npt", "m0")]), {"duplicated"})

    def test_the_same_id_with_other_content_is_found(self):
        again = entry("n1", "A000000", "npt", "m0", digest="other")
        self.assertEqual(self.found(honest() + [again]), {"one id, two contents or recipients"})

    def test_a_notice_about_something_never_fed_is_unexpected(self):
        self.assertEqual(self.found(honest() + [entry("n5", "A0000ZZ", "npt", "m9")]), {"unexpected"})

    def test_a_notice_to_somebody_else_is_unexpected(self):
        self.assertEqual(self.found(honest() + [entry("n5", "A000000", "disc", "m0")]), {"unexpected"})

    def test_a_selection_told_before_the_test_is_not_counted(self):
        selection = entry("s1", None, "npt", "x", kind="selection")
        self.assertEqual(self.found(honest() + [selection], known={"s1"}), set())
        self.assertEqual(self.found(honest() + [selection]), {"unexpected"})

    def test_a_wrong_cause_is_found(self):
        taken = honest()
        taken[0]["cause"] = "m7"
        self.assertEqual(self.found(taken), {"cause is not the message"})


class AuditTests(unittest.TestCase):
    def found(self, consumed="ab", stored="ab", audited="ab", outbox="", quarantined=""):
        verdict = Verdict()
        judge_audit(verdict, set(consumed), set(stored), list(audited), outbox, quarantined)
        return set(verdict.violations)

    def test_one_entry_for_each_notice_is_right(self):
        self.assertEqual(self.found(), set())

    def test_a_notice_without_its_entry_is_found(self):
        self.assertEqual(self.found(audited="a"), {"notice without an audit entry"})

    def test_an_entry_too_many_is_found(self):
        self.assertEqual(self.found(audited="abb"), {"more than one audit entry for a notice"})
        self.assertEqual(self.found(audited="abc"), {"audit entry without a notice"})

    def test_a_notice_that_never_left_is_found(self):
        self.assertEqual(self.found(consumed="a"), {"in the record and never on the wire"})
        self.assertEqual(self.found(outbox="b"), {"left in the outbox"})

    def test_a_quarantined_item_is_found(self):
        self.assertEqual(self.found(quarantined="q"), {"quarantined"})


if __name__ == "__main__":
    unittest.main()
