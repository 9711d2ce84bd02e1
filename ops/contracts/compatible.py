#!/usr/bin/env python3
"""Fails when a released contract changes in a way that breaks somebody who kept to it.

    compatible.py check              the schemas of today against the latest file of Contracts/released
    compatible.py changes            what changed since, as lines for Contracts/CHANGELOG.md
    compatible.py release VERSION    writes Contracts/released/VERSION.json; done once a release, never again

What we receive (canonical/) may come to accept more, never less: whoever sends by the released schema goes on being
understood. What we send (notices/, receipts/) may come to say less within its lists and limits, never more: whoever reads
by the released schema, closed as it is, goes on understanding us. Another category or sensitivity is a break for both,
because agreements were signed about it. What breaks needs a new version of the type (TYPE.v2 beside TYPE.v1).

Before 1.0.0 a break is allowed when the section "Unreleased" of the change log names the schema and the place. New types
are compatible; the change log has to name them too.
"""

import hashlib
import json
import pathlib
import re
import sys

CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "Contracts"
DIRECTIONS = {"canonical": "in", "notices": "out", "receipts": "out"}
# Words for people; they bind nobody.
PROSE = {"title", "description", "$comment", "$schema", "$id", "examples"}
UPPER = ("maxLength", "x-max-bytes", "maxItems", "maximum", "maxProperties")
LOWER = ("minLength", "minItems", "minimum", "minProperties")
# Read by nothing here but equality: any change of them is a break.
EXACT = ("const", "pattern", "format", "uniqueItems", "multipleOf")
TAGS = ("x-category", "x-sensitivity")
CONDITIONS = ("if", "then", "else", "allOf", "anyOf", "oneOf", "not", "dependentRequired", "contains")
KNOWN = {*UPPER, *LOWER, *EXACT, *TAGS, *CONDITIONS, "type", "enum", "required", "properties", "items", "$ref", "$defs"}
KNOWN.add("additionalProperties")


def main(arguments):
    commands = {("check", 0): check, ("changes", 0): changes, ("release", 1): release}
    command = commands.get((arguments[0], len(arguments) - 1)) if arguments else None
    if command is None:
        sys.exit(__doc__)
    problems = list(command(*arguments[1:]))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


# --- commands ---------------------------------------------------------------------------------------------------------


def check(contracts=CONTRACTS):
    version, released = latest(contracts)
    log = (contracts / "CHANGELOG.md").read_text(encoding="utf-8")
    yield from baseline_problems(contracts, log)
    news = section(log, "Unreleased")
    today = normalised(contracts)
    for path, place, what in breaks(released, today):
        if version >= (1, 0, 0) or not is_named(news, path, place):
            yield f"{path} {place}: {what}. Make it a new version of the type" + (
                "." if version >= (1, 0, 0) else f", or name `{path}` and `{place}` under Unreleased in CHANGELOG.md."
            )
    for path in sorted(set(messages(today)) - set(messages(released))):
        if f"`{type_of(path)}`" not in news:
            yield f"{path} is new, and CHANGELOG.md does not name `{type_of(path)}` under Unreleased (compatible.py changes)"


def changes(contracts=CONTRACTS):
    _, released = latest(contracts)
    today = normalised(contracts)
    for path in sorted(set(messages(today)) - set(messages(released))):
        title = json.loads((contracts / path).read_text(encoding="utf-8"))["title"]
        print(f"- New: `{type_of(path)}`. {title}.")
    for path, place, what in breaks(released, today):
        print(f"- Breaks `{path}` at `{place}`: {what}.")
    return []


def release(version, contracts=CONTRACTS):
    target = contracts / "released" / f"{version}.json"
    if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        return [f"{version} is no version of the form 1.0.0"]
    if target.exists():
        return [f"{target.name} was released already; a released contract is never written again"]
    target.parent.mkdir(exist_ok=True)
    target.write_text(compact(normalised(contracts)), encoding="utf-8")
    print(f"Write into CHANGELOG.md: ## {version}\n\nBaseline: `released/{target.name}`, SHA-256 `{digest(target)}`.")
    return []


