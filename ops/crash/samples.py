"""The crash test's people and court results: invented, valid, and told apart by the court they name.

A notice says which court sat, so an item can be recognised in every notice by a court code of its own, whatever id the system
gave it: A000001 is the first message on AMQP, F000001 the first file.
"""

import datetime
import json
import uuid
from xml.sax.saxutils import escape

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
POSTCODE = "LS6 3AB"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def day(offset):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=offset)).strftime("%Y-%m-%d")


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def court_code(kind, index):
    """Seven letters and digits, as a court's organisation unit code has; unique to one item."""
    text = ""
    for _ in range(6):
        index, digit = divmod(index, 36)
        text = DIGITS[digit] + text
    return kind + text


def pnc(person):
    serial = 2_000_000 + person
    return f"2008/{serial:07d}{CHECK_LETTERS[(8 * 10**7 + serial) % 23]}"


def family_name(person):
    """Told apart by letters: the core compares names without their digits."""
    return "EXAMPLE-" + "".join(chr(65 + person // 26**place % 26) for place in (4, 3, 2, 1, 0))


def birth(person):
    return f"19{60 + person % 40}-{1 + person // 40 % 12:02d}-{1 + person // 480 % 28:02d}"


def cohort_line(person):
    """A line for `throughgate hub import-cohort`."""
    return json.dumps({
        "pnc": pnc(person), "given": ["Sample"], "family": family_name(person), "born": birth(person),
        "address": f"{person % 400 + 1} Invented Terrace, Leeds", "postcode": POSTCODE, "cohort": "iom",
        "since": day(-60) + "T09:00:00Z", "statutory": True,
    })


def message(seed, index, person):
    """A canonical court result: its id, its court and its bytes."""
    identity = str(uuid.uuid5(uuid.UUID(int=seed), f"message {index}"))
    court = court_code("A", index)
    body = {
        "specversion": "1.0", "id": identity, "source": "/courts/spi", "type": "court.hearing.resulted.v1",
        "time": day(-1) + "T10:00:00Z", "recordedtime": now(), "datacontenttype": "application/json",
        "data": {
            "person": {
                "identifiers": [{"kind": "pnc", "value": pnc(person), "verified": True}],
                "name": {"given": ["Sample"], "family": family_name(person)}, "dateOfBirth": birth(person),
            },
            "case": {"ptiurn": f"99QQ{index:08d}", "ptiurnVerified": True},
            "hearing": {"court": court, "date": day(-1), "time": "10:00:00"},
            "bail": {"status": "B", "conditionCount": 0},
            "offences": [{
                "sequence": "001", "code": "TH68006", "finding": "G", "results": [
                    {"code": "1116", "duration": {"value": "12", "unit": "M"}},
                    {"code": "4014", "nextHearing": {"court": "B99QQ02", "date": day(20)}},
                ],
            }],
        },
    }
    return identity, court, json.dumps(body, separators=(",", ":")).encode()


def spi_file(index, person):
    """A court's file (SPI ResultedCaseMessage in RouteData, content escaped): its court and its bytes."""
    court = court_code("F", index)
    inner = RESULTED_CASE.format(
        court=court, date=day(-1), next_date=day(20), case=f"98QQ{index:07d}", family=family_name(person),
        born=birth(person), pnc=pnc(person).replace("/", ""))
    return court, ROUTE_DATA.format(correlation=f"CID-crash-{index}", content=escape(inner)).encode()


ROUTE_DATA = """<RouteData VersionNumber="1.0" RequestResponse="Request" xmlns="http://schemas.cjse.gov.uk/common/operations">
  <RequestFromSystem VersionNumber="1.0"><CorrelationID>{correlation}</CorrelationID><SystemID>Z00CJSE</SystemID></RequestFromSystem>
  <DataStream VersionNumber="1.0"><System>B00LIBRA</System><DataStreamType>SPIResults</DataStreamType>
    <SystemDataStreamID>{correlation}-stream</SystemDataStreamID><ContentType>text/xml</ContentType>
    <DataStreamContent>{content}</DataStreamContent>
  </DataStream>
</RouteData>
"""

RESULTED_CASE = (
    '<ResultedCaseMessage xmlns="http://www.dca.gov.uk/xmlschemas/libra" Flow="ResultedCasesForThePolice"'
    ' Interface="LibraStandardProsecutorPolice" SchemaVersion="0.6g"><Session><CourtHearing><Hearing>'
    "<CourtHearingLocation>{court}</CourtHearingLocation><DateOfHearing>{date}</DateOfHearing>"
    "<TimeOfHearing>10:00:00</TimeOfHearing></Hearing><PSAcode>9901</PSAcode></CourtHearing><Case><PTIURN>{case}</PTIURN>"
    "<Defendant><CourtIndividualDefendant><PersonDefendant><BasePersonDetails><PersonName>"
    "<PersonGivenName1>Sample</PersonGivenName1><PersonFamilyName>{family}</PersonFamilyName></PersonName>"
    "<Birthdate>{born}</Birthdate><Gender>1</Gender></BasePersonDetails><PNCidentifier>{pnc}</PNCidentifier></PersonDefendant>"
    "<BailStatus>B</BailStatus><PresentAtHearing>Y</PresentAtHearing></CourtIndividualDefendant><Offence><BaseOffenceDetails>"
    "<OffenceSequenceNumber>001</OffenceSequenceNumber><OffenceCode>TH68006</OffenceCode>"
    "<OffenceWording>invented wording</OffenceWording></BaseOffenceDetails><FinalDisposalIndicator>N</FinalDisposalIndicator>"
    "<Finding>G</Finding><Result><ResultCode>1116</ResultCode><ResultText>invented text</ResultText></Result><Result>"
    "<ResultCode>4014</ResultCode><ResultText>invented text</ResultText><NextHearing><NextHearingDetails>"
    "<CourtHearingLocation>B99QQ02</CourtHearingLocation><DateOfHearing>{next_date}</DateOfHearing>"
    "<TimeOfHearing>09:45:00</TimeOfHearing></NextHearingDetails></NextHearing></Result></Offence></Defendant></Case></Session>"
    "</ResultedCaseMessage>"
)
