#!/usr/bin/env python3
"""Holds the JSON Schemas of Contracts/ against samples and against what the code really emits.

    validate.py schemas              every schema is a schema, closes its objects and says what each property is
    validate.py samples              every valid sample is valid, every invalid one is not
    validate.py emitted  < JSONL     one message a line, each judged by the schema of its type; problems go to stderr
    validate.py reports  < JSONL     one monthly report a line, each judged by schemes/report.schema.json
    validate.py verdicts < JSONL     prints for each line "valid" or "invalid PATH RULE", for the reader's tests

Independent of the Swift reader on purpose: the two are held equal by ReadersAgreeTests.swift. Needs jsonschema
(Tests/requirements.txt). Nothing is fetched: every $ref resolves among the files.
"""

import functools
import json
import pathlib
import re
import sys
from datetime import date

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from referencing import Registry, Resource

RECEIPT = "receipt.schema.json"
CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "Contracts"
FOLDERS = [CONTRACTS / "canonical", CONTRACTS / "notices", CONTRACTS / "receipts"]
BASE = "https://throughgate.example/contracts/"
# Keywords that would let a member in without a category of its own.
FORBIDDEN = {"patternProperties", "unevaluatedProperties", "additionalItems", "prefixItems", "dependentSchemas"}


def main():
    commands = {
        "schemas": check_schemas,
        "samples": check_samples,
        "emitted": check_emitted,
        "reports": check_reports,
        "verdicts": print_verdicts,
    }
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    problems = list(commands[sys.argv[1]]() or [])
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


# --- what our schemas say beyond the standard -------------------------------------------------------------------------

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
formats = FormatChecker(formats=())


def only_texts(check):
    return lambda value: not isinstance(value, str) or check(value)


@formats.checks("date")
@only_texts
def is_day(text):
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and is_on_calendar(text)


@formats.checks("date-time")
@only_texts
def is_instant(text):
    """RFC 3339 section 5.6; a leap second is allowed, as the grammar allows it."""
    clock = r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+-]([0-9]{2}):([0-9]{2}))"
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]" + clock, text)
    if not found or not is_on_calendar(found[1]):
        return False
    hour, minute, second, east, beyond = (int(found[n] or 0) for n in (2, 3, 4, 7, 8))
    return hour < 24 and minute < 60 and second <= 60 and east < 24 and beyond < 60


def is_on_calendar(text):
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


@formats.checks("pnc-identifier")
@only_texts
def is_pnc(text):
    found = re.fullmatch(r"([0-9]{4})/([0-9]{7})([A-Z])", text)
    return found is not None and int(found[1]) >= 1900 and letter_of(found[1][2:] + found[2]) == found[3]


@formats.checks("cro-identifier")
@only_texts
def is_cro(text):
    standard = re.fullmatch(r"(?P<serial>[0-9]{6})/(?P<year>[0-9]{2})(?P<letter>[A-Z])", text)
    found = standard or re.fullmatch(r"SF(?P<year>[0-9]{2})/(?P<serial>[0-9]{1,6})(?P<letter>[A-Z])", text)
    if not found:
        return False
    digits = found["year"] + found["serial"]
    return letter_of(digits) == found["letter"] and set(digits) != {"0"}


def letter_of(digits):
    return CHECK_LETTERS[int(digits) % 23]


def max_bytes(validator, limit, instance, schema):
    """maxLength counts characters; the broker counts the bytes of UTF-8."""
    if isinstance(instance, str) and len(instance.encode("utf-8", "surrogatepass")) > limit:
        yield ValidationError(f"more than {limit} bytes")


def pattern(validator, form, instance, schema):
    """ECMA-262, which JSON Schema means: "$" is the end, while Python's also stands before a last line break."""
    if isinstance(instance, str) and not re.search(form.replace("$", r"\Z"), instance):
        yield ValidationError(f"does not match {form}")


Validator = validators.extend(Draft202012Validator, {"x-max-bytes": max_bytes, "pattern": pattern})


# --- schemas ----------------------------------------------------------------------------------------------------------


def load(path):
    """JSON as RFC 8259 wants it: the same key twice, NaN and infinities are refused."""
    return read(path.read_text(encoding="utf-8"))


def read(text):
    def unique(pairs):
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("the same key twice")
        return dict(pairs)

    def refuse(word):
        raise ValueError(f"{word} is no JSON number")

    return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)


def schema_files():
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.schema.json"))]


def registry():
    return Registry().with_resources((load(path)["$id"], Resource.from_contents(load(path))) for path in schema_files())


def judges():
    """A validator for each message type."""
    known = registry()
    return {
        type_of(path): Validator(load(path), registry=known, format_checker=formats)
        for path in schema_files()
        if path.name != "common.schema.json"
    }


def type_of(path):
    """A receipt file has no type; its schema goes by its own name, which is no type of a message."""
    return path.name.removesuffix(".schema.json")


