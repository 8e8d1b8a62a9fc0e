// Comfort on customer pages, which work without it: live progress, showing what is typed, saying that the page is seen.

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

// Errors: the summary gets the focus, so that a screen reader starts there.
document.querySelector("[data-focus]")?.focus();

// Somebody sees this page: said once, and only when it is truly in front of him. Link scanners fetch, but do not look.
const seen = document.body.dataset.seen;
if (seen) {
    const tell = () => {
        if (document.visibilityState !== "visible") return;
        document.removeEventListener("visibilitychange", tell);
        fetch(seen, { method: "POST", keepalive: true, referrerPolicy: "no-referrer" }).catch(() => {});
    };
    document.addEventListener("visibilitychange", tell);
    tell();
}

// Live progress: the server sends the list anew with each change, says when a code can be typed, and when the step is over.
// What somebody types stays until another code is asked for.
const live = document.querySelector("[data-live]");
const place = document.querySelector("[data-live-code]");
let countedAt = performance.now();
function length(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
function count() {
    const passed = performance.now() - countedAt;
    const show = (it, milliseconds) => {
        const text = length(milliseconds / 1000);
        if (it.textContent !== text) it.textContent = text;
    };
    each("[data-elapsed]", (it) => show(it, Number(it.dataset.elapsed) + passed));
    each("[data-left]", (it) => show(it, Number(it.dataset.left) - passed));
}
// What stays on the page is counted from a new moment as well.
function restart() {
    const now = performance.now();
    const shift = (name, sign) => each(`[data-${name}]`, (it) => {
        it.dataset[name] = Number(it.dataset[name]) + sign * (now - countedAt);
    });
    shift("elapsed", 1);
    shift("left", -1);
    countedAt = now;
}
if (live) {
    const say = document.querySelector("[data-live-say]");
    const announce = () => {
        const text = live.querySelector("[data-say]")?.dataset.say;
        if (text && say && say.textContent !== text) say.textContent = text;
    };
    const events = new EventSource(live.dataset.live);
    events.addEventListener("progress", (event) => {
        restart();
        live.innerHTML = event.data;
        announce();
    });
    events.addEventListener("code", (event) => {
        const next = new DOMParser().parseFromString(event.data, "text/html").querySelector("[data-code]");
        if (!place || !next || place.querySelector("[data-code]")?.dataset.code === next.dataset.code) return;
        restart();
        place.replaceChildren(next);
        const resting = [document.body, null].includes(document.activeElement) || document.activeElement.matches("main, h1");
        if (resting) place.querySelector("input:not([type=hidden])")?.focus();
    });
    events.addEventListener("ended", () => {
        events.close();
        sessionStorage.setItem("tieline.arrived", "1");
        // The page may stand at the address of a form that was refused: that must not be sent again.
        if (live.dataset.page === location.pathname + location.search) location.reload();
        else location.replace(live.dataset.page);
    });
    announce();
    setInterval(count, 250);
}
const arrived = document.querySelector("[data-arrived]");
if (sessionStorage.getItem("tieline.arrived")) {
    sessionStorage.removeItem("tieline.arrived");
    (arrived ?? document.querySelector("h1"))?.focus();
}

// Show what is typed into a password field.
each("[data-reveal]", (box) => {
    box.closest("label").hidden = false;
    const field = document.getElementById(box.dataset.reveal);
    box.addEventListener("change", () => { field.type = box.checked ? "text" : "password"; });
    field.form?.addEventListener("submit", () => { field.type = "password"; });
});

// A day that is chosen chooses its own line.
each("[data-day]", (choice) => {
    document.getElementById(choice.dataset.day)?.addEventListener("input", () => { choice.checked = true; });
});

// A button is pressed once.
document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    setTimeout(() => each("button", (button) => { button.disabled = true; }, event.target));
});
addEventListener("pageshow", (event) => {
    if (event.persisted) each("button:disabled", (button) => { button.disabled = false; });
});
