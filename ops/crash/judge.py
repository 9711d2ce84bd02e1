"""The verdict: the producer's ledgers against the consumer's and against the record. Pure; `judge_test.py` tries it."""

import collections
import dataclasses


@dataclasses.dataclass
class Verdict:
    """Counts and a few examples of everything that is wrong; `violations` empty means that the promise held."""

    items: int = 0
    expected: int = 0
    notices: int = 0
    wire_duplicates: int = 0
    violations: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))


def judge(items, recipients, known, taken):
    """Holds the notices taken against those that the fed items call for.

    - items: court code → message id, or None where the system gave the id (a file).
    - recipients: who is told of every court result, found by the probe.
    - known: ids of notices from before the test.
    - taken: the consumer's ledger, in order.
    """
    verdict = Verdict(items=len(items), expected=len(items) * len(recipients))
    first = {}  # notice id → its first entry
    told = collections.defaultdict(list)  # (court, recipient) → ids
    causes = collections.defaultdict(set)  # court → causes
    for entry in taken:
        earlier = first.setdefault(entry["notice"], entry)
        if earlier is not entry:
            verdict.wire_duplicates += 1
            if (earlier["digest"], earlier["recipient"]) != (entry["digest"], entry["recipient"]):
                verdict.violations["one id, two contents or recipients"].append(entry["notice"])
            continue
        if entry["notice"] in known:
            continue
        verdict.notices += 1
        court = entry["court"]
        if entry["kind"] != "court-result" or court not in items or entry["recipient"] not in recipients:
            verdict.violations["unexpected"].append(f"{entry['kind']} {entry['notice']} to {entry['recipient']}")
            continue
        if entry["to"] != entry["recipient"]:
            verdict.violations["in somebody else's queue"].append(entry["notice"])
        told[court, entry["recipient"]].append(entry["notice"])
        causes[court].add(entry["cause"])
    for court, identity in items.items():
        for recipient in recipients:
            ids = told[court, recipient]
            if not ids:
                verdict.violations["lost"].append(f"{court} ({identity or 'a file'}) to {recipient}")
            if len(ids) > 1:
                verdict.violations["duplicated"].append(f"{court} to {recipient}: {', '.join(ids)}")
        if causes[court] and (len(causes[court]) > 1 or (identity and causes[court] != {identity})):
            verdict.violations["cause is not the message"].append(court)
    return verdict


def judge_audit(verdict, consumed, stored, audited, left_in_outbox, quarantined):
    """Every notice has its audit entry, exactly one; nothing is left in the outbox, nothing was quarantined.

    - consumed, stored: ids of notices on the wire and in the record.
    - audited: the notice of every audit entry about a disclosure, in order.
    """
    entries = collections.Counter(audited)
    for name, ids in [
        ("notice without an audit entry", (stored | consumed) - entries.keys()),
        ("audit entry without a notice", entries.keys() - stored),
        ("more than one audit entry for a notice", {i for i, count in entries.items() if count > 1}),
        ("on the wire and not in the record", consumed - stored),
        ("in the record and never on the wire", stored - consumed),
        ("left in the outbox", set(left_in_outbox)),
        ("quarantined", set(quarantined)),
    ]:
        if ids:
            verdict.violations[name] += sorted(ids)
