"""The sign-in of recipe `sandbox-harbor`, written with Playwright for Python: the other side of `checks.py`.

One browser, one context per login, `--width` logins at a time. Each signs in, reads its accounts, the meters and the
bills of each, and downloads every PDF. Prints one line of JSON.
"""

import argparse
import asyncio
import json
import time

from playwright.async_api import async_playwright

READ_BILLS = """rows => rows.map(row => ({
    reference: row.dataset.billId,
    from: row.querySelector('.period .from').textContent,
    to: row.querySelector('.period .to').textContent,
    issued: row.querySelector('.issued').textContent,
    amount: row.querySelector('.amount').textContent,
    pdf: row.querySelector('a.pdf').href,
}))"""
READ_METERS = """rows => rows.map(row => ({
    number: row.querySelector('.meter-number').textContent,
    commodity: row.querySelector('.commodity').textContent,
}))"""
READ_ACCOUNTS = """rows => rows.map(row => ({
    reference: row.dataset.accountId,
    number: row.querySelector('h2').textContent,
    address: row.querySelector('.address').textContent,
}))"""


async def check(browser, sandbox, username):
    """Answers how many documents were fetched."""
    context = await browser.new_context(accept_downloads=False)
    try:
        page = await context.new_page()
        await page.goto(f"{sandbox}/harbor/login")
        await page.fill("#user_id", username)
        await page.fill("#password", "sunny-day-42")
        await page.click("#sign-in")
        await page.wait_for_selector("#my-accounts .account")
        accounts = await page.eval_on_selector_all("#my-accounts .account", READ_ACCOUNTS)
        documents = 0
        for position, account in enumerate(accounts):
            if position > 0:
                await page.goto(f"{sandbox}/harbor/account")
            await page.click(f".account[data-account-id='{account['reference']}'] h2 a")
            await page.wait_for_selector("#account-number")
            meters = await page.eval_on_selector_all("#meters tbody tr", READ_METERS)
            bills = await page.eval_on_selector_all("#bills tbody tr", READ_BILLS)
            assert meters and bills, username
            for bill in bills:
                answer = await context.request.get(bill["pdf"])
                content = await answer.body()
                assert answer.status == 200 and content.startswith(b"%PDF-"), (username, bill)
                documents += 1
        return documents
    finally:
        await context.close()


async def run(sandbox, usernames, width, executable):
    waiting = iter(usernames)
    documents = 0

    async def work(browser):
        nonlocal documents
        for username in waiting:
            fetched = await check(browser, sandbox, username)
            documents += fetched

    async with async_playwright() as playwright:
        begun = time.monotonic()
        browser = await playwright.chromium.launch(executable_path=executable)
        await asyncio.gather(*(work(browser) for _ in range(width)))
        seconds = time.monotonic() - begun
        await browser.close()
    return {"seconds": seconds, "documents": documents}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--checks", type=int, required=True)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    usernames = [f"user{number:03}" for number in range(1, options.checks + 1)]
    print(json.dumps(asyncio.run(run(options.sandbox, usernames, options.width, options.chromium))))


if __name__ == "__main__":
    main()
