"""Hostile files of our own making: what no corpus has, at the sizes that our limits speak of.

Every file is the same each time; the mutations take their randomness from a seed that is printed.
"""

import json
import random

MEBIBYTE = 1 << 20


def made(folder):
    """Writes every file; {corpus: paths}."""
    corpora = {
        "repetition": repetition(),
        "many columns": many_columns(),
        "surrogates and encodings": encodings(),
        "entity bombs": bombs(),
        "CSV injection": csv_injection(),
        "CSV malformed": csv_malformed(),
        "not a feed at all": strangers(),
    }
    return {name: [write(folder / name / label, content) for label, content in files.items()] for name, files in corpora.items()}


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def repetition():
    """What a few bytes of a zip unfold to: one thing, again and again, just within and just beyond 16 MiB."""
    just_within = 16 * MEBIBYTE - 64
    return {
        "spaces.json": b" " * just_within,
        "zeros.bin": bytes(just_within),
        "beyond.bin": b"a" * (16 * MEBIBYTE + 1),
        "open-brackets.json": b"[" * just_within,
        "open-braces.json": b'{"a":' * (3 * MEBIBYTE),
        "zeros-in-a-list.json": b"[" + b"0," * (7 * MEBIBYTE) + b"0]",
        "empty-objects.json": b"[" + b"{}," * (5 * MEBIBYTE) + b"{}]",
        "one-string.json": b'{"a":"' + b"x" * (15 * MEBIBYTE) + b'"}',
        "escapes.json": b'{"a":"' + b"\\u0041" * (2 * MEBIBYTE) + b'"}',
        "digits.json": b'{"a":' + b"9" * MEBIBYTE + b"}",
        "exponent.json": b'{"a":1e' + b"9" * MEBIBYTE + b"}",
        "open-tags.xml": b"<a>" * (5 * MEBIBYTE),
        "siblings.xml": b"<a>" + b"<b/>" * (3 * MEBIBYTE) + b"</a>",
        "one-text.xml": b"<a>" + b"x" * (15 * MEBIBYTE) + b"</a>",
        "one-comment.xml": b"<a><!--" + b"x" * (15 * MEBIBYTE) + b"--></a>",
        "one-name.xml": b"<" + b"a" * (8 * MEBIBYTE) + b"/>",
        "character-references.xml": b"<a>" + b"&#65;" * (3 * MEBIBYTE) + b"</a>",
        "cdata.xml": b"<a>" + b"<![CDATA[x]]>" * MEBIBYTE + b"</a>",
        "processing-instructions.xml": b"<?a?>" * (3 * MEBIBYTE) + b"<a/>",
        "escaped-again.xml": b"<a>" + b"&amp;" * 10 + b"amp;" * (3 * MEBIBYTE) + b"</a>",
        "line-breaks.csv": b"\n" * just_within,
        "quotes.csv": b'"' * just_within,
        "commas.csv": b"," * just_within,
        "short-rows.csv": b"a,b\n" + b"1,2\n" * (4 * MEBIBYTE - 16),
    }


def many_columns():
    """10^6 of whatever a format has across."""
    million = range(1_000_000)
    return {
        "header.csv": ",".join(f"c{index}" for index in million) + "\n1\n",
        "row.csv": "a,b\n" + "1," * 1_000_000 + "\n",
        "one-key-a-column.json": "{" + ",".join(f'"k{index}":0' for index in million) + "}",
        "list.json": "[" + "1," * 999_999 + "1]",
        "attributes.xml": "<a " + " ".join(f'a{index}="0"' for index in million) + "/>",
        "namespaces.xml": "<a " + " ".join(f'xmlns:n{index}="u{index}"' for index in range(300_000)) + "/>",
        "colliding-keys.json": "{" + ",".join(f'"{"a" * (index % 50)}{index}":{{}}' for index in range(200_000)) + "}",
    }


