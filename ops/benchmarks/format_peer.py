"""The peer of ops/benchmarks/formats: the extraction of bench-readers in Python on lxml, json and csv, which are C inside.

    format_peer.py WORK FORMAT PATH [COUNT]      the words and the output of bench-readers, byte for byte

Written to be fast, not to be a straw man: lxml's own C matcher finds children (no XPath, no Python loop over siblings), the
encoders are made once, and output goes out in large pieces.
"""

import csv
import json
import sys

FLUSH_LINES = 500
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def main():
    work, kind, path, count = (sys.argv[1:] + ["0"])[:4]
    lines = Lines()
    items = WORKS[f"{work} {kind}"](path, int(count), lines.write)
    lines.flush()
    with open("/proc/self/status") as status:  # getrusage would count what the parent held before
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(json.dumps({"items": items, "peakKiB": peak}), file=sys.stderr)


class Lines:
    def __init__(self):
        self.lines = []

    def write(self, value):
        self.lines.append(encode(value))
        if len(self.lines) >= FLUSH_LINES:
            self.flush()

    def flush(self):
        if self.lines:
            sys.stdout.buffer.write(("\n".join(self.lines) + "\n").encode())
        self.lines = []


# --- SPI ---------------------------------------------------------------------------------------------------------------


def read_spi(folder, count, write):
    from lxml import etree

    global parser, fromstring
    fromstring = etree.fromstring
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    for number in range(count):
        with open(f"{folder}/{number:06}.xml", "rb") as file:
            write(spi_item(fromstring(file.read(), parser)))
    return count


def wild(path):
    return tuple("{*}" + name for name in path.split("/"))


def first(element, path):
    """The first element that a path leads to."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(name), None)
    return element


def value(element):
    """An element's text with runs of white space made one space; None when nothing is left."""
    if element is None or element.text is None:
        return None
    return " ".join(element.text.split()) or None


def text(element, path):
    return value(first(element, path))


def texts(element, *paths):
    return [text(element, path) for path in paths]


MESSAGE = wild("Message/ResultedCaseMessage")
CONTENT = wild("DataStream/DataStreamContent")
HEARING = wild("Session/CourtHearing/Hearing")
COURT, DATE, TIME = wild("CourtHearingLocation"), wild("DateOfHearing"), wild("TimeOfHearing")
PSA, SESSION = wild("Session/CourtHearing/PSAcode"), wild("Session")
CASE, DEFENDANT, OFFENCE, RESULT, QUALIFIER = (
    "{*}Case", "{*}Defendant", "{*}Offence", "{*}Result", "{*}ResultCodeQualifier")
PTIURN, ASN = wild("PTIURN"), wild("ProsecutorReference")
INDIVIDUAL, CORPORATE = wild("CourtIndividualDefendant"), wild("CourtCorporateDefendant")
PERSON, DETAILS, NAME = wild("PersonDefendant"), wild("BasePersonDetails"), wild("PersonName")
TITLE, FAMILY = wild("PersonTitle"), wild("PersonFamilyName")
GIVEN = [wild(f"PersonGivenName{number}") for number in (1, 2, 3)]
BORN, GENDER, PNC, CONDITIONS = wild("Birthdate"), wild("Gender"), wild("PNCidentifier"), wild("BailConditions")
PRESENT, BAIL, REASON = wild("PresentAtHearing"), wild("BailStatus"), wild("ReasonForBailConditionsOrCustody")
BASE, SEQUENCE, CODE = wild("BaseOffenceDetails"), wild("OffenceSequenceNumber"), wild("OffenceCode")
START = wild("OffenceTiming/OffenceStart/OffenceDateStartDate")
END = wild("OffenceTiming/OffenceEnd/OffenceEndDate")
PLEA, FINDING, CONVICTED, FINAL = wild("Plea"), wild("Finding"), wild("ConvictionDate"), wild("FinalDisposalIndicator")
RESULT_CODE, OUTCOME, AMOUNT, DURATION = (
    wild("ResultCode"), wild("Outcome"), wild("ResultAmountSterling"), wild("Duration"))
DURATIONS = [wild("DurationValue"), wild("DurationUnit"), wild("SecondaryDurationValue"), wild("SecondaryDurationUnit")]
NEXT, NEXT_DETAILS, NEXT_BAIL = wild("NextHearing"), wild("NextHearingDetails"), wild("BailStatusOffence")
MESSAGE_ID, CORRELATION_ID = wild("MessageIdentifier"), wild("RequestFromSystem/CorrelationID")
SYSTEM, DESTINATION = wild("DataStream/System"), wild("Routes/Route/RouteDestinationSystem")


def spi_item(root):
    item = {"wellFormed": True}
    if root.tag.endswith("}DeliverRequest"):
        message = first(root, MESSAGE)
        item |= {"envelope": "DeliverRequest", "externalId": text(root, MESSAGE_ID)}
    else:
        message = fromstring(first(root, CONTENT).text.strip(), parser)
        item |= {
            "envelope": "RouteData", "externalId": text(root, CORRELATION_ID), "sourceSystem": text(root, SYSTEM),
            "routeDestination": text(root, DESTINATION), "payloadEncoding": "entity-escaped",
        }
    hearing = first(message, HEARING)
    court, day, time = texts(hearing, COURT, DATE, TIME)
    item["hearing"] = {"courtOrgUnit": court, "psaCode": text(message, PSA), "date": day, "time": time}
    cases = list(first(message, SESSION).iterchildren(CASE))
    item["caseCount"] = len(cases)
    item["ptiurn"] = text(cases[0], PTIURN)
    item["defendants"] = [spi_defendant(each) for case in cases for each in case.iterchildren(DEFENDANT)]
    return item


