// MyMetro: views, routes and the calls behind them. No framework, no inline code.
"use strict";

const app = document.getElementById("app");
const base = "/metro";
let username = "";

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onsubmit" || name === "onclick") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function show(title, ...nodes) {
  document.title = title + " | MyMetro";
  app.replaceChildren(...nodes);
}

function bar(signedIn) {
  const out = el("button", { class: "quiet", type: "button", id: "sign-out", onclick: signOut }, "Sign out");
  return el("header", { class: "bar" }, el("img", { src: base + "/assets/logo.svg", alt: "Metro Gas & Electric" }),
    signedIn ? out : null);
}

// Calls --------------------------------------------------------------------------------------------------------------

class Problem extends Error {
  constructor(status, code, message) { super(message); this.status = status; this.code = code; }
}

async function call(method, path, body) {
  const response = await fetch(base + "/api" + path, {
    method, credentials: "same-origin",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.status === 403) throw new Problem(403, "BLOCKED", "");
  let answer;
  try { answer = await response.json(); } catch { throw new Problem(response.status, "UNREADABLE", "Something went wrong."); }
  if (!response.ok) throw new Problem(response.status, answer.code, answer.message);
  if (answer.redirect) { location.assign(answer.redirect); return new Promise(() => {}); }
  return answer;
}

function failed(problem) {
  if (problem.code === "SESSION_EXPIRED") return go("/signin", true);
  if (problem.code === "BLOCKED") return showBlocked();
  show("Notice", bar(false), el("main", { class: "panel notice", id: "notice", "data-code": problem.code || "" },
    el("p", { class: "message" }, problem.message || "Something went wrong. Please try again later.")));
}

function showBlocked() {
  show("Interruption", el("main", { class: "panel notice", id: "blocked" }, el("h1", {}, "Pardon Our Interruption"),
    el("p", {}, "As you were browsing, something about your browser made us think you might be a bot."),
    el("p", { class: "hint" }, "Request unsuccessful. Incident ID: 877000210098-41120055")));
}

// Forms --------------------------------------------------------------------------------------------------------------

const formProblems = ["USERNAME_NOT_FOUND", "INVALID_PASSWORD", "ACCOUNT_LOCKED", "ANSWER_MISMATCH", "PASSWORD_RULES",
  "CODE_REJECTED", "CODE_EXPIRED", "NO_CHANNEL"];

function form(id, button, fields, submit) {
  const error = el("p", { class: "error", role: "alert", id: "error", hidden: "" });
  const press = el("button", { type: "submit" }, button);
  const node = el("form", { id, novalidate: "" }, ...fields, error, press);
  node.onsubmit = async (event) => {
    event.preventDefault();
    press.disabled = true;
    error.hidden = true;
    try {
      await submit(Object.fromEntries(new FormData(node)));
    } catch (problem) {
      if (!formProblems.includes(problem.code)) return failed(problem);
      error.textContent = problem.message;
      error.hidden = false;
      press.disabled = false;
    }
  };
  return node;
}

function field(label, name, type, autocomplete) {
  return el("div", {}, el("label", { for: name }, label), el("input", { id: name, name, type, autocomplete }));
}

// Views --------------------------------------------------------------------------------------------------------------

function signIn() {
  show("Sign in", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "Welcome back"),
    el("p", { class: "hint" }, "Sign in to see your energy at a glance."),
    form("identify-form", "Next", [field("User name or email", "username", "text", "username")], async (values) => {
      await call("POST", "/session/identify", { username: values.username });
      username = values.username;
      go("/signin/password");
    })));
  document.getElementById("username").focus();
}

function password() {
  show("Enter your password", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "Enter your password"),
    username ? el("p", { class: "who" }, username) : null,
    form("password-form", "Sign in", [field("Password", "password", "password", "current-password")], async (values) => {
      const step = await call("POST", "/session/password", { password: values.password });
      go("/" + step.next);
    })));
  document.getElementById("password").focus();
}

function verify() {
  show("Quick check", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "Quick check"),
    el("p", { class: "hint" }, "We don't recognize this device. Answer your security question to go on."),
    form("verify-form", "Continue", [field("Name of your first pet?", "answer", "text", "off")], async (values) => {
      const step = await call("POST", "/session/answer", { answer: values.answer });
      go("/" + step.next);
    })));
}

async function chooseCode() {
  const names = { email: "Email me at ", sms: "Text me at ", totp: "Use my authenticator app" };
  const channels = await call("GET", "/session/code-channels");
  show("How should we reach you?", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "How should we reach you?"),
    el("p", { class: "hint" }, "We don't recognize this device, so we need one more thing: a security code."),
    form("code-channel-form", "Get my code", channels.map((channel) => el("label", { class: "choice" },
      el("input", { type: "radio", name: "channel", id: "channel-" + channel.channel, value: channel.channel }),
      names[channel.channel] + (channel.destination || ""))), async (values) => {
      const step = await call("POST", "/session/code-channels", { channel: values.channel || "" });
      go("/" + step.next);
    }), cancelCode()));
  document.querySelector("#code-channel-form button").id = "send-code";
}

