"""A member at the dashboard without a browser: forms, one cookie, no redirects followed."""

from processes import request


class Visitor:
    """Somebody with a browser that keeps one cookie."""

    def __init__(self, url):
        self.url = url
        self.cookie = ""

    def get(self, path):
        return request(self.url + path, headers={"Cookie": self.cookie})

    def post(self, path, **form):
        headers = {"Cookie": self.cookie, "Origin": self.url, "Sec-Fetch-Site": "same-origin"}
        status, headers, body = request(self.url + path, "POST", form=form, headers=headers)
        for cookie in headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        return status, headers, body
