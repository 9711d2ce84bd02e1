#!/usr/bin/env python3
"""Tries compatible.py on pairs of schemas that break and pairs that do not; one that never finds anything proves nothing."""

import contextlib
import copy
import io
import json
import pathlib
import tempfile
import unittest

import compatible

OLD = {
    "type": "object",
    "additionalProperties": False,
    "required": ["state"],
    "allOf": [{"if": {"required": ["note"]}, "then": {"required": ["count"]}}],
    "properties": {
        "state": {"enum": ["given", "refused"], "x-category": "engagement.consent", "x-sensitivity": "personal"},
        "note": {"type": "string", "maxLength": 10, "minLength": 1, "pattern": "^[a-z]+$"},
        "count": {"type": "integer", "minimum": 1},
        "list": {"type": "array", "maxItems": 3, "items": {"$ref": "common.schema.json#/$defs/thing"}},
        "kind": {"const": "x"},
        "title": {"type": "string", "description": "a member that is called like a keyword"},
    },
}
COMMON = {"$defs": {"thing": {"$ref": "#/$defs/text"}, "text": {"type": "string", "maxLength": 5}}}


def edited(path, value=None):
    """OLD with one place set, or taken away."""
    schema = copy.deepcopy(OLD)
    node = schema
    for part in path[:-1]:
        node = node[part]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return schema


def found(direction, new, common=COMMON):
    folder = {"in": "canonical", "out": "notices"}[direction]
    old = {f"{folder}/a.v1.schema.json": OLD, f"{folder}/common.schema.json": COMMON}
    new = {f"{folder}/a.v1.schema.json": new, f"{folder}/common.schema.json": common}
    return [place for _, place, _ in compatible.breaks(as_released(old), as_released(new))]


def as_released(schemas):
    """What `normalised` makes of files."""
    names = {path: pathlib.PurePath(path).name for path in schemas}
    prose_free = {path: compatible.without_prose(schema) for path, schema in schemas.items()}
    return {path: compatible.with_whole_references(schema, names[path]) for path, schema in prose_free.items()}


P = "properties"
# What was done, the schema after it, and whether it breaks those who send to us and those who read us.
CASES = [
    ("nothing", OLD, False, False),
    ("a description", edited([P, "title", "description"], "other words"), False, False),
    ("a word more", edited([P, "state", "enum"], ["given", "refused", "late"]), False, True),
    ("a word less", edited([P, "state", "enum"], ["given"]), True, False),
    ("words in another order", edited([P, "state", "enum"], ["refused", "given"]), False, False),
    ("any word", edited([P, "state", "enum"]), False, True),
    ("a longer limit", edited([P, "note", "maxLength"], 11), False, True),
    ("a shorter limit", edited([P, "note", "maxLength"], 9), True, False),
    ("no limit", edited([P, "note", "maxLength"]), False, True),
    ("a higher least length", edited([P, "note", "minLength"], 2), True, False),
    ("a lower least number", edited([P, "count", "minimum"], 0), False, True),
    ("no pattern", edited([P, "note", "pattern"]), False, True),
    ("another pattern", edited([P, "note", "pattern"], "^[a-y]+$"), True, True),
    ("a format more", edited([P, "note", "format"], "date"), True, False),
    ("another constant", edited([P, "kind", "const"], "y"), True, True),
    ("an integer becomes a number", edited([P, "count", "type"], "number"), False, True),
    ("an integer becomes a text", edited([P, "count", "type"], "string"), True, True),
    ("a member more", edited([P, "more"], {"type": "string"}), False, True),
    ("a member less", edited([P, "title"]), True, True),
    ("a member is required", edited(["required"], ["state", "note"]), True, False),
    ("a member is required no more", edited(["required"], []), False, True),
    ("an open object", edited(["additionalProperties"], True), False, True),
    ("a longer list", edited([P, "list", "maxItems"], 4), False, True),
    ("a condition less", edited(["allOf"], []), False, True),
    ("a condition more", edited(["allOf"], OLD["allOf"] + [{"required": ["title"]}]), True, False),
    ("another category", edited([P, "state", "x-category"], "plan.contact"), True, True),
    ("another sensitivity", edited([P, "state", "x-sensitivity"], "none"), True, True),
    ("a keyword that nobody knows", edited([P, "note", "propertyNames"], {"maxLength": 1}), True, True),
]


