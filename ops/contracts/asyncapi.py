#!/usr/bin/env python3
"""Holds Contracts/asyncapi.yaml, the code and the running RabbitMQ equal.

    asyncapi.py write                 writes again what follows from the directory and the schemas
    asyncapi.py document              is it AsyncAPI 3.0, does every $ref lead somewhere, is every schema in it once?
    asyncapi.py code  LIST.json       against `throughgate contract list --json`: types, kinds of notice, who publishes what
    asyncapi.py topology FILE.json    against definitions: what `throughgate topology` prints (the code's), or what
                                      `rabbitmqctl export_definitions` wrote (the live broker's)

Problems go to stderr, one a line; the status is 1 when there are any. AsyncAPI's own JSON Schema is in no package that
Debian or PyPI has, so its rules are taken from asyncapi3, a strict object model of 3.0 by somebody else, and the $refs
are followed here.
"""

import json
import pathlib
import re
import sys
import warnings

import yaml

CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "Contracts"
DOCUMENT = CONTRACTS / "asyncapi.yaml"
DIRECTORY = CONTRACTS / "directory" / "leeds.yaml"
FORMAT = "application/schema+json;version=draft-2020-12"


def main(arguments):
    commands = {
        ("write", 0): write,
        ("document", 0): lambda: document_problems(load(DOCUMENT), DOCUMENT.parent),
        ("code", 1): lambda path: code_problems(load(DOCUMENT), read_json(path)),
        ("topology", 1): lambda path: topology_problems(load(DOCUMENT), read_json(path)),
    }
    command = commands.get((arguments[0], len(arguments) - 1)) if arguments else None
    if command is None:
        sys.exit(__doc__)
    try:
        problems = list(command(*arguments[1:]))
    except yaml.YAMLError as error:
        problems = [f"not YAML as we write it: {' '.join(str(error).split())}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


# --- reading ----------------------------------------------------------------------------------------------------------


class UniqueKeys(yaml.SafeLoader):
    """YAML in which a key that stands twice is an error, as it is everywhere else in Contracts/."""


def unique(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key} stands twice", node.start_mark)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, unique)


def load(path):
    return yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader=UniqueKeys)