async function code() {
  const words = { email: "We just emailed a code to ", sms: "We just texted a code to " };
  const answer = await call("GET", "/session/code");
  const where = answer.destination
    ? [words[answer.channel], el("strong", { id: "code-destination" }, answer.destination), ". It lasts 5 minutes."]
    : ["Open your authenticator app and type the code you see there."];
  const note = el("p", { class: "hint", role: "status", id: "code-sent" });
  const another = el("button", { class: "quiet", type: "button", id: "resend-code", onclick: async () => {
    another.disabled = true;
    try {
      await call("POST", "/session/code/another", {});
      note.textContent = "A new code is on its way.";
      another.disabled = false;
    } catch (problem) { failed(problem); }
  } }, "Send a new code");
  show("Security code", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "Almost there"),
    el("p", { class: "hint", id: "code-hint" }, ...where),
    form("code-form", "Go on", [field("Security code", "code", "text", "one-time-code"),
      el("label", { class: "choice" }, el("input", { type: "checkbox", name: "remember", value: "yes", id: "remember-device" }),
        "Remember this device")], async (values) => {
      const step = await call("POST", "/session/code", { code: values.code, remember: values.remember || "" });
      go("/" + step.next);
    }), note, answer.destination ? another : null, cancelCode()));
  document.getElementById("code").focus();
}

function cancelCode() {
  return el("button", { class: "quiet", type: "button", id: "cancel-code", onclick: signOut }, "Cancel");
}

function newPassword() {
  show("New password", bar(false), el("main", { class: "panel slim" }, el("h1", {}, "Time for a new password"),
    el("p", { class: "hint" }, "Your password is too old. Create a new one to keep using MyMetro."),
    form("new-password-form", "Save and continue", [
      field("New password", "newPassword", "password", "new-password"),
      field("Type it again", "repeated", "password", "new-password"),
    ], async (values) => {
      const step = await call("POST", "/session/new-password", { newPassword: values.newPassword, repeated: values.repeated });
      go("/" + step.next);
    })));
}

function terms() {
  show("New terms", bar(false), el("main", { class: "panel slim", id: "terms" }, el("h1", {}, "Our terms have changed"),
    el("p", {}, "Before you go on, please accept the MyMetro Terms and Conditions of March 1."),
    form("terms-form", "I accept", [], async () => {
      const step = await call("POST", "/session/terms", {});
      go("/" + step.next);
    })));
}

async function accounts() {
  const answer = await call("GET", "/accounts");
  const cards = answer.accounts.map((account) => el("a", {
    class: "card", href: base + "/accounts/" + account.id, "data-route": "", "data-account-id": account.id,
  }, el("strong", { class: "number" }, account.number), el("div", { class: "hint address" }, account.serviceAddress),
    el("ul", { class: "chips" }, ...account.meters.map((meter) => el("li", { "data-meter": meter.number }, meter.service))),
    account.balance ? el("p", { class: "balance" }, account.balance) : null,
    account.due ? el("div", { class: "hint" }, "due " + account.due) : null));
  const empty = el("p", { class: "panel", id: "no-accounts" }, "You don't have any active accounts with us right now.");
  show("Your accounts", bar(true), el("main", { id: "accounts" }, el("h1", {}, "Hi, " + answer.customer),
    answer.accounts.length ? el("div", { class: "cards" }, ...cards) : empty));
}

async function account(id) {
  const answer = await call("GET", "/accounts/" + encodeURIComponent(id));
  const rows = answer.bills.map((bill) => el("li", { class: "bill", "data-bill-id": bill.id },
    el("span", { class: "period" }, el("time", { class: "from", datetime: bill.periodStart }, bill.periodStart), " to ",
      el("time", { class: "to", datetime: bill.periodEnd }, bill.periodEnd)),
    el("span", { class: "hint" }, "issued ", el("time", { class: "issued", datetime: bill.issued }, bill.issued)),
    el("span", { class: "amount" }, bill.amount), el("a", { class: "pdf", href: bill.documentURL }, "PDF")));
  show("Account " + answer.account.number, bar(true),
    el("main", { class: "panel", id: "account", "data-account-id": answer.account.id },
      el("p", {}, el("a", { href: base + "/accounts", "data-route": "" }, "All accounts")),
      el("h1", {}, "Account ", el("span", { id: "account-number" }, answer.account.number)),
      el("p", { class: "hint", id: "service-address" }, answer.account.serviceAddress),
      el("ul", { class: "chips", id: "meters" }, ...answer.account.meters.map((meter) =>
        el("li", { "data-meter": meter.number, "data-service": meter.service },
          el("span", { class: "commodity" }, meter.service), " ", el("span", { class: "meter-number" }, meter.number)))),
      el("h2", {}, "Bills"), el("ul", { class: "bills", id: "bills" }, ...rows),
      el("p", {}, el("a", { id: "green-button", href: answer.usageURL }, "Green Button: download my data"))));
}

// Routes -------------------------------------------------------------------------------------------------------------

async function signOut() {
  try { await call("POST", "/session/end", {}); } finally { go("/signin"); }
}

function go(path, replace) {
  history[replace ? "replaceState" : "pushState"]({}, "", base + (path === "/password" ? "/signin/password" : path));
  route();
}

async function route() {
  const path = location.pathname.slice(base.length);
  const views = { "/signin": signIn, "/signin/password": password, "/verify": verify, "/choose-code": chooseCode,
    "/code": code, "/new-password": newPassword, "/terms": terms, "/accounts": accounts };
  const one = path.match(/^\/accounts\/([^/]+)$/);
  try {
    if (one) await account(decodeURIComponent(one[1]));
    else await (views[path] || signIn)();
  } catch (problem) { failed(problem); }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-route]");
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  go(link.getAttribute("href").slice(base.length));
});
window.addEventListener("popstate", route);

// Someone who is already signed in and opens the sign-in view goes where he left off.
async function start() {
  if (location.pathname === base + "/signin") {
    try {
      const step = await call("GET", "/session");
      if (step.next === "accounts") return go("/accounts", true);
    } catch (problem) {
      if (problem.code !== "SESSION_EXPIRED") return failed(problem);
    }
  }
  route();
}
start();