def encodings():
    """Bytes that are no UTF-8, or UTF-8 that means no character, in places where text stands."""
    text = '{"eventType":"%s","version":1}'
    files = {
        "high-alone.json": text % "\\ud800",
        "low-alone.json": text % "\\udc00",
        "reversed.json": text % "\\udc00\\ud800",
        "high-then-text.json": text % "\\ud800x",
        "key-alone.json": '{"\\ud83d":1}',
        "nul-escape.json": text % "\\u0000",
        "nul-reference.xml": "<a>&#0;</a>",
        "surrogate-reference.xml": "<a>&#xD800;</a>",
        "beyond-unicode.xml": "<a>&#x110000;</a>",
        "huge-reference.xml": "<a>&#x" + "F" * 100_000 + ";</a>",
        "utf-7.xml": '<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-',
        "ebcdic.xml": b"\x4c\x6f\xa7\x94\x93",
        "unknown-encoding.xml": '<?xml version="1.0" encoding="x-none"?><a/>',
        "claims-utf-16.xml": '<?xml version="1.0" encoding="UTF-16"?><a/>',
        "bom-only.json": b"\xef\xbb\xbf",
        "two-boms.xml": b"\xef\xbb\xbf\xef\xbb\xbf<a/>",
        "bom-and-rows.csv": b"\xef\xbb\xbfa,b\r\n1,2\r\n",
    }
    raw = {
        "surrogate": b"\xed\xa0\x80",
        "pair-as-cesu": b"\xed\xa0\xbd\xed\xb8\x80",
        "overlong-slash": b"\xc0\xaf",
        "overlong-nul": b"\xc0\x80",
        "five-bytes": b"\xf8\x88\x80\x80\x80",
        "beyond": b"\xf4\x90\x80\x80",
        "cut": b"\xe2\x82",
        "lone": b"\x80",
        "latin": b"\xe9\xff\xfe",
        "noncharacter": "\uffff".encode(),
        "bidi": "\u202e\u2066".encode(),
        "nul": b"\0",
        "control": b"\x1b[31m\x07\x08",
    }
    for name, octets in raw.items():
        files[f"{name}.json"] = b'{"eventType":"' + octets + b'"}'
        files[f"{name}.xml"] = b"<a>" + octets + b"</a>"
        files[f"{name}-in-a-name.xml"] = b"<a" + octets + b"/>"
        files[f"{name}.csv"] = b"a,b\n" + octets + b",2\n"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        files[f"{encoding}.json"] = (text % "a").encode(encoding)
        files[f"{encoding}.xml"] = "<?xml version='1.0'?><a/>".encode(encoding)
        files[f"{encoding}.csv"] = "a,b\n1,2\n".encode(encoding)
    return files


