"""A real Dovecot with a folder and ports of its own: one mailbox, which is filled by LMTP and read by IMAP."""

import contextlib
import grp
import imaplib
import os
import pathlib
import pwd
import re
import shutil
import smtplib
import subprocess
import tempfile

from processes import Process, free_port, wait_until

PROGRAM = pathlib.Path("/usr/sbin/dovecot")
USER = "codes@postbox.example"
WORD = "the-mailbox-opens-with-this"

# Everything runs as one user, who need not be root; whoever mail is for, it lies in the one mailbox.
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
log_timestamp = ""
auth_verbose = yes
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
ssl = {ssl}
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
rawlog_dir = {folder}/said
lda_mailbox_autocreate = yes
postmaster_address = postmaster@postbox.example
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home allow_all_users=yes
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = {ssl}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """Offers no TLS unless it is given a name for a certificate of its own making."""

    def __init__(self, name=None):
        assert PROGRAM.exists(), "Dovecot is not installed; run make test, which installs it"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tieline-mailbox-"))
        self.imap, self.imaps, self.lmtp = free_port(), free_port(), free_port()
        self.owner = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.group = grp.getgrgid(pwd.getpwnam(self.owner).pw_gid).gr_name
        for each in ("run", "state", "mail", "home", "said"):
            (self.folder / each).mkdir()
        self.certificate = self.folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name or 'nobody'}"]
            + ["-addext", f"subjectAltName=DNS:{name or 'nobody'}"]
            + ["-keyout", self.folder / "key.pem", "-out", self.certificate],
            check=True,
            capture_output=True,
            timeout=60,
        )
        self.configuration = self.folder / "dovecot.conf"
        self.configuration.write_text(
            CONFIGURATION.format(
                folder=self.folder, owner=self.owner, group=self.group, ssl="yes" if name else "no",
                imap=self.imap, imaps=self.imaps, lmtp=self.lmtp,
            )
        )  # fmt: skip
        self.process = None
        self.change_password(WORD)
        if os.getuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                shutil.chown(path, self.owner, self.group)
        self.start()

    def change_password(self, word):
        (self.folder / "users").write_text(f"{USER}:{{PLAIN}}{word}\n")
        self.word = word

    def settings(self, url=None, **changed):
        """What a Tieline needs in order to read it."""
        return {
            "TIELINE_IMAP_URL": url or f"imap://127.0.0.1:{self.imap}/INBOX",
            "TIELINE_IMAP_USER": USER,
            "TIELINE_IMAP_PASSWORD": self.word,
            **changed,
        }

    def start(self):
        drop = ["setpriv", f"--reuid={self.owner}", f"--regid={self.group}", "--clear-groups"]
        self.process = Process([*(drop if os.getuid() == 0 else []), PROGRAM, "-F", "-c", self.configuration], cwd="/")
        wait_until(self._answers, 30, "Dovecot to answer")

    def _answers(self):
        assert self.process.child.poll() is None, self.process.output
        with contextlib.suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4("127.0.0.1", self.imap, timeout=5):
            return True

    def halt(self):
        self.process.stop()

    def stop(self):
        self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The world outside: what brings mail, and who else looks into the mailbox.

    def deliver(self, mail, to):
        """Brings a mail as a mail server would; Dovecot notes in it whom it came for."""
        with smtplib.LMTP("127.0.0.1", self.lmtp, timeout=30) as client:
            assert not client.sendmail("bounces@elsewhere.example", [to], mail)

    @contextlib.contextmanager
    def opened(self, readonly=True):
        """The mailbox as another mail program has it open."""
        with imaplib.IMAP4("127.0.0.1", self.imap, timeout=30) as client:
            client.login(USER, self.word)
            client.select("INBOX", readonly=readonly)
            yield client

    def put(self, mail, flags=""):
        """Lays a mail into the mailbox, with flags; answers its number."""
        with self.opened(readonly=False) as client:
            kind, answer = client.append("INBOX", flags, None, mail)
            assert kind == "OK", answer
            return int(re.search(rb"APPENDUID \d+ (\d+)", answer[0]).group(1))

    @property
    def content(self):
        """Number → flags of everything that lies in it."""
        with self.opened() as client:
            _, answer = client.uid("FETCH", "1:*", "(FLAGS)")
        found = [re.search(rb"UID (\d+) FLAGS \(([^)]*)\)", line) for line in answer if line]
        return {int(each.group(1)): set(each.group(2).decode().split()) - {"\\Recent"} for each in found}

    # What Dovecot saw of whoever read it.

    @property
    def commands(self):
        """Every command that any client has sent, without its tag, in no order."""
        said = [path.read_text(errors="replace") for path in self.folder.glob("said/*.in")]
        # Each line begins with the moment it came.
        return [" ".join(line.split()[2:]) for text in said for line in text.splitlines()]

    def reads(self, number):
        """How often a mail's text was asked for."""
        return sum(bool(re.match(rf"UID FETCH {number} BODY", line)) for line in self.commands)

    @property
    def refusals(self):
        """How often a sign-in was refused."""
        return sum("Password mismatch" in line for line in self.process.lines)
