"""One private Throughgate: a RabbitMQ node, a run folder and a core, in a temporary folder, gone when this process ends.

Used by ops/benchmarks/run and ops/crash-test. Everything is ended by the process id it was started with.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
NODE = REPOSITORY / "ops/rabbitmq/node"
# Another folder stands in for the release build when the harness itself is tried.
BINARIES = pathlib.Path(os.environ.get("THROUGHGATE_BINARIES") or REPOSITORY / ".build/release")
STOP_DEADLINE_SECONDS = 60
COMMAND_DEADLINE_SECONDS = 600


def build(*products):
    """Builds the release binaries; does nothing when they are up to date."""
    for product in products:
        subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=REPOSITORY, check=True)


class PrivateBroker:
    """A context: entering it starts the node and declares the topology, leaving it stops everything and deletes the folder."""

    def __init__(self, agreement, directory, keep=False):
        self.agreement = agreement
        self.given_directory = directory
        self.keep = keep
        self.core = None

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="throughgate-"))
        self.folder.chmod(0o711)  # the node runs as its own user
        self.run_folder = self.folder / "run"
        self.run_folder.mkdir(mode=0o700)
        self.directory = self.without_scheme(self.given_directory)
        self.node_folder = self.folder / "node"
        try:
            self.sign_agreement()
            self.start_node()
            self.declare_topology()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            if self.core:
                self.stop_core()
        finally:
            self.stop_node()
            if self.keep:
                print(f"kept: {self.folder}")
            else:
                shutil.rmtree(self.folder, ignore_errors=True)

    def without_scheme(self, directory):
        """What is measured is told by the agreement alone: a pack would hold selections that no case conference made."""
        lines = pathlib.Path(directory).read_text().splitlines(keepends=True)
        path = self.folder / "directory.yaml"
        path.write_text("".join(line for line in lines if not line.startswith("scheme:")))
        return path

    def sign_agreement(self):
        """Has a copy sealed and signed by invented people: the core activates nothing else."""
        done = subprocess.run(
            [str(BINARIES / "throughgate"), "agreement", "demonstrate", str(self.agreement), "--run", str(self.run_folder)],
            capture_output=True, text=True, cwd=REPOSITORY, timeout=COMMAND_DEADLINE_SECONDS)
        if done.returncode:
            raise RuntimeError(f"the agreement could not be signed: {done.stderr.strip() or done.stdout.strip()}")
        self.policy = ["--agreement", done.stdout.strip(), "--directory", str(self.directory)]

    # --- the node ----------------------------------------------------------------------------------------------------

    def start_node(self):
        """Starts the node; with --throwaway it ends with this process even when this process is killed."""
        self.node("start", "--throwaway", str(os.getpid()))
        text = self.node("env")
        (self.run_folder / "amqp.env").write_text(text)
        values = dict(line.split("=", 1) for line in text.splitlines())
        self.port = int(values["THROUGHGATE_RABBITMQ_PORT"])
        self.beam = int(values["THROUGHGATE_RABBITMQ_PID"])
        self.administrator = pathlib.Path(values["THROUGHGATE_RABBITMQ_PASSWORD_FILE"]).read_text().strip()

    def stop_node(self):
        if (self.node_folder / "ports").exists():
            self.node("stop")

    def node(self, command, *arguments, text=None):
        done = subprocess.run(
            [str(NODE), command, str(self.node_folder), *arguments], input=text, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise RuntimeError(f"node {command} {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def ctl(self, *arguments, text=None):
        return self.node("ctl", *arguments, "--quiet", text=text)

    # --- the topology ------------------------------------------------------------------------------------------------

    def declare_topology(self):
        definitions = self.command("topology")
        path = self.folder / "definitions.json"
        path.write_text(definitions)
        path.chmod(0o600)
        self.node("import", str(path))
        self.definitions = json.loads(definitions)
        self.virtual_host = self.definitions["vhosts"][0]["name"]
        self.ctl("set_permissions", "-p", self.virtual_host, "ops", ".*", ".*", ".*")

    @property
    def recipient_queues(self):
        """The queue of each recipient."""
        return {b["routing_key"]: b["destination"] for b in self.definitions["bindings"] if b["source"] == "notices"}

    def password(self, user):
        return self.administrator if user == "ops" else (self.run_folder / "secrets" / user).read_text().strip()

    # --- the core and its commands -----------------------------------------------------------------------------------

    def command(self, *words, check=True):
        """Runs a throughgate command and returns what it printed."""
        done = subprocess.run(
            [str(BINARIES / "throughgate"), *words, "--run", str(self.run_folder), *self.policy],
            capture_output=True, text=True, cwd=REPOSITORY, timeout=COMMAND_DEADLINE_SECONDS)
        if check and done.returncode:
            raise RuntimeError(f"throughgate {' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def start_core(self):
        command = [BINARIES / "throughgate", "broker", "--run", self.run_folder, *self.policy]
        self.core = spawn(command + ["--console-port", "0", "--log-level", "warning"], self.folder / "core.log")

    def stop_core(self):
        """Asks the core to drain and end; returns its exit status."""
        core, self.core = self.core, None
        if core.poll() is None:
            core.send_signal(signal.SIGCONT)
            core.send_signal(signal.SIGTERM)
        try:
            return core.wait(STOP_DEADLINE_SECONDS)
        except subprocess.TimeoutExpired:
            core.kill()
            core.wait()
            raise RuntimeError(f"the core did not end within {STOP_DEADLINE_SECONDS} s of SIGTERM and was killed")

    def core_log(self, lines=20):
        path = self.folder / "core.log"
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


def spawn(command, log, **options):
    """Starts a process that writes to a log and that the kernel kills when this one dies, however it dies."""
    with open(log, "ab") as file:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", *map(str, command)], stdin=subprocess.DEVNULL, stdout=file, stderr=file,
            cwd=REPOSITORY, **options)


def processor_seconds(process_id):
    """User and system time a process has used, from /proc."""
    fields = pathlib.Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
