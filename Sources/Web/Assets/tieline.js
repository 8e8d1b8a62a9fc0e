// Comfort on top of pages that work without it: live progress, keyboard, relative times, selection, copying.

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

// Errors: the summary gets the focus, so that a screen reader starts there. A finished run gets it too.
document.querySelector("[data-focus]")?.focus();

// Relative times count on. The server words them the same way (Moment.swift).
function relative(seconds) {
    const size = Math.abs(seconds);
    if (size < 45) return seconds > 0 ? "in a moment" : "just now";
    const day = 86400;
    const [count, unit] =
        size < 59.5 * 60 ? [size / 60, "min"]
        : size < 23.5 * 3600 ? [size / 3600, "h"]
        : size < 13.5 * day ? [size / day, "day"]
        : size < 59.5 * day ? [size / (7 * day), "week"]
        : size < 729.5 * day ? [size / (30.44 * day), "month"]
        : [size / (365.25 * day), "year"];
    const whole = Math.max(1, Math.round(count));
    const text = `${whole} ${unit}${whole === 1 || unit === "min" || unit === "h" ? "" : "s"}`;
    return seconds > 0 ? `in ${text}` : `${text} ago`;
}

function length(seconds) {
    if (seconds < 9.95) return `${Math.max(0, seconds).toFixed(1)} s`;
    if (seconds < 59.5) return `${Math.round(seconds)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function refreshTimes() {
    each("time[title]", (time) => {
        const text = relative((Date.parse(time.dateTime) - Date.now()) / 1000);
        if (time.textContent !== text) time.textContent = text;
    });
}
setInterval(refreshTimes, 30000);

// Live progress: the server sends the list anew with each change, says when a code can be typed, and when the run has
// ended. What somebody types stays until another code is asked for.
const live = document.querySelector("[data-live]");
const place = document.querySelector("[data-live-code]");
let countedAt = performance.now();
function count() {
    const passed = performance.now() - countedAt;
    each("[data-elapsed]", (it) => { it.textContent = length((Number(it.dataset.elapsed) + passed) / 1000); });
    each("[data-left]", (it) => {
        const text = length(Math.round(Math.max(0, Number(it.dataset.left) - passed) / 1000));
        if (it.textContent !== text) it.textContent = text;
    });
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
        copyButtons(live);
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
        const page = live.dataset.page ?? location.pathname;
        sessionStorage.setItem("tieline.arrived", page);
        // The page may stand at the address of a form that was refused: that must not be sent again.
        if (page === location.pathname) location.reload();
        else location.replace(page);
    });
    announce();
}
if (document.querySelector("[data-live], [data-left]")) setInterval(count, 100);
const arrived = document.querySelector("[data-arrived]");
if (arrived && sessionStorage.getItem("tieline.arrived") === location.pathname) {
    sessionStorage.removeItem("tieline.arrived");
    arrived.focus();
}

// Lists by keyboard: j k move, Enter opens, x ticks, r takes the next step, / searches.
const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
let at = -1;
function moveTo(index) {
    rows[at]?.classList.remove("at");
    at = Math.min(Math.max(index, 0), rows.length - 1);
    const row = rows[at];
    row?.classList.add("at");
    row?.querySelector(".rowlink")?.focus();
}
document.addEventListener("focusin", (event) => {
    const index = rows.findIndex((row) => row.contains(event.target));
    if (index === at || index < 0) return;
    rows[at]?.classList.remove("at");
    rows[index].classList.add("at");
    at = index;
});
document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
        j: () => moveTo(at + 1),
        k: () => moveTo(at - 1),
        x: () => rows[at]?.querySelector("[data-select]")?.click(),
        r: () => rows[at]?.querySelector("td:last-child a, td:last-child button")?.click(),
        "/": () => document.querySelector("[data-search]")?.focus(),
    }[event.key];
    if (!act || (event.key !== "/" && rows.length === 0)) return;
    event.preventDefault();
    act();
});

// Selection survives paging: it is kept for the tab and sent along with the rows of this page.
const bulk = document.querySelector("[data-bulk]");
if (bulk) {
    const key = "tieline.selection";
    const chosen = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
    const boxes = [...document.querySelectorAll("[data-select]")];
    const page = document.querySelector("[data-select-page]");
    const whole = bulk.querySelector("[data-select-all]");
    const show = () => {
        const ticked = boxes.filter((box) => box.checked).length;
        bulk.hidden = chosen.size === 0;
        bulk.querySelector("[data-selected]").textContent = whole?.checked ? "Every row of this list is selected"
            : `${chosen.size} ${chosen.size === 1 ? "connection" : "connections"} ticked`;
        if (page) {
            page.checked = ticked === boxes.length;
            page.indeterminate = ticked > 0 && ticked < boxes.length;
        }
        sessionStorage.setItem(key, JSON.stringify([...chosen]));
    };
    const tick = (box, isTicked) => {
        box.checked = isTicked;
        isTicked ? chosen.add(box.value) : chosen.delete(box.value);
    };
    for (const box of boxes) {
        box.checked = chosen.has(box.value);
        box.addEventListener("change", () => {
            tick(box, box.checked);
            if (whole) whole.checked = false;
            show();
        });
    }
    if (page) {
        page.hidden = false;
        page.addEventListener("change", () => {
            const isTicked = page.checked;
            boxes.forEach((box) => tick(box, isTicked));
            if (whole) whole.checked = false;
            show();
        });
    }
    whole?.addEventListener("change", show);
    bulk.addEventListener("submit", () => {
        const here = new Set(boxes.map((box) => box.value));
        const field = document.createElement("input");
        const others = [...chosen].filter((id) => !here.has(id)).join(" ");
        Object.assign(field, { type: "hidden", name: "others", value: others });
        bulk.append(field);
        sessionStorage.removeItem(key);
    });
    show();
}

// A choice in the search form applies at once.
each("[data-submits]", (select) => select.addEventListener("change", () => select.form.requestSubmit()));

// Show what is typed into a password field.
each("[data-reveal]", (box) => {
    box.closest("label").hidden = false;
    const field = document.getElementById(box.dataset.reveal);
    box.addEventListener("change", () => { field.type = box.checked ? "text" : "password"; });
    field.form?.addEventListener("submit", () => { field.type = "password"; });
});

// Ids, links and keys can be copied.
function copyButtons(root) {
    if (!navigator.clipboard) return;
    each("[data-copy]", (source) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "linklike", textContent: "Copy" });
        if (source.dataset.copy) {
            const name = document.createElement("span");
            Object.assign(name, { className: "visually-hidden", textContent: ` ${source.dataset.copy}` });
            button.append(name);
        }
        const word = button.firstChild;
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(source.value ?? source.textContent);
            word.textContent = "Copied";
            setTimeout(() => { word.textContent = "Copy"; }, 2000);
        });
        source.after(" ", button);
    }, root);
}
copyButtons(document);
each("input[readonly], textarea[readonly]", (field) => field.addEventListener("focus", () => field.select()));

// A button is pressed once.
document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    setTimeout(() => each("button", (button) => { button.disabled = true; }, event.target));
});
addEventListener("pageshow", (event) => {
    if (event.persisted) each("button:disabled", (button) => { button.disabled = false; });
});
