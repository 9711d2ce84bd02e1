#!/usr/bin/env python3
"""Feeds court results over AMQP at a rate and keeps its own ledger of what it fed and what RabbitMQ confirmed.

    CRASH_PASSWORD=… producer.py SETTINGS.json

What is not confirmed when a connection is lost is published again with the same id. SIGTERM: stop making messages, go on until
everything is confirmed, then end.
"""

import collections
import json
import os
import sys
import time

import pika
import samples
from links import Ledger, Link, run_loop

WINDOW = 400
TICK_SECONDS = 0.01


class Producer:
    def __init__(self, settings):
        self.settings = settings
        self.ledger = Ledger(settings["ledger"])
        self.waiting = collections.deque()  # ids to publish
        self.bodies = {}  # by id, until confirmed
        self.in_flight = collections.OrderedDict()  # delivery tag → id, on this connection
        self.returned = set()
        self.made = self.tag = 0
        self.is_stopping = False
        self.properties = {}

    def start(self, loop):
        self.loop, self.started = loop, time.monotonic()
        self.link = Link(
            loop, self.settings, self.settings["user"], os.environ["CRASH_PASSWORD"], self.opened, self.lost)
        self.tick()

    def stop(self):
        self.is_stopping = True

    def opened(self, channel):
        self.tag = 0
        channel.add_on_return_callback(lambda _channel, _method, properties, _body: self.returned.add(properties.message_id))
        channel.confirm_delivery(self.answered)

    def lost(self):
        self.waiting.extendleft(reversed(self.in_flight.values()))
        self.in_flight.clear()
        self.returned.clear()

    def tick(self):
        self.make_due()
        while self.link.channel and self.link.channel.is_open and self.waiting and len(self.in_flight) < WINDOW:
            self.publish(self.waiting.popleft())
        if self.is_stopping and not self.bodies:
            self.ledger.flush()
            self.link.close()
            return self.loop.call_later(0.2, self.loop.stop)
        self.loop.call_later(TICK_SECONDS, self.tick)

    def make_due(self):
        if self.is_stopping:
            return
        due = int((time.monotonic() - self.started) * self.settings["rate"])
        for index in range(self.made, min(due, self.settings["limit"])):
            number = self.settings["first"] + index
            identity, court, body = samples.message(self.settings["seed"], number, number % self.settings["nominals"])
            self.ledger.write(fed=identity, court=court)
            self.bodies[identity] = body
            self.waiting.append(identity)
            self.made += 1
        self.ledger.flush()
        self.is_stopping = self.made >= self.settings["limit"]

    def publish(self, identity):
        self.tag += 1
        self.in_flight[self.tag] = identity
        self.link.channel.basic_publish(
            "in.courts", "court.hearing.resulted.v1", self.bodies[identity],
            pika.BasicProperties(
                content_type="application/cloudevents+json", delivery_mode=2, user_id=self.settings["user"],
                message_id=identity, type="court.hearing.resulted.v1"), mandatory=True)

    def answered(self, frame):
        method = frame.method
        tags = [method.delivery_tag]
        if method.multiple:
            tags = [tag for tag in self.in_flight if tag <= method.delivery_tag]
        for tag in tags:
            identity = self.in_flight.pop(tag, None)
            if identity is None:
                continue
            if method.NAME != "Basic.Ack" or identity in self.returned:
                self.returned.discard(identity)
                self.waiting.append(identity)
                continue
            self.ledger.write(confirmed=identity)
            del self.bodies[identity]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        producer = Producer(json.load(file))
    run_loop(producer.start, producer.stop)
