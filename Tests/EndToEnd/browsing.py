"""A person at the dashboard, by keyboard alone; every page that is looked at is examined by axe, light and dark."""

import os

from axe_playwright_python.sync_playwright import Axe
from processes import wait_until

WIDTHS = {390: 844, 1280: 900}
LIMIT = 45_000  # ms that a page or a run may take

# Every rule once; in the dark again those that colours decide.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}

# What a screen reader would call the focused element.
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return "";
    const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
    return (it.getAttribute("aria-label") || label || it.innerText || it.value || "").replace(/\\s+/g, " ").trim();
}"""


def launch(playwright):
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)


class Person:
    """Has a keyboard and eyes; no mouse."""

    def __init__(self, browser, url, width):
        self.url = url
        self.width = width
        self.context = browser.new_context(
            base_url=url, viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(LIMIT)
        self.complaints = []
        self.examined = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._note)

    def _note(self, message):
        # A refused form or a missing page is an answer; the browser logs its status as an error all the same.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def close(self):
        self.context.close()

    # Hands.

    def open(self, path):
        self.page.goto(path if path.startswith("http") else self.url + path)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.type(text)

    def focused(self):
        return self.page.evaluate(FOCUSED)

    def reach(self, name, limit=200):
        """Tabs to the first element whose name begins with `name`."""
        seen = []
        for _ in range(limit):
            self.press("Tab")
            seen.append(self.focused())
            if seen[-1].startswith(name):
                return seen[-1]
        raise AssertionError(f"no way by Tab to {name!r} on {self.page.url}; there were {seen[:60]}")

    def fill(self, label, text):
        self.reach(label)
        self.press("Control+a")
        self.write(text)

    def follow(self, name, key="Enter"):
        """Reaches a link or a button, presses it, and waits for the page it leads to."""
        self.reach(name)
        self.submit(key)

    def submit(self, key="Enter"):
        with self.page.expect_navigation():
            self.press(key)

    # Eyes.

    @property
    def heading(self):
        return self.page.evaluate("() => document.querySelector('h1').innerText.trim()")

    @property
    def text(self):
        return self.page.evaluate("() => document.querySelector('main').innerText")

    def await_heading(self, *wanted, limit=60):
        def there():
            try:
                return self.heading in wanted and self.heading
            except Exception as error:  # the page is just being replaced
                if "context was destroyed" in str(error) or "Cannot read properties of null" in str(error):
                    return None
                raise

        return wait_until(there, limit, f"{wanted} on {self.page.url}", every=0.1)

    def examine(self, name):
        """Nothing is wrong for axe, light or dark; nothing scrolls sideways; one h1; nothing was complained about."""
        for scheme, options in RULES.items():
            self.page.emulate_media(color_scheme=scheme)
            found = Axe().run(self.page, options=options).response["violations"]
            told = [
                f"{v['id']} ({v['help']}): {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
                for v in found
                for node in v["nodes"][:3]
            ]
            assert not told, f"{name} at {self.width}, {scheme}:\n" + "\n".join(told)
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} at {self.width}: {wide} px wider than the screen"
        assert self.page.evaluate("() => document.querySelectorAll('h1').length") == 1, name
        assert not self.complaints, (name, self.complaints)
        self.examined.append(name)

    def sign_in(self, email, password):
        self.open("/sign-in")
        self.fill("E-mail address", email)
        self.fill("Password", password)
        self.submit()
        self.await_heading("Connections")
