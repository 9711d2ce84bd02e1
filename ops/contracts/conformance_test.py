#!/usr/bin/env python3
"""Tries `throughgate contract` as a supplier would; THROUGHGATE_BIN names the folder of the executables."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ["THROUGHGATE_BIN"]).resolve()
DEATH = ROOT / "Contracts/canonical/samples/valid/person.died.v1"


def contract(*arguments):
    done = subprocess.run([BIN / "throughgate", "contract", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


class Suite(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.message = json.loads(sorted(DEATH.glob("*.json"))[0].read_text(encoding="utf-8"))

    def put(self, name, *messages, **changes):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(json.dumps({**self.message, **changes, **message}) for message in messages or [{}]))

    def judged(self, *options):
        return contract("test", *options, self.folder)

    def test_a_right_sample_passes(self):
        self.put("a.json")
        status, output, _ = self.judged()
        self.assertEqual((status, output), (0, "ok      a.json: person.died.v1\n1 passed, 0 failed\n"))

    def test_a_wrong_one_says_where_which_rule_and_what_to_do(self):
        self.put("a.json", data={})
        status, output, _ = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("a.json: /data/person contract.missing", output)
        self.assertIn("Supply it", output)

    def test_each_line_of_a_file_is_judged(self):
        self.put("a.ndjson", {}, {"id": "other", "data": {}}, {"id": "third"})
        status, output, _ = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("ok      a.ndjson:1", output)
        self.assertIn("NOT OK  a.ndjson:2", output)
        self.assertIn("2 passed, 1 failed", output)

    def test_what_is_called_invalid_has_to_be_refused(self):
        self.put("invalid/right.json")
        self.put("deep/invalid/wrong.json", type="person.reborn.v1")
        status, output, _ = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("NOT OK  invalid/right.json", output)
        self.assertIn("ok      deep/invalid/wrong.json: refused at /type, contract.unknown-type", output)

    def test_the_same_id_with_other_content_is_refused_and_a_repetition_is_not(self):
        self.put("a.jsonl", {}, {}, {"time": "2026-01-01T00:00:00Z"})
        _, output, _ = self.judged()
        self.assertIn("2 passed, 1 failed", output)
        self.assertIn("a.jsonl:3: /id contract.id-reused", output)

    def test_another_kind_of_file_is_named_and_notes_are_passed_over(self):
        self.put("a.json")
        (self.folder / "a.csv").write_text("a,b\n")
        (self.folder / "README.md").write_text("notes")
        (self.folder / "a.expected.json").write_text("{}")
        _, output, _ = self.judged()
        self.assertIn("a.csv: the whole contract.file-kind", output)
        self.assertIn("1 passed, 1 failed", output)

    def test_no_sample_is_no_success(self):
        self.assertEqual(self.judged()[0], 64)
        self.assertEqual(contract("test", self.folder / "gone")[0], 64)

    def test_the_user_counts(self):
        self.put("a.json", source="/prison/nomis")
        self.assertEqual(self.judged("--user", "prison-adapter")[0], 0)
        self.assertEqual(self.judged("--user", "courts-adapter")[0], 1)

    def test_an_agencys_own_format_is_translated_first(self):
        samples = ROOT / "Contracts/samples/courts"
        (self.folder / "right.xml").write_bytes((samples / "imprisonment.xml").read_bytes())
        (self.folder / "wrong.xml").write_bytes((samples / "doctype-attack.xml").read_bytes())
        status, output, _ = self.judged("--adapter", "courts-adapter")
        self.assertEqual(status, 1)
        self.assertIn("ok      right.xml message 1: court.hearing.resulted.v1", output)
        self.assertIn("wrong.xml: / xml.doctype", output)

    def test_an_adapter_that_is_not_there(self):
        self.put("a.json")
        self.assertEqual(self.judged("--adapter", "no-adapter")[0], 64)

    def test_a_value_is_never_repeated(self):
        self.put("a.json", specversion="Zebedee Canary")
        self.put("b.json", data={"Zebedee Canary": 1})
        status, output, complaints = self.judged()
        self.assertEqual(status, 1)
        self.assertNotIn("Canary", output + complaints)


class Show(unittest.TestCase):
    def test_every_type_that_is_listed_can_be_shown(self):
        types = [line.split()[1] for line in contract("list")[1].splitlines()]
        self.assertGreater(len(types), 25)
        for name in types:
            with self.subTest(name):
                status, output, _ = contract("show", name)
                self.assertEqual(status, 0)
                self.assertNotIn("[?", output)

    def test_no_other_file_can(self):
        for name in ("common", "../receipts/receipt", "person.died.v9", ""):
            with self.subTest(name):
                self.assertEqual(contract("show", name)[0], 64)


if __name__ == "__main__":
    unittest.main()
