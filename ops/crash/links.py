"""A pika connection that comes back: what producer and consumer share."""

import json
import signal

import pika
from pika.adapters.select_connection import IOLoop

RECONNECT_SECONDS = 0.5


class Link:
    """One connection with one channel; calls `on_open(channel)` each time there is a new one and `on_lost()` when it is gone."""

    def __init__(self, loop, settings, user, password, on_open, on_lost=lambda: None):
        self.loop, self.on_open, self.on_lost = loop, on_open, on_lost
        self.parameters = pika.ConnectionParameters(
            "127.0.0.1", settings["port"], settings["virtualHost"], pika.PlainCredentials(user, password), heartbeat=10,
            connection_attempts=1, socket_timeout=5, stack_timeout=10, blocked_connection_timeout=60)
        self.connection = self.channel = None
        self.stopping = False
        self.connect()

    def connect(self):
        self.connection = pika.SelectConnection(
            self.parameters, on_open_callback=lambda connection: connection.channel(on_open_callback=self.opened),
            on_open_error_callback=self.lost, on_close_callback=self.lost, custom_ioloop=self.loop)

    def opened(self, channel):
        channel.add_on_close_callback(self.channel_lost)
        self.channel = channel
        self.on_open(channel)

    def channel_lost(self, _channel, _reason):
        if self.connection.is_open:
            self.connection.close()

    def lost(self, *_):
        self.channel = None
        self.on_lost()
        if not self.stopping:
            self.loop.call_later(RECONNECT_SECONDS, self.connect)

    def close(self):
        self.stopping = True
        if self.connection and self.connection.is_open:
            self.connection.close()


class Ledger:
    """What a process saw, on disk: one JSON object a line, flushed before anything is acknowledged on the strength of it."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")

    def write(self, **entry):
        self.file.write(json.dumps(entry, separators=(",", ":")) + "\n")

    def flush(self):
        self.file.flush()


def run_loop(start, on_stop):
    """Runs an event loop until somebody stops it; SIGTERM calls `on_stop` once.

    Python runs a signal's handler between two bytecodes, so the handler only takes a note that the loop looks at.
    """
    loop, notes = IOLoop(), []
    signal.signal(signal.SIGTERM, lambda *_: notes.append("stop"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the harness decides the order

    def look():
        if notes:
            return on_stop()
        loop.call_later(0.1, look)

    look()
    start(loop)
    loop.start()
