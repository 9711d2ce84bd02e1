#!/usr/bin/env python3
"""Tries the rules that Tests/Contract/validate.py has for schemas: a field without a category gets in nowhere."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests" / "Contract"))
import validate  # noqa: E402

WHOLE = {"description": "A day.", "type": "string", "x-category": "court.hearing", "x-sensitivity": "criminal"}


def problems(schema):
    registry = validate.registry()
    resolver = registry.resolver("https://throughgate.example/contracts/canonical/common.schema.json")
    return list(validate.check_node(schema, "#", resolver))


def closed(**properties):
    return {"type": "object", "additionalProperties": False, "properties": properties}


def without(key):
    return {name: value for name, value in WHOLE.items() if name != key}


class Categories(unittest.TestCase):
    def test_a_whole_property_passes(self):
        self.assertEqual(problems(closed(day=WHOLE)), [])

    def test_a_reference_to_a_whole_definition_passes(self):
        self.assertEqual(problems(closed(person={"$ref": "common.schema.json#/$defs/person"})), [])

    def test_whatever_is_left_out_is_named(self):
        for key, word in [("x-category", "no data category"), ("x-sensitivity", "no sensitivity"), ("description", "description")]:
            with self.subTest(key):
                self.assertIn(word, " ".join(problems(closed(day=without(key)))))

    def test_it_is_found_however_deep(self):
        inner = closed(day=without("x-category"))
        places = [
            {"$defs": {"thing": inner}},
            {"$defs": {"thing": {"type": "array", "items": inner}}},
            closed(list={**WHOLE, "type": "array", "items": inner}),
            closed(object={**WHOLE, **inner}),
            {"allOf": [inner]},
            {"oneOf": [{"type": "null"}, inner]},
        ]
        for schema in places:
            with self.subTest(str(schema)[:40]):
                self.assertIn("no data category", " ".join(problems(schema)))

    def test_a_word_that_the_vocabulary_has_not(self):
        for word in ("court.hearings", "curt.hearing", "court", "", "*"):
            with self.subTest(word):
                self.assertIn("vocabulary", " ".join(problems(closed(day={**WHOLE, "x-category": word}))))

    def test_a_sensitivity_lighter_than_that_of_the_category(self):
        lighter = {**WHOLE, "x-sensitivity": "personal"}
        self.assertIn("less sensitive", " ".join(problems(closed(day=lighter))))
        graver = {**WHOLE, "x-sensitivity": "special category"}
        self.assertEqual(problems(closed(day=graver)), [])

    def test_something_sensitive_without_a_category(self):
        self.assertIn("has no category", " ".join(problems(closed(day={**WHOLE, "x-category": "none"}))))

    def test_ways_round_a_category(self):
        cases = [
            {"type": "object", "additionalProperties": {"type": "string"}},
            {"type": "object"},
            {"properties": {"day": WHOLE}},
            {**closed(day=WHOLE), "patternProperties": {"^x": {"type": "string"}}},
            closed(day=True),
            {"type": "array", "prefixItems": [{"type": "string"}]},
        ]
        for schema in cases:
            with self.subTest(str(schema)[:50]):
                self.assertNotEqual(problems(schema), [])


if __name__ == "__main__":
    unittest.main()