class Pairs(unittest.TestCase):
    def test_every_pair(self):
        for what, new, breaks_senders, breaks_readers in CASES:
            with self.subTest(what):
                self.assertEqual(bool(found("in", new)), breaks_senders, "senders")
                self.assertEqual(bool(found("out", new)), breaks_readers, "readers")

    def test_a_shared_definition_is_looked_at_where_it_is_used(self):
        narrower = {"$defs": {**COMMON["$defs"], "text": {"type": "string", "maxLength": 4}}}
        self.assertEqual(found("in", OLD, narrower), ["/list/items"])
        self.assertEqual(found("out", OLD, narrower), [])

    def test_a_type_that_is_gone_breaks(self):
        gone = compatible.breaks({"canonical/a.v1.schema.json": OLD}, {})
        self.assertEqual([what for _, _, what in gone], ["the type is gone"])

    def test_a_new_type_does_not(self):
        self.assertEqual(list(compatible.breaks({}, {"notices/b.v1.schema.json": OLD})), [])


class Check(unittest.TestCase):
    """The whole command, on a folder of its own."""

    def folder(self, version, log="", edit=None):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "notices").mkdir()
        schema = folder / "notices" / "a.v1.schema.json"
        schema.write_text(json.dumps({**OLD, "title": "A"}))
        (folder / "notices" / "common.schema.json").write_text(json.dumps(COMMON))
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(compatible.release(version, folder), [])
        baseline = folder / "released" / f"{version}.json"
        digest = compatible.digest(baseline)
        (folder / "CHANGELOG.md").write_text(f"## Unreleased\n\n{log}\n\n## {version}\n\nSHA-256 `{digest}`\n")
        if edit:
            schema.write_text(json.dumps({**edit, "title": "A"}))
        return folder

    wider = edited([P, "note", "maxLength"], 11)

    def test_what_did_not_change_passes(self):
        self.assertEqual(list(compatible.check(self.folder("0.1.0"))), [])

    def test_a_break_fails_and_names_the_place(self):
        problems = list(compatible.check(self.folder("0.1.0", edit=self.wider)))
        self.assertEqual(len(problems), 1)
        self.assertIn("notices/a.v1.schema.json /note: maxLength is wider", problems[0])

    def test_before_one_a_break_that_the_change_log_names_passes(self):
        log = "- Breaks `notices/a.v1.schema.json` at `/note`: longer."
        self.assertEqual(list(compatible.check(self.folder("0.1.0", log, self.wider))), [])

    def test_from_one_on_no_word_in_the_change_log_helps(self):
        log = "- Breaks `notices/a.v1.schema.json` at `/note`: longer."
        self.assertEqual(len(list(compatible.check(self.folder("1.0.0", log, self.wider)))), 1)

    def test_a_new_type_has_to_be_named(self):
        folder = self.folder("0.1.0")
        (folder / "notices" / "b.v1.schema.json").write_text(json.dumps({**OLD, "title": "B"}))
        self.assertIn("b.v1", "".join(compatible.check(folder)))

    def test_a_released_file_is_never_edited_nor_written_again(self):
        folder = self.folder("0.1.0")
        self.assertEqual(len(compatible.release("0.1.0", folder)), 1)
        (folder / "released" / "0.1.0.json").write_text("{}")
        self.assertIn("digest", "".join(compatible.check(folder)))


if __name__ == "__main__":
    unittest.main()
