"""Invented inputs in the real formats, made from the samples of Contracts/ with a seed; used by ops/benchmarks/formats."""

import csv
import io
import json
import pathlib
import random
import re

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Contracts/samples"
SPI = [  # three in eight come as Common Platform sends them, as escaped text
    "imprisonment", "imprisonment", "imprisonment", "remand-in-custody", "several-defendants", "amended-v1",
    "complex-address-youth", "warrant-issued",
]
EVENTS = [
    "released", "received-on-remand", "received-on-recall", "sent-to-court", "returned-from-court", "transferred-in",
    "transferred-out", "merged", "released-home-detention-curfew", "temporary-licence-started",
]
FORENAMES = ["Sampla", "Testan", "Wye"]
SURNAMES = ["EXAMPLE-ALPHA", "EXAMPLE-BETA", "O'SAMPLE", "DE LA FICTION", "EXAMPLE-ÉTA", "MOCKINGTON"]
ROWS = "police/idiom-daily.csv"


class Inputs:
    BLOCK_ROWS = 20_000

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.sources = {}

    def sample(self, name):
        """A sample's bytes, read once."""
        if name not in self.sources:
            self.sources[name] = (SAMPLES / name).read_bytes()
        return self.sources[name]

    def digits(self, count):
        return "".join(self.random.choices("0123456789", k=count))

    def letters(self, count):
        return "".join(self.random.choices("ABCDEFGHJKLMNPQRTUVWXYZ", k=count))

    def day(self, first, last):
        return f"{self.random.randint(first, last)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    # --- SPI ----------------------------------------------------------------------------------------------------------

    def spi_files(self, folder, count):
        """Files 000000.xml and so on; returns their bytes."""
        return self.files(folder, "xml", (self.spi_file(number) for number in range(count)))

    def spi_file(self, number):
        source = self.sample(f"courts/{SPI[number % len(SPI)]}.xml")
        encoding = "iso-8859-1" if b"ISO-8859-1" in source[:80] else "utf-8"
        return self.person_changed(source.decode(encoding)).encode(encoding, "xmlcharrefreplace")

    def person_changed(self, text):
        """The sample about somebody else, in another case: the same elements, plain or escaped, with other values."""
        values = {
            "CorrelationID": lambda: "CID-" + self.digits(12), "MessageIdentifier": lambda: "CID-" + self.digits(12),
            "PTIURN": lambda: self.digits(2) + self.letters(2) + self.digits(7),
            "ProsecutorReference": lambda: "26" + self.digits(2) + self.letters(2) + self.digits(12) + self.letters(1),
            "PNCidentifier": lambda: self.day(1980, 2009)[:4] + self.digits(7) + self.letters(1),
            "PersonGivenName1": lambda: self.random.choice(FORENAMES),
            "PersonFamilyName": lambda: self.random.choice(SURNAMES[:2]) + self.letters(3),
            "Birthdate": lambda: self.day(1960, 2005),
        }
        pattern = r"(?<![/\w])(%s)(>|&gt;)[^<>&]*(?=<|&lt;)" % "|".join(values)
        return re.sub(pattern, lambda found: found[1] + found[2] + values[found[1]](), text)

    # --- domain events ------------------------------------------------------------------------------------------------

    def event_files(self, folder, count):
        return self.files(folder, "json", (self.event(number).encode() for number in range(count)))

    def event(self, number, indent=None):
        """A domain event in an SNS notification, as a queue delivers it."""
        event = json.loads(self.sample(f"prison/{EVENTS[number % len(EVENTS)]}.json"))
        envelope = event if "Message" in event else self.envelope()
        event = json.loads(event["Message"]) if "Message" in event else event
        text = json.dumps(event, ensure_ascii=False)
        for name in sorted(set(re.findall(r"\b[A-Z]\d{4}[A-Z]{2}\b", text))):
            text = text.replace(name, self.letters(1) + self.digits(4) + self.letters(2))
        event = json.loads(text)
        event["occurredAt"] = f"{self.day(2025, 2025)}T{self.random.randint(10, 23)}:15:00.5+00:00"
        envelope["MessageId"] = "-".join(self.digits(size) for size in (8, 4, 4, 4, 12))
        envelope["Message"] = json.dumps(event)
        envelope["MessageAttributes"] = {"eventType": {"Type": "String", "Value": event["eventType"]}}
        return json.dumps(envelope, indent=indent)

    def envelope(self):
        return {
            "Type": "Notification", "MessageId": "", "TopicArn": "arn:aws:sns:eu-west-2:000000000000:domain-events",
            "Message": "", "Timestamp": "2026-11-20T08:52:19.000Z", "SignatureVersion": "1", "Signature": "",
            "SigningCertURL": "", "UnsubscribeURL": "",
        }

    # --- police rows --------------------------------------------------------------------------------------------------

    def rows(self, count):
        """The header of a daily download, and so many rows of it about other people."""
        header, *rows = csv.reader(io.StringIO(self.sample(ROWS).decode("utf-8-sig"), newline=""))
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\r\n")
        for number in range(count):
            writer.writerow(self.row(number, dict(zip(header, rows[number % len(rows)]))).values())
        return ",".join(header) + "\r\n", buffer.getvalue()

    def row(self, number, row):
        row["record_reference"] = f"{row['record_reference'].rstrip('0123456789')}{number:09}"
        row["pnc_id"] = f"{self.day(1980, 2009)[:4]}/{self.digits(7)}{self.letters(1)}"
        row["surname"] = row["surname"].replace("EXAMPLE", self.random.choice(SURNAMES) + self.letters(3))
        row["date_of_birth"] = self.day(1960, 2005)
        return row

    def rows_file(self, path, count):
        """So many rows, which repeat after a while: a reader does not notice, and making them is slow."""
        header, block = self.rows(min(count, self.BLOCK_ROWS))
        with open(path, "w", newline="", encoding="utf-8") as file:
            file.write(header)
            for _ in range(max(1, count // self.BLOCK_ROWS)):
                file.write(block)
        return path.stat().st_size

    # --- long files ---------------------------------------------------------------------------------------------------

    def long_file(self, kind, path, size):
        """A file of at least so many bytes whose records come in blocks of a few thousand; returns its bytes."""
        head, block, tail = getattr(self, f"long_{kind}")()
        with open(path, "wb") as file:
            file.write(head)
            for _ in range(max(1, -(-size // len(block)))):
                file.write(block)
            file.write(tail)
        return path.stat().st_size

    def long_spi(self):
        """One SPI message whose session has any number of cases."""
        sample = (SAMPLES / "courts/several-defendants.xml").read_text()
        head, case, tail = re.fullmatch(r"(.*?)( *<DC:Case>.*</DC:Case>\n)(.*)", sample, re.S).groups()
        block = "".join(self.person_changed(case) for _ in range(500))
        return head.encode(), block.encode(), tail.encode()

    def long_event(self):
        return b"", "".join(self.event(number) + "\n" for number in range(5000)).encode(), b""

    def long_rows(self):
        header, block = self.rows(self.BLOCK_ROWS)
        return header.encode(), block.encode(), b""

    @staticmethod
    def files(folder, suffix, contents):
        folder.mkdir()
        size = 0
        for number, content in enumerate(contents):
            size += (folder / f"{number:06}.{suffix}").write_bytes(content)
        return size
