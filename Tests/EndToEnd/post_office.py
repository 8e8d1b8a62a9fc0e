"""A real Postfix with a folder, a queue and a port of its own, which delivers everything for one domain to Tieline."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile

from processes import Process, free_port, wait_until

DAEMONS = pathlib.Path("/usr/lib/postfix/sbin")

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = /dev/stdout
myhostname = mx.postbox.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
alias_maps =
alias_database =
local_recipient_maps =
notify_classes =
recipient_delimiter =
relay_domains = {domain}
relay_recipient_maps =
transport_maps = inline:{{ {{ {domain} = {transport} }} }}
default_transport = {rest}
smtp_tls_security_level = {tls}
tieline_destination_recipient_limit = 1
lmtp_destination_recipient_limit = 1
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
tieline unix - n n - 10 pipe flags=Rq user=nobody argv={pipe}
"""


class PostOffice:
    """Knows nobody: whether an address is Tieline's, Tieline says.

    `transport` is Postfix's word for the way (`smtp:[127.0.0.1]:2525`, `lmtp:unix:/…`, `tieline:`); `pipe` is the command
    that a message is handed to. `rest` is the way of mail for every other domain.
    """

    def __init__(
        self, domain, transport, pipe=(), tls="none", port=None, rest="error:nothing else is delivered here"
    ):
        self.port = port or free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tieline-post-"))
        # Its daemons run as their own user.
        self.folder.chmod(0o755)
        for name in ("queue", "data", "config"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        config = self.folder / "config"
        main = MAIN.format(folder=self.folder, domain=domain, transport=transport, tls=tls, rest=rest)
        (config / "main.cf").write_text(main)
        command = " ".join(str(part) for part in pipe) or "/bin/false"
        (config / "master.cf").write_text(MASTER.format(port=self.port, pipe=command))
        self.process = Process(["/usr/sbin/postfix", "-c", config, "start-fg"])
        wait_until(self._answers, 30, "Postfix to answer")

    @staticmethod
    def is_possible():
        """Its master needs root; without it nothing can be delivered by it."""
        assert (DAEMONS / "master").exists(), "Postfix is not installed; run make test, which installs it"
        return os.getuid() == 0

    def _answers(self):
        assert self.process.child.poll() is None, self.process.output
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        """Ends its master, which takes its daemons along."""
        written = self.folder / "queue/pid/master.pid"
        if written.exists() and self._is_master(master := int(written.read_text())):
            os.kill(master, signal.SIGTERM)
            wait_until(lambda: not self._is_master(master), 20, "Postfix to stop")
        self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _is_master(self, pid):
        """Whether that process is the master of this very folder."""
        try:
            return f"{self.folder}/queue" == os.readlink(f"/proc/{pid}/cwd")
        except OSError:
            return False


def swaks(*arguments):
    """One mail by swaks; answers its exit code (0: taken, 24: no recipient taken, 26: refused) and the dialogue."""
    done = subprocess.run(
        ["swaks", "--suppress-data", "--timeout", "20s", "--helo", "mx.elsewhere.example", *[str(a) for a in arguments]],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=90,
    )
    return done.returncode, done.stdout + done.stderr
