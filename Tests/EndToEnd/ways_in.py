"""Every way into a running partnership, as the agencies' own systems use it: HTTP POST and the queues of raw messages.

    ways_in.py RUN      the folder of an ops/run that stays up

One line a check, "ok" or "NOT OK"; the status is 1 when one of them is not. A way in that works for one adapter works for
none of the others by itself: users, permissions, exchanges, tokens and ports are each adapter's own.
"""

import json
import re
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pika

RUN = Path(sys.argv[1])
ADAPTERS = ("courts", "prison", "probation", "police", "partners")
RAW_FEEDS = {"courts": "court-events", "prison": "hmpps-events", "probation": "probation-events", "police": "custody-events"}
RECEIPT_SECONDS = 20
# The folder lives on its sample day.
SHIFT = int((RUN / "clock-shift").read_text())
FAILED = 0


def main():
    for agency in ADAPTERS:
        http_way(agency)
        health(agency)
    release_by_http()
    for agency, user in RAW_FEEDS.items():
        raw_way(agency, user)
    return 1 if FAILED else 0


def check(what, is_met, found=""):
    global FAILED
    FAILED += not is_met
    print(f"ok      {what}" if is_met else f"NOT OK  {what} (found: {found})", flush=True)


# --- HTTP ------------------------------------------------------------------------------------------------------------


def port(agency, what):
    return re.search(rf"port=(\d+) what={what}", (RUN / "log" / f"{agency}-adapter.log").read_text()).group(1)


def ask(agency, path, body=None, key=None, token=None, what="http"):
    """Returns (status, headers, body) of a POST with a body or of a GET without one."""
    request = urllib.request.Request(f"http://127.0.0.1:{port(agency, what)}{path}", data=body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if key:
        request.add_header("Idempotency-Key", key)
    try:
        with urllib.request.urlopen(request, timeout=RECEIPT_SECONDS) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


def token(agency):
    return (RUN / "secrets" / f"http-{agency}").read_text().strip()


def http_way(agency):
    """Who is not named is refused; whoever is named is told the rule that garbage breaks, and finds the receipt again."""
    body = f"no format of ours {uuid.uuid4()}".encode()
    status, _, _ = ask(agency, "/items", body)
    check(f"{agency}: a sender without a token is refused", status == 401, status)
    other = next(name for name in ADAPTERS if name != agency)
    status, _, _ = ask(agency, "/items", body, token=token(other))
    check(f"{agency}: the token of {other} is refused", status == 401, status)
    status, headers, answer = ask(agency, "/items", body, token=token(agency))
    problem = json.loads(answer)
    is_told = status in (200, 422) and problem.get("problems", [{}])[0].get("remedy")
    check(f"{agency}: garbage is answered with rule and remedy", bool(is_told), (status, answer))
    status, _, receipt = ask(agency, headers["Location"] or "/", token=token(agency))
    check(f"{agency}: its receipt is kept", status == 200 and b"problems" in receipt, (status, receipt))
    status, _, _ = ask(agency, headers["Location"] or "/", token=token(other))
    check(f"{agency}: nobody else reads the receipt", status in (401, 404), status)


def health(agency):
    status, _, _ = ask(agency, "/health/ready", what="health")
    check(f"{agency}: it is ready", status == 200, status)
    _, _, figures = ask(agency, "/metrics", what="health")
    check(f"{agency}: its metrics say the broker is up", b"throughgate_adapter_broker_up{" in figures, figures[:200])


def release_by_http():
    """202 means that RabbitMQ has confirmed; the same key and bytes are the same item; other bytes are refused."""
    body, key = release("A7301QX"), str(uuid.uuid4())
    status, headers, answer = ask("prison", "/items", body, key, token("prison"))
    receipt = json.loads(answer)
    check("prison: a release is accepted with 202", status == 202 and receipt.get("status") == "accepted", (status, answer))
    again, place, answer = ask("prison", "/items", body, key, token("prison"))
    check("prison: sent again it is the same item", (again, place["Location"]) == (202, headers["Location"]), (again, answer))
    status, _, answer = ask("prison", "/items", release("A7302QX"), key, token("prison"))
    check("prison: the key does not serve other bytes", status == 422 and b"idempotency-key-reused" in answer, (status, answer))


def release(noms):
    return json.dumps({
        "eventType": "prison-offender-events.prisoner.released", "version": 1,
        "occurredAt": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() + SHIFT - 60)),
        "additionalInformation": {
            "nomsNumber": noms, "reason": "RELEASED", "nomisMovementReasonCode": "CR", "prisonId": "LEI", "details": str(uuid.uuid4())},
    }).encode()


# --- AMQP ------------------------------------------------------------------------------------------------------------


def environment():
    lines = (RUN / "amqp.env").read_text().splitlines()
    return dict(line.removeprefix("export ").split("=", 1) for line in lines if "=" in line)


def raw_way(agency, user):
    """A raw message gets one receipt; what the login may not do, it cannot."""
    connection = log_in(user)
    channel = connection.channel()
    channel.confirm_delivery()
    for _ in range(1000):  # receipts of an earlier run
        if channel.basic_get(f"raw.{agency}.receipts", auto_ack=True)[0] is None:
            break
    own = str(uuid.uuid4())
    body = release("A7303QX") if agency == "prison" else f"no format of ours {own}".encode()
    properties = pika.BasicProperties(message_id=own, user_id=user, delivery_mode=2)
    channel.basic_publish(f"raw.{agency}", "", body, properties, mandatory=True)
    receipt = wait_for_receipt(channel, f"raw.{agency}.receipts", own)
    status = receipt.get("status") or receipt.get("data", {}).get("status")
    wanted = ("accepted",) if agency == "prison" else ("rejected", "ignored", "held")
    check(f"{agency}: a raw message of {user} is answered by a receipt, {' or '.join(wanted)}", status in wanted, receipt)
    check(f"{agency}: {user} may not publish canonical messages", is_refused(connection, f"in.{agency}", user))
    connection.close()


def log_in(user):
    known = environment()
    password = (RUN / "secrets" / user).read_text().strip()
    return pika.BlockingConnection(pika.ConnectionParameters(
        "127.0.0.1", int(known["THROUGHGATE_RABBITMQ_PORT"].strip("'\"")), "leeds", pika.PlainCredentials(user, password)))


def wait_for_receipt(channel, queue, correlation):
    ends = time.monotonic() + RECEIPT_SECONDS
    while time.monotonic() < ends:
        found, properties, body = channel.basic_get(queue, auto_ack=True)
        if found and properties.correlation_id == correlation:
            return json.loads(body)
        if not found:
            time.sleep(0.1)
    return {}


def is_refused(connection, exchange, user):
    channel = connection.channel()
    channel.confirm_delivery()
    try:
        channel.basic_publish(exchange, "custody.released.v1", b"{}", pika.BasicProperties(user_id=user))
    except pika.exceptions.ChannelClosedByBroker as closed:
        return closed.reply_code == 403
    return False


sys.exit(main())
