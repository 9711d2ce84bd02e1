#!/usr/bin/env python3
"""Tries asyncapi.py: what agrees passes, and whatever is missing, extra or other in any of the three is named."""

import copy
import unittest

import asyncapi

DOCUMENT = asyncapi.load(asyncapi.DOCUMENT)
HOST = "leeds"


def instance(name):
    return name.replace("{recipient}", "npt-city").replace("{suffix}", "q7v3k9x2mtw4").replace("{user}", "hub")


def broker():
    """Definitions of a broker that is as the document says, with one of each thing that has parameters."""
    exchanges, queues, bindings = [], [], []
    for channel in DOCUMENT["channels"].values():
        amqp = channel["bindings"]["amqp"]
        common = {"vhost": HOST, "durable": True, "auto_delete": False}
        if "exchange" in amqp:
            exchanges.append({"name": amqp["exchange"]["name"], "type": amqp["exchange"]["type"], "arguments": {}, **common})
        else:
            queues.append({"name": instance(amqp["queue"]["name"]), "arguments": {"x-queue-type": "quorum"}, **common})
        for bound in channel.get("x-bound", []):
            key, queue = instance(bound["key"]), instance(amqp["queue"]["name"])
            bindings.append({"source": bound["exchange"], "destination": queue, "routing_key": key, "vhost": HOST})
    return {"vhosts": [{"name": "/"}, {"name": HOST}], "exchanges": exchanges, "queues": queues, "bindings": bindings}


def code():
    channels = DOCUMENT["channels"]
    agencies = [name for name in channels if name.startswith("in-")]
    return {
        "inbound": asyncapi.messages_of(DOCUMENT, channels["core-inbound"]),
        "outbound": [name for one in ("notices", "hub", "receipts") for name in asyncapi.messages_of(DOCUMENT, channels[one])],
        "publishers": [
            {"user": user, "agency": name[3:], "types": asyncapi.messages_of(DOCUMENT, channels[name])}
            for name in agencies
            for user in channels[name]["x-users"]
        ],
        "tasks": asyncapi.read_json(asyncapi.CONTRACTS / "notices/task.raised.v1.schema.json")["properties"]["data"][
            "properties"
        ]["kind"]["enum"],
        "receiptOutcomes": ["translated", "ignored", "rejected"],
    }


class Document(unittest.TestCase):
    def problems(self, edit):
        document = copy.deepcopy(DOCUMENT)
        edit(document)
        return " ".join(asyncapi.document_problems(document, asyncapi.CONTRACTS))

    def test_ours_is_one(self):
        self.assertEqual(self.problems(lambda document: None), "")

    def test_a_member_that_the_standard_does_not_know(self):
        self.assertIn("AsyncAPI 3.0", self.problems(lambda d: d["channels"]["notices"].update(topic="x")))

    def test_an_action_that_is_neither_send_nor_receive(self):
        self.assertIn("action", self.problems(lambda d: d["operations"]["takeIn"].update(action="publish")))

    def test_a_reference_that_leads_nowhere(self):
        broken = {"$ref": "#/channels/gone"}
        self.assertIn("leads nowhere", self.problems(lambda d: d["operations"]["takeIn"].update(channel=broken)))

    def test_a_reference_out_of_the_folder(self):
        payload = {"schemaFormat": asyncapi.FORMAT, "schema": {"$ref": "../Package.swift"}}
        edit = lambda d: d["components"]["messages"]["task-raised-v1"].update(payload=payload)
        self.assertIn("leads nowhere", self.problems(edit))

    def test_a_schema_without_a_message(self):
        self.assertIn("no message has it", self.problems(lambda d: d["components"]["messages"].pop("task-raised-v1")))

    def test_a_message_with_the_payload_of_another(self):
        messages = DOCUMENT["components"]["messages"]
        edit = lambda d: d["components"]["messages"]["task-raised-v1"].update(payload=messages["receipt"]["payload"])
        self.assertIn("another's", self.problems(edit))

    def test_a_channel_whose_parameters_are_not_those_of_its_address(self):
        self.assertIn("parameters", self.problems(lambda d: d["channels"]["receipts"].pop("parameters")))