def check_reports():
    """Reports are no messages: theirs is the one schema of a folder of texts."""
    schema = load(CONTRACTS / "schemes" / "report.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Validator(schema, format_checker=formats)
    for number, line in enumerate(sys.stdin, 1):
        yield from (f"line {number}: {error.json_path}: {error.message}" for error in validator.iter_errors(read(line)))


def check_schemas():
    problems = []
    for path in schema_files():
        schema = load(path)
        Draft202012Validator.check_schema(schema)
        expected = f"{BASE}{path.parent.name}/{path.name}"
        if schema.get("$id") != expected:
            problems.append(f"{path.name}: $id is not {expected}")
        if path.name not in ("common.schema.json", RECEIPT) and schema["properties"]["type"].get("const") != type_of(path):
            problems.append(f"{path.name}: the type is not that of the file's name")
        resolver = registry().resolver(schema["$id"])
        problems += [f"{path.name}: {problem}" for problem in check_node(schema, "#", resolver)]
    return problems


@functools.cache
def vocabulary():
    """Categories and sensitivities; a category weighs what its sensitivity weighs, a family what its lightest member does."""
    words = yaml.safe_load((CONTRACTS / "vocabulary.yaml").read_text(encoding="utf-8"))
    weights = {word: weight for weight, word in enumerate(words["sensitivities"])}
    categories = {name: weights[entry["sensitivity"]] for name, entry in words["categories"].items()}
    for name, weight in list(categories.items()):
        family = name.split(".")[0]
        for other in (family + ".*", family + ".free-text"):
            categories[other] = min(weight, categories.get(other, weight))
    return {**categories, "none": weights["none"]}, weights


def check_node(node, place, resolver, is_condition=False):
    """Every object is closed; every property says what it is, how sensitive, and in which data category."""
    if isinstance(node, list):
        for index, element in enumerate(node):
            yield from check_node(element, f"{place}/{index}", resolver, is_condition)
    if not isinstance(node, dict):
        return
    if not is_condition:
        yield from check_closed(node, place)
        for name, schema in node.get("properties", {}).items():
            yield from check_property(schema, f"{place}/properties/{name}", resolver)
    for key, value in node.items():
        yield from check_node(value, f"{place}/{key}", resolver, is_condition or key in ("if", "then", "else", "not"))


def check_closed(node, place):
    """A member that no line of the schema names would travel without a category."""
    is_object = node.get("type") == "object" or (isinstance(node.get("type"), list) and "object" in node["type"])
    if (is_object or "properties" in node) and node.get("additionalProperties") is not False:
        yield f"{place} lets unknown members in"
    for keyword in sorted(FORBIDDEN & set(node)):
        yield f"{place} says {keyword}, which lets members in without a category"


def check_property(schema, place, resolver):
    if not isinstance(schema, dict):
        yield f"{place} is no schema with a category"
        return
    told = {**(resolver.lookup(schema["$ref"]).contents if "$ref" in schema else {}), **schema}
    if not told.get("description"):
        yield f"{place} has no description"
    categories, weights = vocabulary()
    category, sensitivity = told.get("x-category"), told.get("x-sensitivity")
    if category not in categories:
        yield f"{place} names no data category of vocabulary.yaml"
    if sensitivity not in weights:
        yield f"{place} names no sensitivity"
    elif category in categories and weights[sensitivity] < categories[category]:
        yield f"{place} is said to be less sensitive than its category is"
    if category == "none" and sensitivity != "none":
        yield f"{place} is sensitive and has no category"


# --- messages ---------------------------------------------------------------------------------------------------------


def first_problem(judge, message):
    """The place and the keyword of the first rule broken, or None."""
    error = next(iter(sorted(judge.iter_errors(message), key=lambda error: list(map(str, error.absolute_path)))), None)
    if error is None:
        return None
    place = "".join(f"/{part}" for part in error.absolute_path)
    return f"{place or '/'} {error.validator}"


def judgement(known, text):
    """None for a valid message, else the place and the rule. A type nobody knows is judged by no schema."""
    try:
        message = read(text)
    except ValueError:
        return "/ json"
    name = message.get("type") if isinstance(message, dict) else None
    judge = known.get(name) if isinstance(name, str) else None
    return "/type unknown-type" if judge is None else first_problem(judge, message)


def check_samples():
    known, problems = judges(), []
    for folder in FOLDERS:
        for verdict in ("valid", "invalid"):
            for path in sorted((folder / "samples" / verdict).glob("*/*.json")):
                problems += check_sample(known, path, verdict == "valid")
        problems += missing_samples(folder, known)
    return problems


def check_sample(known, path, should_be_valid):
    """A sample is judged by the type of its folder, so that a sample about a wrong type can exist."""
    try:
        problem = first_problem(known[path.parent.name], load(path))
    except ValueError:
        problem = "/ json"
    where = path.relative_to(CONTRACTS)
    if should_be_valid and problem:
        return [f"{where} should be valid and breaks {problem}"]
    return [] if should_be_valid or problem else [f"{where} should be invalid and breaks no rule"]


def missing_samples(folder, known):
    for name in sorted(known):
        if (folder / f"{name}.schema.json").exists():
            for verdict, least in (("valid", 2), ("invalid", 3)):
                if len(list((folder / "samples" / verdict / name).glob("*.json"))) < least:
                    yield f"{name} has fewer than {least} {verdict} samples"


def check_emitted():
    known, problems, count = judges(), [], 0
    for count, line in enumerate(sys.stdin, start=1):
        problem = judgement(known, line)
        if problem:
            problems.append(f"line {count} breaks {problem}")
    print(f"{count} messages judged, {len(problems)} invalid")
    return problems if count else ["nothing was emitted: no line came in"]


def print_verdicts():
    known = judges()
    for line in sys.stdin:
        problem = judgement(known, line)
        print(f"invalid {problem}" if problem else "valid")
    return []


if __name__ == "__main__":
    main()
