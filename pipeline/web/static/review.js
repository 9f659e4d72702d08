// Reviewing by keyboard, the next sentence at once, and decisions that survive a lost connection.
// Without this file every page works with forms and links.

const LOOK_AHEAD = 2;
const PATIENCE = [2000, 4000, 8000, 15000, 30000, 60000];

const waitingList = document.getElementById("wachtrij");
const live = document.getElementById("gemeld");
const owner = document.querySelector("[data-user]").dataset.user;
const STORED = `gestand-oordelen-${owner}`;
const KEYS_OFF = "gestand-sneltoetsen-uit";
const DONE = `gestand-gedaan-${owner}`;
const pages = new Map();
let failures = 0;
let timer = 0;
let wanted = ""; // the sentence to go to when there is a connection again

// --- first what the person sees ------------------------------------------------------------------------------------

// Work for the server waits until the next sentence is painted, so that neither has to share the processor; a tab in
// the background paints nothing.
function afterPaint(work) {
  let begun = false;
  const begin = () => { if (!begun) { begun = true; work(); } };
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, 200);
}

// --- what is said aloud -------------------------------------------------------------------------------------------

function say(text) {
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

// --- words that were not yet taken in by the server ---------------------------------------------------------------

function read(storage, key) {
  try { return JSON.parse(storage.getItem(key)) ?? []; } catch { return []; }
}

function write(storage, key, items) {
  try { storage.setItem(key, JSON.stringify(items)); } catch { say("De browser kan niets bewaren; houd deze pagina open."); }
}

const waiting = () => read(localStorage, STORED);

function keep(item) {
  write(localStorage, STORED, [...waiting().filter((one) => one.id !== item.id), item]);
  showWaiting();
}

function drop(id) {
  write(localStorage, STORED, waiting().filter((one) => one.id !== id));
  showWaiting();
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const tokenOf = (page) => page.querySelector("meta[name=csrf-token]");

function post(item) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": tokenOf(document).content };
  return fetch(item.url, { method: "POST", headers, body: item.body, credentials: "same-origin" });
}

// The token hangs on the session, so that signing in anew in another tab makes that of this page an old one. Words
// are sent for nobody but who said them.
async function renewToken() {
  const found = await fetchPage("/beoordelen");
  const known = found.page.querySelector("[data-user]")?.dataset.user;
  const token = tokenOf(found.page)?.content;
  if (!found.ok || known !== owner || !token || token === tokenOf(document).content) return false;
  tokenOf(document).content = token;
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token;
  return true;
}

async function send(item) {
  let response;
  try {
    response = await post(item);
    if (response.status === 403 && await renewToken()) response = await post(item);
  } catch {
    return { state: "waiting" };
  }
  if (response.ok) return { state: "done" };
  const told = await response.json().catch(() => ({}));
  if (response.status === 409 && "seen" in told) return { state: "conflict", text: told.text, seen: told.seen };
  if (response.status === 401 || response.status === 403) return { state: "signin", text: told.detail };
  if (response.status >= 500 || response.status === 429) return { state: "waiting" };
  return { state: "fault", text: told.text ?? told.detail ?? "Dit kan zo niet worden bewaard.", field: told.field };
}

async function deliver(item) {
  const outcome = await send(item);
  if (outcome.state === "done") drop(item.id);
  else keep({ ...item, ...outcome });
  return outcome;
}

async function flush() {
  clearTimeout(timer);
  const work = async () => {
    for (const item of waiting().filter((one) => one.state === "waiting" || one.state === "signin")) {
      const outcome = await deliver(item);
      if (outcome.state === "waiting" || outcome.state === "signin") return false;
    }
    return true;
  };
  const done = await (navigator.locks ? navigator.locks.request(STORED, work) : work());
  failures = done ? 0 : failures + 1;
  showWaiting();
  if (!done) timer = setTimeout(flush, PATIENCE[Math.min(failures - 1, PATIENCE.length - 1)]);
  else if (wanted) go(wanted);
}

function showWaiting() {
  if (!waitingList) return;
  const items = waiting();
  const list = waitingList.querySelector("ul");
  const heading = waitingList.querySelector("h2");
  const quiet = items.filter((one) => one.state === "waiting");
  const loud = items.filter((one) => one.state !== "waiting");
  const visible = loud.length > 0 || (quiet.length > 0 && failures > 0) || (quiet.length > 0 && !navigator.onLine);
  if (visible && waitingList.hidden) say("Een of meer oordelen zijn nog niet verzonden.");
  waitingList.hidden = !visible;
  heading.textContent = loud.length > 0 ? "Niet alles is vastgelegd" : "Geen verbinding";
  list.replaceChildren(...(quiet.length ? [line(`${quiet.length === 1 ? "Eén oordeel is" : `${quiet.length} oordelen zijn`} in deze browser bewaard en ${quiet.length === 1 ? "wordt" : "worden"} verzonden zodra er verbinding is.`)] : []), ...loud.map(trouble));
}

function line(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

function trouble(item) {
  const texts = { conflict: "Over deze zin is intussen iets anders vastgelegd.", signin: "U bent niet meer aangemeld; meld u aan in een ander tabblad, dan gaat dit vanzelf verder.", fault: item.text };
  const element = line(`${item.said}: ${texts[item.state]}`);
  if (item.page) element.append(" ", link(item.page, "Bekijk de zin"));
  if (item.state === "conflict") element.append(button("Toch bewaren", () => insist(item)));
  if (item.state !== "signin") element.append(button("Laat vervallen", () => { drop(item.id); say("Vervallen."); }));
  return element;
}

function link(address, text) {
  const element = document.createElement("a");
  element.href = address;
  element.textContent = text;
  return element;
}

function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "link-button";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

async function insist(item) {
  const body = new URLSearchParams(item.body);
  body.set("gezien", item.seen);
  const outcome = await deliver({ ...item, body: body.toString(), state: "waiting" });
  say(outcome.state === "done" ? `Bewaard: ${item.said}.` : "Nog niet bewaard.");
}

// --- from sentence to sentence ------------------------------------------------------------------------------------

async function fetchPage(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  return { ok: response.ok, page: new DOMParser().parseFromString(await response.text(), "text/html") };
}

async function load(address) {
  const { ok, page } = await fetchPage(address);
  const part = page.getElementById("beoordeling");
  if (!ok || !part) throw new Error("no sentence");
  return { part: document.importNode(part, true), title: page.title };
}

function fetchAhead(part, depth) {
  const address = part.dataset.next;
  if (!address || depth === 0 || part.dataset.sentence === "") return;
  if (!pages.has(address)) {
    pages.set(address, { ready: null, loading: load(address).then((found) => { const known = pages.get(address); if (known) known.ready = found; return found; }) });
    pages.get(address).loading.catch(() => pages.delete(address));
  }
  pages.get(address).loading.then((found) => fetchAhead(found.part, depth - 1)).catch(() => {});
}

function showSentence() {
  document.querySelector("#beoordeling .passage mark")?.scrollIntoView({ block: "nearest" });
}

function put(found, address, push, message) {
  document.getElementById("beoordeling").replaceWith(found.part);
  document.title = found.title;
  if (push) history.pushState(null, "", address);
  document.querySelector("main > .flash:not(#wachtrij)")?.remove();
  offerUndo();
  scrollTo(0, 0);
  showSentence();
  document.getElementById("kop").focus({ preventScroll: true });
  if (message) say(message);
  afterPaint(() => { if (found.part.isConnected) fetchAhead(found.part, LOOK_AHEAD); });
}

async function go(address, { push = true, message = "", fresh = false } = {}) {
  wanted = "";
  const known = fresh ? null : pages.get(address);
  pages.delete(address);
  if (known?.ready) { put(known.ready, address, push, message); return; }
  try {
    put(await (known ? known.loading : load(address)), address, push, message);
  } catch {
    await flush(); // does the server answer at all?
    if (navigator.onLine && failures === 0) { location.assign(address); return; }
    wanted = address;
    say(`${message} Geen verbinding: de volgende zin komt zodra die er weer is.`);
  }
}

// --- decisions ----------------------------------------------------------------------------------------------------

function frameTouched(form) {
  const fields = [...form.querySelectorAll(".frame input, .frame select")];
  return fields.some((field) => field.tagName === "SELECT"
    ? [...field.options].some((option) => option.selected !== option.defaultSelected && (option.defaultSelected || field.selectedIndex > 0))
    : field.value !== field.defaultValue);
}

function wordOf(form, choice) {
  const words = { geen: "geen label", overnemen: "voorstel overgenomen", twijfel: "twijfel", overslaan: "overgeslagen" };
  if (words[choice]) return words[choice];
  return [...form.querySelectorAll("input[name=label]:checked")].map((box) => box.parentElement.querySelector("span").textContent.toLowerCase()).join(" en ");
}

function showFault(text, field) {
  document.getElementById("fout")?.remove();
  const box = document.createElement("div");
  box.className = "flash flash-error";
  box.id = "fout";
  box.setAttribute("role", "alert");
  box.textContent = text;
  document.getElementById("oordeel").before(box);
  const input = field && document.getElementById(`f-${field}`);
  if (input) {
    document.getElementById("kader").open = true;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", "fout");
    input.focus();
  }
}

async function decide(form, choice) {
  const part = document.getElementById("beoordeling");
  const body = new URLSearchParams(new FormData(form));
  body.set("besluit", choice);
  if (choice === "kies" && !body.has("label")) { showFault("Kies een of meer labels, of ‘geen label’."); return; }
  const said = wordOf(form, choice);
  const item = { id: body.get("id"), url: form.getAttribute("action"), body: body.toString(), page: location.href, said, state: "waiting" };
  if (form.classList.contains("sending")) return;
  form.classList.add("sending");
  if (frameTouched(form) || body.has("overleg") || form.querySelector("input[name=overleg]")) {
    const outcome = await send(item);
    form.classList.remove("sending");
    if (outcome.state === "fault") { showFault(outcome.text, outcome.field); return; }
    if (outcome.state !== "done") keep({ ...item, ...outcome });
  } else {
    keep(item);
  }
  remember(item);
  const next = part.dataset.next;
  if (pages.get(next)?.ready) afterPaint(flush);
  else flush();
  const message = choice === "overslaan" ? "Overgeslagen." : `Bewaard: ${said}.`;
  if (next) await go(next, { message });
  else await finish(part, message);
}

async function finish(part, message) {
  say(`${message} Dit was de laatste zin van de lijst.`);
  await flush();
  if (waiting().length === 0) location.assign(part.dataset.done ?? document.querySelector(".steps a").href);
}

function remember(item) {
  write(sessionStorage, DONE, [...read(sessionStorage, DONE), { id: item.id, page: item.page }].slice(-200));
}

function offerUndo() {
  const form = document.getElementById("terug"); // the page may be older than the last word
  if (form && read(sessionStorage, DONE).length > 0) form.hidden = false;
}

async function undo(part) {
  const done = read(sessionStorage, DONE);
  const last = done.pop();
  if (!last) return false;
  write(sessionStorage, DONE, done);
  const body = new URLSearchParams({ review: last.id, id: newId() });
  keep({ id: body.get("id"), url: part.dataset.undo, body: body.toString(), page: last.page, said: "teruggedraaid", state: "waiting" });
  await flush();
  pages.clear();
  await go(last.page, { message: "Teruggedraaid.", fresh: true });
  return true;
}

// --- keys and clicks ----------------------------------------------------------------------------------------------

const keysOff = () => { try { return localStorage.getItem(KEYS_OFF) === "1"; } catch { return false; } };

function typing(target) {
  return target.matches?.("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || typing(event.target) || keysOff()) return;
  if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === name && !one.closest("[hidden]"));
  if (!found) return;
  event.preventDefault();
  if (found.matches("input:not([type=checkbox])")) { found.focus(); return; }
  found.click();
  if (found.tagName === "SUMMARY") shown(found);
});

function shown(summary) {
  const details = summary.parentElement;
  details.scrollIntoView({ block: "nearest" });
  if (details.id === "kader" && details.open) details.querySelector("input").focus();
  else say(details.open ? details.textContent.replace(/\s+/g, " ").trim() : "Dichtgeklapt.");
}

document.addEventListener("submit", async (event) => {
  const name = event.target.getAttribute("id"); // a field may be called id or action
  if (name === "oordeel") {
    event.preventDefault();
    await decide(event.target, event.submitter?.value ?? "kies");
  } else if (name === "terug" && read(sessionStorage, DONE).length > 0) {
    event.preventDefault();
    await undo(document.getElementById("beoordeling"));
  }
});

document.addEventListener("click", (event) => {
  const found = event.target.closest?.("a[data-go]");
  if (!found || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(new URL(found.href).pathname + new URL(found.href).search);
});

addEventListener("popstate", () => { if (document.getElementById("beoordeling")) go(location.pathname + location.search, { push: false, fresh: true }); });
addEventListener("online", () => { failures = 0; flush(); });
addEventListener("offline", showWaiting);
addEventListener("storage", (event) => { if (event.key === STORED) showWaiting(); });

const toggle = document.getElementById("sneltoetsen");
if (toggle) {
  toggle.checked = !keysOff();
  toggle.closest(".needs-script").hidden = false;
  toggle.addEventListener("change", () => { try { localStorage.setItem(KEYS_OFF, toggle.checked ? "0" : "1"); } catch { /* stays for this page */ } });
}

showWaiting();
flush();
const first = document.getElementById("beoordeling");
if (first) {
  if (scrollY === 0 && !location.hash && !document.getElementById("fout")) showSentence();
  offerUndo();
  fetchAhead(first, LOOK_AHEAD);
}