def bombs():
    """Entities that unfold, entities that reach out, and entities behind an escape."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    inner = f"<!DOCTYPE a [{laughs}]><a>&l11;</a>"
    escaped = inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {
        "laughs.xml": inner,
        "quadratic.xml": f'<!DOCTYPE a [<!ENTITY b "{"b" * 100_000}">]><a>{"&b;" * 50_000}</a>',
        "recursive.xml": '<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;">]><a>&b;</a>',
        "parameter.xml": '<!DOCTYPE a [<!ENTITY % p "<!ENTITY &#37; p \'x\'>"> %p; %p;]><a/>',
        "external.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        "external-subset.xml": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        "device.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///dev/zero">]><a>&b;</a>',
        "stylesheet.xml": '<?xml-stylesheet href="file:///etc/hostname"?><a/>',
        "inclusion.xml": '<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="/etc/hostname"/></a>',
        "attribute-default.xml": f'<!DOCTYPE a [<!ATTLIST a b CDATA "{"&#65;" * 10_000}">]><a/>',
        "undeclared.xml": "<a>&b;</a>",
        "escaped-once.xml": f"<RouteData><DataStreamContent>{escaped}</DataStreamContent></RouteData>",
        "escaped-twice.xml": "<RouteData><DataStreamContent>"
        + escaped.replace("&", "&amp;")
        + "</DataStreamContent></RouteData>",
        "in-json.json": json.dumps({"Type": "Notification", "Message": inner}),
    }


def csv_injection():
    """What a spreadsheet would run (OWASP, "CSV Injection"), in the header, in a row, in quotes and behind white space."""
    formulas = [
        "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
        '=HYPERLINK("http://127.0.0.1:9?x="&A1,"go")', '=IMPORTXML(CONCAT("http://127.0.0.1:9",A1),"//a")',
        "=WEBSERVICE(\"http://127.0.0.1:9\")", '=DDE("cmd";"/C calc";"x")', "\t=1+1", "\r=1+1", "\n=1+1", "%0A=1+1", "＝1+1",
        "＋1", "－1", "＠SUM(1)", "|cmd", ";=1+1;", '";=1+1;"',
    ]  # fmt: skip
    files = {}
    for index, formula in enumerate(formulas):
        quoted = '"' + formula.replace('"', '""') + '"'
        files[f"{index}-bare.csv"] = f"surname,pnc\n{formula},2007/0318427X\n"
        files[f"{index}-quoted.csv"] = f"surname,pnc\n{quoted},2007/0318427X\n"
        files[f"{index}-header.csv"] = f"{quoted},pnc\n1,2\n"
    return files


def csv_malformed():
    """RFC 4180 broken in each of its seven points."""
    return {
        "unclosed.csv": 'a,b\n"1,2\n3,4\n',
        "quote-inside.csv": 'a,b\n1"1,2\n',
        "after-quote.csv": 'a,b\n"1"x,2\n',
        "odd-quotes.csv": 'a,b\n"1"",2\n',
        "too-few.csv": "a,b,c\n1,2\n",
        "too-many.csv": "a,b\n1,2,3\n",
        "mixed-endings.csv": "a,b\r\n1,2\n3,4\r5,6\r\n",
        "bare-cr.csv": "a,b\r1,2\r",
        "no-last-break.csv": "a,b\n1,2",
        "header-only.csv": "a,b\n",
        "empty-header.csv": ",,\n1,2,3\n",
        "twice.csv": "a,a\n1,2\n",
        "semicolons.csv": "a;b\n1;2\n",
        "tabs.csv": "a\tb\n1\t2\n",
        "nul.csv": b"a,b\n\0,\0\n",
        "long-field.csv": 'a,b\n"' + "x" * (4 * MEBIBYTE) + '",2\n',
        "million-quoted-breaks.csv": 'a\n"' + "\n" * 1_000_000 + '"\n',
    }


def strangers():
    """Other kinds of file, dropped by mistake."""
    return {
        "empty": b"",
        "one-byte": b"x",
        "zip": b"PK\x03\x04" + bytes(100),
        "gzip": b"\x1f\x8b\x08\x00" + bytes(100),
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "elf": b"\x7fELF" + bytes(100),
        "html": b"<!doctype html><p>Dear court",
        "mail": b"From: a@example.org\r\nSubject: results\r\n\r\nPlease find attached",
        "yaml": b"a: &a [*a, *a]\n",
        "plist": b"bplist00" + bytes(64),
        "noise": random.Random(4711).randbytes(MEBIBYTE),
    }


# --- mutations of samples ---------------------------------------------------------------------------------------------

# What tends to hurt a reader when it stands where something else stood.
FRAGMENTS = [
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b'"', b"'", b"<", b"</", b"]]>", b"<!DOCTYPE a [", b"&a;", b"&#0;", b"{",
    b"[" * 100, b"}", b",", b":", b"\n", b"\r", b"9" * 400, b"-", b"1e999", b"null", b"true", b"\xe2\x80\xae", b"=cmd|' /C calc'!A0",
]  # fmt: skip


def mutations(samples, folder, count, seed):
    """`count` spoilt forms of samples: cut, flipped, doubled, or with a fragment put in."""
    chance = random.Random(seed)
    paths = []
    for index in range(count):
        content = bytearray(chance.choice(samples).read_bytes())
        for _ in range(chance.randint(1, 4)):
            mutate(content, chance)
        paths.append(write(folder / f"{index:05}", bytes(content)))
    return paths


def mutate(content, chance):
    here = chance.randrange(len(content) + 1)
    there = min(len(content), here + chance.randint(1, 200))
    kind = chance.randrange(5)
    if kind == 0:
        del content[here:]
    elif kind == 1 and here < len(content):
        content[here] ^= 1 << chance.randrange(8)
    elif kind == 2:
        content[here:here] = content[here:there] * chance.randint(1, 50)
    elif kind == 3:
        content[here:here] = chance.choice(FRAGMENTS)
    else:
        del content[here:there]