def read_json(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def schemas(contracts=CONTRACTS):
    """Each schema of a message by its path from Contracts/."""
    folders = ("canonical", "notices", "receipts")
    paths = sorted(path for folder in folders for path in (contracts / folder).glob("*.schema.json"))
    return {str(path.relative_to(contracts)): read_json(path) for path in paths if path.name != "common.schema.json"}


def type_of(path):
    return pathlib.PurePath(path).name.removesuffix(".schema.json")


# --- the document by itself -------------------------------------------------------------------------------------------


def document_problems(document, folder):
    yield from standard_problems(document)
    yield from reference_problems(document, document, folder, "#")
    yield from payload_problems(document, folder)
    yield from message_problems(document)


def standard_problems(document):
    warnings.simplefilter("ignore", UserWarning)  # about the names of its own fields
    from asyncapi3.models.asyncapi import AsyncAPI3
    from pydantic import ValidationError

    try:
        AsyncAPI3.model_validate(document)
    except ValidationError as error:
        for problem in error.errors():
            yield f"AsyncAPI 3.0: {'/'.join(map(str, problem['loc']))}: {problem['msg']}"
    if document.get("asyncapi") != "3.0.0":
        yield "the document does not say that it is AsyncAPI 3.0.0"


def reference_problems(node, document, folder, place):
    if isinstance(node, list):
        for index, element in enumerate(node):
            yield from reference_problems(element, document, folder, f"{place}/{index}")
    if not isinstance(node, dict):
        return
    if "$ref" in node and not leads_somewhere(node["$ref"], document, folder):
        yield f"{place}: {node['$ref']} leads nowhere"
    for key, value in node.items():
        yield from reference_problems(value, document, folder, f"{place}/{key}")


def leads_somewhere(reference, document, folder):
    path, _, pointer = reference.partition("#")
    if path:
        return (folder / path).resolve().is_relative_to(folder) and (folder / path).is_file() and not pointer
    return follow(document, reference) is not None


def follow(document, reference):
    node = document
    for part in reference.removeprefix("#/").split("/"):
        node = node.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
    return node


def payload_problems(document, contracts):
    """Every schema is the payload of one message, which is called like its type."""
    known, named = schemas(contracts), []
    for name, message in document["components"]["messages"].items():
        if "payload" not in message:
            continue
        path = message["payload"].get("schema", {}).get("$ref")
        named.append(path)
        if message["payload"].get("schemaFormat") != FORMAT:
            yield f"message {name}: its schemaFormat is not {FORMAT}"
        if path in known and name != key(type_of(path)):
            yield f"message {name}: its payload is another's, {path}"
        if path in known and message.get("title") != known[path]["title"] and name != "receipt":
            yield f"message {name}: its title is not that of its schema"
    for path in sorted(set(known) - set(named)):
        yield f"{path}: no message has it"
    for path in sorted({path for path in named if named.count(path) > 1}):
        yield f"{path}: two messages have it"


def message_problems(document):
    """Every message is on a channel, and every channel says how it is bound."""
    used = {key(name) for channel in document["channels"].values() for name in messages_of(document, channel)}
    for name in document["components"]["messages"]:
        if name not in used and name != "receipt":
            yield f"message {name} is on no channel"
    for name, channel in document["channels"].items():
        amqp = channel.get("bindings", {}).get("amqp", {})
        if ("exchange" in amqp) == ("queue" in amqp):
            yield f"channel {name}: its AMQP binding names not exactly one of exchange and queue"
        if "queue" in amqp and channel["address"] != amqp["queue"]["name"]:
            yield f"channel {name}: the address is not the queue's name"
        parameters = set(re.findall(r"{(\w+)}", channel["address"]))
        if parameters != set(channel.get("parameters", {})):
            yield f"channel {name}: the parameters are not those of its address"


def key(name):
    """A type as a key, without dots: AsyncAPI's tools disagree whether a key may have them."""
    return name.replace(".", "-")


def messages_of(document, channel):
    """The types on a channel; what has no name of its own goes by its key."""
    messages = [(entry["$ref"], follow(document, entry["$ref"])) for entry in channel.get("messages", {}).values()]
    return [(message or {}).get("name", path.rsplit("/", 1)[1]) for path, message in messages]


# --- against the code -------------------------------------------------------------------------------------------------


def code_problems(document, listed):
    channels = document["channels"]
    yield from same("core.inbound carries", messages_of(document, channels["core-inbound"]), listed["inbound"])
    outbound = [name for one in ("notices", "hub", "receipts") for name in messages_of(document, channels[one])]
    yield from same("the broker sends", outbound, listed["outbound"])
    agencies = {publisher["agency"] for publisher in listed["publishers"]}
    documented = {name.removeprefix("in-") for name in channels if name.startswith("in-")}
    yield from same("there is an exchange for", documented, agencies)
    for agency in sorted(documented & agencies):
        publishers = [publisher for publisher in listed["publishers"] if publisher["agency"] == agency]
        types = {name for publisher in publishers for name in publisher["types"]}
        yield from same(f"in.{agency} carries", messages_of(document, channels[f"in-{agency}"]), types)
        users = [publisher["user"] for publisher in publishers]
        yield from same(f"in.{agency} is written by", channels[f"in-{agency}"]["x-users"], users)
    yield from word_problems(listed)


def word_problems(listed):
    """Closed lists of words that the schemas repeat."""
    receipts = read_json(CONTRACTS / "receipts/receipt.schema.json")["properties"]["status"]["enum"]
    message = read_json(CONTRACTS / "notices/receipt.issued.v1.schema.json")["properties"]["data"]["properties"]
    yield from same("receipt.issued.v1 has the status", message["status"]["enum"], receipts)
    known = {"accepted" if outcome == "translated" else outcome for outcome in listed["receiptOutcomes"]}
    yield from same("a receipt can say", known & set(receipts), known)
    task = read_json(CONTRACTS / "notices/task.raised.v1.schema.json")["properties"]["data"]["properties"]
    yield from same("task.raised.v1 has the kind", task["kind"]["enum"], listed["tasks"])


def same(what, documented, coded):
    for word in sorted(set(documented) - set(coded)):
        yield f"{what} {word} in the contract, and not in the code"
    for word in sorted(set(coded) - set(documented)):
        yield f"{what} {word} in the code, and not in the contract"


# --- against a topology, the code's or the live broker's --------------------------------------------------------------


def topology_problems(document, definitions):
    host = virtual_host(definitions)
    exchanges = {item["name"]: item for item in definitions["exchanges"] if item["vhost"] == host}
    queues = {item["name"]: item for item in definitions["queues"] if item["vhost"] == host}
    described = [(name, channel, channel["bindings"]["amqp"]) for name, channel in document["channels"].items()]
    yield from matches("exchange", [(n, c, b["exchange"]) for n, c, b in described if "exchange" in b], exchanges)
    yield from matches("queue", [(n, c, b["queue"]) for n, c, b in described if "queue" in b], queues)
    yield from binding_problems(document, [item for item in definitions["bindings"] if item["vhost"] == host])


def virtual_host(definitions):
    hosts = [item["name"] for item in definitions["vhosts"] if item["name"] != "/"]
    if len(hosts) != 1:
        raise SystemExit(f"{len(hosts)} virtual hosts in the definitions; one partnership is compared at a time")
    return hosts[0]


def matches(noun, described, live):
    """Each thing in one has its like in the other; a name with {parameters} stands for one or more."""
    found = set()
    for name, channel, binding in described:
        like = [item for item in live.values() if form(binding["name"]).fullmatch(item["name"])]
        found |= {item["name"] for item in like}
        if not like:
            yield f"{noun} {binding['name']} is in the contract, and not in the broker"
        for item in like:
            yield from property_problems(noun, item, binding, channel)
    for name in sorted(set(live) - found):
        yield f"{noun} {name} is in the broker, and not in the contract"


def property_problems(noun, item, binding, channel):
    pairs = [("durable", item["durable"], binding["durable"]), ("autoDelete", item["auto_delete"], binding["autoDelete"])]
    if noun == "exchange":
        pairs.append(("type", item["type"], binding["type"]))
    else:
        pairs.append(("x-queue-type", item["arguments"].get("x-queue-type", "classic"), channel.get("x-queue-type")))
    for what, has, says in pairs:
        if has != says:
            yield f"{noun} {item['name']}: {what} is {has} in the broker and {says} in the contract"


def form(template, parameters=None):
    """A name with {parameters} as a regular expression; a parameter that is known already has to be the same."""
    parts = re.split(r"{(\w+)}", template)
    known = parameters or {}
    texts = [re.escape(part) if index % 2 == 0 else group(part, known) for index, part in enumerate(parts)]
    return re.compile("".join(texts))


def group(name, known):
    return re.escape(known[name]) if name in known else f"(?P<{name}>[A-Za-z0-9_-]+)"


def binding_problems(document, live):
    described = [
        (channel["bindings"]["amqp"]["queue"]["name"], bound["exchange"], bound["key"])
        for channel in document["channels"].values()
        for bound in channel.get("x-bound", [])
    ]
    used = set()
    for item in live:
        if item["source"] == "":
            continue  # the default exchange binds every queue by its name, and no export shows it everywhere
        like = [entry for entry in described if is_like(entry, item)]
        used.update(like)
        if not like:
            told = f"{item['source']} → {item['destination']} by {item['routing_key']}"
            yield f"binding {told} is in the broker, and not in the contract"
    for queue, exchange, key in sorted(set(described) - used):
        yield f"binding {exchange} → {queue} by {key} is in the contract, and not in the broker"


def is_like(described, item):
    queue, exchange, key = described
    found = form(queue).fullmatch(item["destination"])
    return bool(found) and item["source"] == exchange and form(key, found.groupdict()).fullmatch(item["routing_key"])


# --- writing what follows from other files ----------------------------------------------------------------------------


def write():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, lines in regions().items():
        begin, end = f"# made by ops/contracts/asyncapi.py write: {name}\n", f"# end of {name}\n"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        indent = before[before.rindex("\n") + 1 :]
        text = before + begin + "".join((indent + line).rstrip() + "\n" for line in lines) + indent + end + after
    DOCUMENT.write_text(text, encoding="utf-8")
    return []


def regions():
    known = schemas()
    inbound = [type_of(path) for path in known if path.startswith("canonical/")]
    agencies = agencies_of(load(DIRECTORY), inbound)
    notices = [type_of(path) for path in known if type_of(path).startswith("notice.") and path.startswith("notices/")]
    return {
        "channels": [line for entry in agencies.items() for line in channel(*entry)] + inbound_channel(inbound, agencies),
        "notices": [reference(name) for name in notices],
        "operations": [line for name in agencies for line in operation(name)],
        "messages": [line for path, schema in known.items() if type_of(path) != "receipt" for line in message(path, schema)],
    }


def agencies_of(directory, inbound):
    """{agency: (users, types)}; "court.*" in the directory means every court message, a plain name its versions."""
    agencies = {}
    for user, publisher in directory["publishers"].items():
        users, types = agencies.setdefault(publisher["agency"], ([], set()))
        users.append(user)
        types.update(name for name in inbound for word in publisher["may-publish"] if is_named(name, word))
    return {name: (sorted(users), sorted(types)) for name, (users, types) in sorted(agencies.items())}


def is_named(name, word):
    return name.startswith(word[:-1]) if word.endswith(".*") else bool(re.fullmatch(re.escape(word) + r"\.v[0-9]+", name))


def channel(agency, users_and_types):
    users, types = users_and_types
    return [
        f"in-{agency}:",
        "  address: '{messageType}'",
        f"  title: What {agency} publishes",
        "  servers: [{ $ref: '#/servers/partnership' }]",
        "  parameters:",
        "    messageType: { description: 'The routing key, which is the message''s type.' }",
        "  messages:",
        *("    " + reference(name) for name in types),
        "  bindings:",
        f"    amqp: {{ is: routingKey, exchange: {{ name: in.{agency}, type: topic, durable: true, autoDelete: false }}, bindingVersion: 0.3.0 }}",
        f"  x-users: [{', '.join(users)}]",
        "",
    ]


def inbound_channel(inbound, agencies):
    return [
        "core-inbound:",
        "  address: core.inbound",
        "  title: The queue of the routing core",
        "  servers: [{ $ref: '#/servers/partnership' }]",
        "  messages:",
        *("    " + reference(name) for name in inbound),
        "  bindings:",
        "    amqp: { is: queue, queue: { name: core.inbound, durable: true, exclusive: false, autoDelete: false }, bindingVersion: 0.3.0 }",
        "  x-queue-type: quorum",
        f"  x-bound: [{', '.join('{ exchange: in.' + name + ', key: ' + repr('#') + ' }' for name in agencies)}]",
    ]


def operation(agency):
    name = "acknowledge" if agency == "throughgate" else f"hear{agency.capitalize()}"
    title = "The acknowledgement path: officers answer on the broker's pages" if name == "acknowledge" else f"What {agency} says"
    return [f"{name}:", "  action: receive", f"  channel: {{ $ref: '#/channels/in-{agency}' }}", f"  title: {json.dumps(title)}"]


def reference(name):
    return f"{key(name)}: {{ $ref: '#/components/messages/{key(name)}' }}"


def message(path, schema):
    name = type_of(path)
    return [
        f"{key(name)}:",
        f"  name: {name}",
        f"  title: {json.dumps(schema['title'], ensure_ascii=False)}",
        "  contentType: application/cloudevents+json",
        f"  payload: {{ schemaFormat: '{FORMAT}', schema: {{ $ref: {path} }} }}",
        "  bindings: { amqp: { messageType: " + name + ", bindingVersion: 0.3.0 } }",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
