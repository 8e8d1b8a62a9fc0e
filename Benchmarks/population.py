"""A million connections, the same ones on every engine: rows for the tables that the list and the schedule read.

Written straight into the tables, since a million calls of the API would take hours. Only what is measured is filled:
no history, no credentials, no records.
"""

import random
import time

DUE = 1000
UTILITIES = [f"utility-{number:02}" for number in range(1, 41)]
ORGANIZATION_SQL = "SELECT id FROM organization"

# Status, its reason, and the share of connections that show it.
_STATUSES = [
    ("CONNECTED", "proven", 84),
    ("PASSWORD_INCORRECT", "password_rejected", 6),
    ("ACCOUNT_LOCKED", "account_locked", 3),
    ("NEW_PASSWORD_NEEDED", "new_password_required", 2),
    ("ADDITIONAL_CREDENTIALS_NEEDED", "additional_credentials_required", 2),
    ("NO_ACCOUNTS_FOUND", "no_accounts", 2),
    ("WEBSITE_DOWN", "site_down.http_5xx", 1),
]
_SYLLABLES = [a + b for a in "bdfghklmnprst" for b in ("a", "ei", "i", "o", "u")]
_DAY = 86_400_000_000


class Population:
    def __init__(self, organization, count):
        """`organization` is the id of the one that owns everything."""
        self.organization = organization
        self.count = count
        self.now = int(time.time() * 1_000_000)
        chance = random.Random(count)
        self.first_names = _names(chance, 400, 2)
        self.last_names = _names(chance, 4000, 3)
        self.chance = chance
        self.due = set(chance.sample(range(count), DUE))

    def tables(self):
        """Table, columns, rows; parents first."""
        yield "lane", ["name", "concurrency", "spacing", "opens_at", "last_start_at"], (
            (f"provider.{key}", 4, 0, 0, 0) for key in UTILITIES
        )
        yield "customer", [
            "id", "organization_id", "name", "name_key", "email", "email_key", "created_at",
        ], self._customers()  # fmt: skip
        words, counts = [], {}
        yield "connection", [
            "id", "organization_id", "customer_id", "provider_key", "kind", "login_hint", "name_key",
            "credential_version", "is_archived", "created_at", "status", "sign_in_status", "reason", "covers",
            "since_at", "activity", "last_attempt_at", "last_success_at", "next_attempt_at", "is_unproven", "version",
        ], self._connections(words, counts)  # fmt: skip
        words.sort()
        yield "connection_word", ["organization_id", "word", "connection_id"], (
            (self.organization, word, connection) for word, connection in words
        )
        yield "connection_count", ["organization_id", "provider_key", "is_archived", "status", "amount"], (
            (self.organization, provider, 0, status, amount) for (provider, status), amount in counts.items()
        )

    def searches(self, count):
        """Names that are in the table, each as somebody types it."""
        chance = random.Random(1)
        return [" ".join(self._name(chance.randrange(self.count // 2))) for _ in range(count)]

    def _name(self, customer):
        last, first = divmod(customer * 7919 % (len(self.first_names) * len(self.last_names)), len(self.first_names))
        return self.first_names[first], self.last_names[last]

    def _email(self, customer):
        first, last = self._name(customer)
        return f"{first}.{last}{customer}@example.org" if customer % 2 else None

    def _customers(self):
        for number in range(self.count // 2):
            name, email = " ".join(self._name(number)), self._email(number)
            yield _id(1, number), self.organization, name.title(), name, email, email, self.now

    def _connections(self, words, counts):
        """Yields the rows; adds their words and counts on the way."""
        statuses = [entry[:2] for entry in _STATUSES]
        weights = [entry[2] for entry in _STATUSES]
        for number in range(self.count):
            id, customer, chance = _id(2, number), number // 2, self.chance
            provider = chance.choice(UTILITIES)
            status, reason = chance.choices(statuses, weights)[0]
            since = self.now - chance.randrange(60_000_000, _DAY if status == "WEBSITE_DOWN" else 400 * _DAY)
            following = None
            if number in self.due:
                status, reason = statuses[0]
                following = self.now - chance.randrange(3_600_000_000)
            elif status in ("CONNECTED", "WEBSITE_DOWN"):
                following = self.now + chance.randrange(7_200_000_000, _DAY)
            first, last = self._name(customer)
            hint = f"{first[:2]}…{number % 100:02}"
            email = (self._email(customer) or "").replace("@", ".").split(".")
            words += ((word, id) for word in {first, last, first[:2], hint[-2:], *email} if word)
            counts[provider, status] = counts.get((provider, status), 0) + 1
            yield (
                id, self.organization, _id(1, customer), provider, "online", hint, f"{first} {last}",
                1, 0, since, status, status, reason, "",
                since, "idle", self.now - _DAY // 2, self.now - _DAY // 2, following, 0, 1,
            )  # fmt: skip


def _names(chance, count, syllables):
    names = set()
    while len(names) < count:
        names.add("".join(chance.choices(_SYLLABLES, k=syllables)))
    return sorted(names)


def _id(kind, number):
    return f"0198c0de-{kind:04x}-7000-8000-{number:012x}"