def baseline_problems(contracts, log):
    """An edit of a released file would hide a break."""
    for path in sorted((contracts / "released").glob("*.json")):
        if digest(path) not in section(log, path.stem):
            yield f"released/{path.name} is not the file whose digest CHANGELOG.md gives under {path.stem}"


def is_named(news, path, place):
    return any(f"`{path}`" in line and f"`{place}`" in line for line in news.splitlines())


def section(log, name):
    found = re.search(rf"^## {re.escape(name)}\b.*?$(.*?)(?=^## |\Z)", log, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- the schemas ------------------------------------------------------------------------------------------------------


def normalised(contracts):
    """Every schema by its path, without prose and in a fixed order of keys."""
    paths = sorted(path for folder in DIRECTIONS for path in (contracts / folder).glob("*.schema.json"))
    schemas = {str(path.relative_to(contracts)): json.loads(path.read_text(encoding="utf-8")) for path in paths}
    return {path: with_whole_references(without_prose(schema), pathlib.PurePath(path).name) for path, schema in schemas.items()}


def with_whole_references(node, file):
    """`#/$defs/x` means the file it stands in, which is lost once a definition is looked at from another."""
    if isinstance(node, list):
        return [with_whole_references(element, file) for element in node]
    if not isinstance(node, dict):
        return node
    whole = {key: with_whole_references(value, file) for key, value in node.items()}
    if isinstance(whole.get("$ref"), str) and whole["$ref"].startswith("#"):
        whole["$ref"] = file + whole["$ref"]
    return whole


def without_prose(node, are_names=False):
    """Members of `properties` and `$defs` are names, and may be called "title"."""
    if isinstance(node, list):
        return [without_prose(element) for element in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if are_names or key not in PROSE}
    return {key: without_prose(value, key in ("properties", "$defs") and not are_names) for key, value in kept.items()}


def compact(schemas):
    """One schema a line, so that a release is small and its lines can be compared."""
    lines = [f"{json.dumps(path)}: {json.dumps(schema, sort_keys=True, separators=(',', ':'))}" for path, schema in schemas.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def latest(contracts):
    paths = {tuple(map(int, path.stem.split("."))): path for path in (contracts / "released").glob("*.json")}
    version = max(paths)
    return version, json.loads(paths[version].read_text(encoding="utf-8"))


def messages(schemas):
    return [path for path in schemas if not path.endswith("/common.schema.json")]


def type_of(path):
    return pathlib.PurePath(path).name.removesuffix(".schema.json")


# --- what breaks ------------------------------------------------------------------------------------------------------


def breaks(old, new):
    """(path, place, what) for everything that breaks, in order; shared definitions are looked at where they are used."""
    for path in sorted(messages(old)):
        if path not in new:
            yield path, "/", "the type is gone"
            continue
        judge = Comparison(DIRECTIONS[path.split("/")[0]], Resolver(old, path), Resolver(new, path))
        for place, what in judge.compare(old[path], new[path], ""):
            yield path, place or "/", what


class Resolver:
    """Follows `common.schema.json#/$defs/x`; members beside a $ref win."""

    def __init__(self, schemas, path):
        self.schemas, self.path = schemas, path

    def resolve(self, schema):
        while "$ref" in schema:
            file, _, pointer = schema["$ref"].partition("#/")
            node = self.schemas[str(pathlib.PurePath(self.path).parent / file)]
            for part in pointer.split("/"):
                node = node[part]
            schema = {**node, **{key: value for key, value in schema.items() if key != "$ref"}}
        return schema

    def whole(self, node):
        """A condition with every $ref in it replaced, so that two can be compared as they stand."""
        if isinstance(node, list):
            return [self.whole(element) for element in node]
        if isinstance(node, dict):
            return {key: self.whole(value) for key, value in self.resolve(node).items()}
        return node


class Comparison:
    def __init__(self, direction, old, new):
        self.is_received, self.old, self.new = direction == "in", old, new

    def compare(self, old, new, place):
        old, new = self.old.resolve(old), self.new.resolve(new)
        for key in sorted((set(old) | set(new)) - KNOWN):
            if old.get(key) != new.get(key):
                yield place, f"{key} changed, and this tool does not know what that means"
        yield from self.types(old, new, place)
        yield from self.words(old, new, place)
        yield from self.limits(old, new, place)
        yield from self.exact(old, new, place)
        yield from self.conditions(old, new, place)
        yield from self.members(old, new, place)
        if "items" in old and "items" in new:
            yield from self.compare(old["items"], new["items"], place + "/items")
        elif ("items" in old) != ("items" in new) and ("items" in new) == self.is_received:
            yield place, "the kind of its elements was " + ("bound" if self.is_received else "set free")

    def types(self, old, new, place):
        before, after = kinds(old), kinds(new)
        lost, gained = before - after, after - before
        if self.is_received and lost:
            yield place, f"no longer {' or '.join(sorted(lost))}"
        if not self.is_received and gained:
            yield place, f"may now be {' or '.join(sorted(gained))}"

    def words(self, old, new, place):
        before, after = old.get("enum"), new.get("enum")
        if before is None and after is None:
            return
        if before is None or after is None:
            if (after is not None) == self.is_received:
                yield place, "a list of words was " + ("set" if after is not None else "given up")
            return
        lost, gained = [w for w in before if w not in after], [w for w in after if w not in before]
        if self.is_received and lost:
            yield place, f"{len(lost)} words are no longer understood: {', '.join(map(str, lost))}"
        if not self.is_received and gained:
            yield place, f"{len(gained)} words that readers do not know: {', '.join(map(str, gained))}"

    def limits(self, old, new, place):
        for key, sign in [(key, 1) for key in UPPER] + [(key, -1) for key in LOWER]:
            unlimited = float("inf")
            before = sign * old[key] if key in old else unlimited
            after = sign * new[key] if key in new else unlimited
            if self.is_received and after < before:
                yield place, f"{key} is narrower"
            if not self.is_received and after > before:
                yield place, f"{key} is wider"

    def exact(self, old, new, place):
        for key in EXACT:
            before, after = old.get(key), new.get(key)
            is_loosened = after is None if self.is_received else before is None
            if before != after and not is_loosened:
                yield place, f"{key} " + ("was added" if before is None else "was given up" if after is None else "changed")
        for key in TAGS:
            if old.get(key) != new.get(key):
                yield place, f"{key} changed from {old.get(key)} to {new.get(key)}"

    def conditions(self, old, new, place):
        """A condition cannot be weighed, only seen to be there: one gone lets more through, one come or changed may not."""
        before = [self.old.whole([key, part]) for key in CONDITIONS for part in listed(old.get(key))]
        after = [self.new.whole([key, part]) for key in CONDITIONS for part in listed(new.get(key))]
        come = [part for part in after if part not in before]
        gone = [part for part in before if part not in after]
        if self.is_received and come:
            yield place, f"a condition came or changed: {come[0][0]}"
        if not self.is_received and gone:
            yield place, f"a condition went or changed: {gone[0][0]}"

    def members(self, old, new, place):
        before, after = old.get("properties", {}), new.get("properties", {})
        for name in sorted(set(before) - set(after)):
            yield f"{place}/{name}", "the member is gone"
        is_closed = old.get("additionalProperties") is False
        for name in sorted(set(after) - set(before)):
            if not self.is_received and is_closed:
                yield f"{place}/{name}", "a member that readers of the closed schema refuse"
        must, should = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted((should - must) if self.is_received else (must - should)):
            yield f"{place}/{name}", "now required" if self.is_received else "no longer always there"
        yield from self.openness(is_closed, new.get("additionalProperties") is False, place)
        for name in sorted(set(before) & set(after)):
            yield from self.compare(before[name], after[name], f"{place}/{name}")

    def openness(self, was_closed, is_closed, place):
        if was_closed != is_closed and is_closed == self.is_received:
            yield place, "unknown members are " + ("refused now" if is_closed else "sent now")


def kinds(schema):
    """The JSON types that a schema lets through; an integer is a number too."""
    said = schema.get("type")
    if said is None:
        return {"array", "boolean", "integer", "null", "number", "object", "string"}
    names = {said} if isinstance(said, str) else set(said)
    return names | ({"integer"} if "number" in names else set())


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