class Code(unittest.TestCase):
    def problems(self, edit):
        listed = code()
        edit(listed)
        return list(asyncapi.code_problems(DOCUMENT, listed))

    def test_a_code_that_agrees(self):
        self.assertEqual(self.problems(lambda listed: None), [])

    def test_whatever_differs_is_named(self):
        cases = [
            ("custody.escaped.v1", lambda listed: listed["inbound"].append("custody.escaped.v1")),
            ("person.died.v1", lambda listed: listed["inbound"].remove("person.died.v1")),
            ("notice.warned.v1", lambda listed: listed["outbound"].append("notice.warned.v1")),
            ("be-quick", lambda listed: listed["tasks"].append("be-quick")),
            ("fire", lambda listed: listed["publishers"].append({"user": "f", "agency": "fire", "types": []})),
            ("somebody", lambda listed: listed["publishers"].append({"user": "somebody", "agency": "hub", "types": []})),
            ("rag.decided.v1", lambda listed: listed["publishers"][0]["types"].append("rag.decided.v1")),
            ("held-back", lambda listed: listed["receiptOutcomes"].append("held-back")),
        ]
        for word, edit in cases:
            with self.subTest(word):
                self.assertIn(word, " ".join(self.problems(edit)))


class Broker(unittest.TestCase):
    def problems(self, edit):
        definitions = broker()
        edit(definitions)
        return list(asyncapi.topology_problems(DOCUMENT, definitions))

    def test_a_broker_that_agrees(self):
        self.assertEqual(self.problems(lambda definitions: None), [])

    def test_many_recipients_are_as_good_as_one(self):
        def edit(definitions):
            queue = next(item for item in definitions["queues"] if item["name"].startswith("notices."))
            definitions["queues"].append({**queue, "name": "notices.npt-headingley.h2c8r5p0zjn6"})
            bound = next(item for item in definitions["bindings"] if item["source"] == "notices")
            other = {"destination": "notices.npt-headingley.h2c8r5p0zjn6", "routing_key": "npt-headingley"}
            definitions["bindings"].append({**bound, **other})

        self.assertEqual(self.problems(edit), [])

    def test_whatever_differs_is_named(self):
        def first(definitions, section, **members):
            definitions[section][0].update(members)

        stolen = {"source": "notices", "destination": "receipts.hub", "routing_key": "npt-city", "vhost": HOST}
        cases = [
            ("queue backdoor", lambda d: first(d, "queues", name="backdoor")),
            ("is in the contract", lambda d: first(d, "queues", name="backdoor")),
            ("exchange extra", lambda d: d["exchanges"].append({**d["exchanges"][0], "name": "extra"})),
            ("type is fanout", lambda d: first(d, "exchanges", type="fanout")),
            ("x-queue-type is classic", lambda d: first(d, "queues", arguments={})),
            ("durable is False", lambda d: first(d, "queues", durable=False)),
            ("notices → receipts.hub", lambda d: d["bindings"].append(stolen)),
            ("by another", lambda d: first(d, "bindings", routing_key="another")),
            ("binding dead", lambda d: d.update(bindings=[b for b in d["bindings"] if b["source"] != "dead"])),
        ]
        for word, edit in cases:
            with self.subTest(word):
                self.assertIn(word, " ".join(self.problems(edit)))

    def test_a_queue_bound_to_the_key_of_another_recipient_is_named(self):
        def edit(definitions):
            for item in definitions["bindings"]:
                if item["source"] == "notices":
                    item["routing_key"] = "npt-headingley"

        self.assertIn("npt-headingley", " ".join(self.problems(edit)))


if __name__ == "__main__":
    unittest.main()