def spi_defendant(defendant):
    corporate = None
    details = first(defendant, INDIVIDUAL)
    if details is None:
        details = corporate = first(defendant, CORPORATE)
    person = first(details, PERSON)
    base = first(person, DETAILS)
    name = first(base, NAME)
    conditions = text(person, CONDITIONS) or text(details, CONDITIONS) or ""
    return {
        "asn": text(defendant, ASN),
        "pncIdentifier": text(person, PNC) or text(details, PNC),
        "title": text(name, TITLE),
        "givenNames": [given for given in texts(name, *GIVEN) if given],
        "familyName": text(name, FAMILY),
        "organisationName": organisation(corporate),
        "dateOfBirth": text(base, BORN),
        "gender": text(base, GENDER),
        "presentAtHearing": text(details, PRESENT),
        "bailStatus": text(details, BAIL),
        "bailConditions": [part for each in conditions.split(";") if (part := " ".join(each.split()))],
        "reasonForBailConditionsOrCustody": text(details, REASON),
        "offences": [spi_offence(offence) for offence in defendant.iterchildren(OFFENCE)],
    }


def organisation(corporate):
    if corporate is None:
        return None
    return next((name for each in corporate.iterdescendants("{*}OrganisationName") if (name := value(each))), None)


def spi_offence(offence):
    base = first(offence, BASE)
    return {
        "sequence": text(base, SEQUENCE), "code": text(base, CODE), "startDate": text(base, START),
        "endDate": text(base, END), "plea": text(offence, PLEA), "finding": text(offence, FINDING),
        "convictionDate": text(offence, CONVICTED), "finalDisposalIndicator": text(offence, FINAL),
        "results": [spi_result(result) for result in offence.iterchildren(RESULT)],
    }


def spi_result(result):
    outcome = first(result, OUTCOME)
    durations = texts(first(outcome, DURATION), *DURATIONS)
    return {
        "code": text(result, RESULT_CODE),
        "qualifiers": [code for each in result.iterchildren(QUALIFIER) if (code := value(each))],
        "amount": text(outcome, AMOUNT), "duration": pair(durations[:2]), "secondaryDuration": pair(durations[2:]),
        "nextHearing": spi_next(first(result, NEXT)),
    }


def pair(parts):
    return None if parts == [None, None] else parts


def spi_next(hearing):
    if hearing is None:
        return None
    court, day, time = texts(first(hearing, NEXT_DETAILS), COURT, DATE, TIME)
    return {"courtOrgUnit": court, "date": day, "time": time, "bailStatus": text(hearing, NEXT_BAIL)}


def stream_spi(path, _, write):
    """Each case as it ends; it and what stands before it are dropped, the usual way to keep iterparse's tree small."""
    from lxml import etree

    items = 0
    for _, case in etree.iterparse(path, tag=CASE, remove_comments=True, remove_pis=True, resolve_entities=False):
        session = case.getparent()
        if items == 0:
            court, day = texts(first(session, wild("CourtHearing/Hearing")), COURT, DATE)
        items += 1
        defendants = [spi_defendant(each) for each in case.iterchildren(DEFENDANT)]
        write({"court": court, "date": day, "ptiurn": text(case, PTIURN), "defendants": defendants})
        case.clear()
        while case.getprevious() is not None and case.getprevious().tag == case.tag:
            del session[0 if session[0].tag == case.tag else session.index(case.getprevious())]
    return items


# --- domain events -----------------------------------------------------------------------------------------------------

BODY_KEYS = ["eventType", "version", "occurredAt", "publishedAt"]
INFORMATION_KEYS = [
    "nomsNumber", "removedNomsNumber", "reason", "nomisMovementReasonCode", "prisonId", "currentLocation",
    "currentPrisonStatus",
]


def read_event(folder, count, write):
    for number in range(count):
        with open(f"{folder}/{number:06}.json", "rb") as file:
            write(event(file.read(), f"{number:06}.json"))
    return count


def stream_event(path, _, write):
    items = 0
    with open(path, "rb") as file:
        for line in file:
            items += 1
            write(event(line, f"line {items}"))
    return items


def event(source, name):
    envelope = json.loads(source)
    body = json.loads(envelope["Message"])
    summary = {
        "file": name, "envelope": "sns", "messageId": envelope["MessageId"],
        "attributeEventType": envelope["MessageAttributes"]["eventType"]["Value"],
    }
    for key in BODY_KEYS:
        if key in body:
            summary[key] = body[key]
    information = body.get("additionalInformation", {})
    for key in INFORMATION_KEYS:
        if key in information:
            summary[key] = information[key]
    if "personReference" in body:
        summary["identifiers"] = body["personReference"]["identifiers"]
    return summary


# --- police rows -------------------------------------------------------------------------------------------------------


def read_rows(path, _, write):
    items = 0
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file, strict=True)
        columns = next(rows)
        for row in rows:
            if len(row) != len(columns):
                sys.exit("a ragged row")
            items += 1
            write({column: text for column, text in zip(columns, row) if text})
    return items


WORKS = {
    "read spi": read_spi, "read event": read_event, "read rows": read_rows,
    "stream spi": stream_spi, "stream event": stream_event, "stream rows": read_rows,
}

if __name__ == "__main__":
    main()
