#!/usr/bin/env python3
"""Takes every recipient's notices, as that recipient's own AMQP user, and keeps its own ledger of them.

    CRASH_PASSWORDS='{"npt-city": "…"}' consumer.py SETTINGS.json

A notice is acknowledged after it is in the ledger, so what RabbitMQ or a lost connection delivers again is counted again.
"""

import hashlib
import json
import os
import sys
import time

from links import Ledger, Link, run_loop

PREFETCH = 500
ACKNOWLEDGE_SECONDS = 0.02


class Reader:
    """One recipient's queue."""

    def __init__(self, loop, settings, ledger, recipient, password):
        self.recipient, self.ledger = recipient, ledger
        self.queue = settings["queues"][recipient]
        self.last_tag = 0
        self.link = Link(loop, settings, recipient, password, self.opened, self.lost)

    def opened(self, channel):
        channel.basic_qos(prefetch_count=PREFETCH, callback=lambda _: channel.basic_consume(self.queue, self.taken))

    def lost(self):
        self.last_tag = 0

    def taken(self, _channel, method, _properties, body):
        notice = json.loads(body)
        data = notice["data"]
        self.ledger.write(
            recipient=self.recipient, notice=notice["id"], cause=notice.get("causationid"), kind=data["kind"],
            to=data["recipient"], court=data["fields"].get("court"), redelivered=method.redelivered,
            digest=hashlib.sha256(body).hexdigest()[:16], at=round(time.monotonic(), 3))
        self.last_tag = method.delivery_tag

    def acknowledge(self):
        if self.last_tag and self.link.channel and self.link.channel.is_open:
            self.link.channel.basic_ack(self.last_tag, multiple=True)
            self.last_tag = 0


class Consumer:
    def __init__(self, settings):
        self.settings = settings
        self.ledger = Ledger(settings["ledger"])

    def start(self, loop):
        self.loop = loop
        passwords = json.loads(os.environ["CRASH_PASSWORDS"])
        self.readers = [Reader(loop, self.settings, self.ledger, name, passwords[name]) for name in self.settings["queues"]]
        self.tick()

    def tick(self):
        self.ledger.flush()
        for reader in self.readers:
            reader.acknowledge()
        self.loop.call_later(ACKNOWLEDGE_SECONDS, self.tick)

    def stop(self):
        self.ledger.flush()
        for reader in self.readers:
            reader.acknowledge()
            reader.link.close()
        self.loop.call_later(0.5, self.loop.stop)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        consumer = Consumer(json.load(file))
    run_loop(consumer.start, consumer.stop)
