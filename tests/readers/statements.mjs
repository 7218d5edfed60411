// Runs the element for other pages with a frame that says what a lesson says, and holds the statements that its host is handed against the rules of
// xAPI 1.0.3 (its part two, "Statements"): node statements.mjs KONSPEKT_LESSON_JS
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const home = "https://app.example/konspekt/konspekt-lesson.js";
const page = "https://course.example/unit/index.html#top";

// As much of a browser as the element needs.
const open = async (attributes) => {
  const listeners = [];
  const handed = [];
  const inner = { postMessage: (message, origin, [port]) => handed.push({ message, origin, port }) };
  const words = [];
  const frame = {
    style: {}, contentWindow: inner, remove: () => {},
    sandbox: { contains: (word) => words.includes(word) },
    setAttribute: (name, value) => name === "sandbox" && words.push(...value.split(" ")),
  };
  class HTMLElement extends EventTarget {
    shadowRoot = null;
    attachShadow = () => ({ replaceChildren: () => {} });
    getAttribute = (name) => attributes[name] ?? null;
    querySelector = () => null;
  }
  let Element;
  const document = { currentScript: { src: home }, baseURI: page, createElement: (name) => (name === "iframe" ? frame : {}) };
  const customElements = { get: () => undefined, define: (name, made) => (Element = made) };
  const fetch = async () => ({ ok: true, text: async () => "lines" });
  const addEventListener = (kind, listener) => listeners.push(listener);
  const world = { document, customElements, fetch, addEventListener, HTMLElement, CustomEvent, MessageChannel, URL, console, location: { href: page } };
  vm.runInNewContext(readFileSync(process.argv[2], "utf8"), world);
  const element = new Element();
  const told = [];
  for (const kind of ["ready", "progress", "answered", "completed", "statement"]) {
    element.addEventListener(`konspekt-${kind}`, ({ detail }) => told.push([kind, JSON.parse(JSON.stringify(detail))]));
  }
  element.connectedCallback();
  const hello = async (origin, source = inner) => {
    for (const listener of listeners) listener.handleEvent({ data: { konspekt: 1, type: "hello" }, origin, source });
    await new Promise(setImmediate);
  };
  return { element, hello, handed, told };
};

const absolute = (address) => assert.match(new URL(address).href, /^https?:\/\/[^ ]+$/);
const languages = (map) => {
  assert.ok(Object.keys(map).length > 0);
  for (const [tag, text] of Object.entries(map)) assert.ok(/^[a-z]{2}$/.test(tag) && typeof text === "string" && text.length > 0);
};

// What every statement has, and nothing that the form does not know.
const isStatement = (statement) => {
  const known = ["id", "actor", "verb", "object", "result", "context", "timestamp", "version"];
  assert.ok(Object.keys(statement).every((key) => known.includes(key)), Object.keys(statement).join());
  assert.equal(statement.actor, undefined, "only the host knows who learns");
  assert.deepEqual(Object.keys(statement.verb).sort(), ["display", "id"]);
  absolute(statement.verb.id);
  languages(statement.verb.display);
  const { id, objectType, definition } = statement.object;
  assert.equal(objectType, "Activity");
  absolute(id);
  absolute(definition.type);
  for (const map of [definition.name, definition.description].filter(Boolean)) languages(map);
  // ISO 8601, of time and of duration.
  assert.equal(new Date(statement.timestamp).toISOString(), statement.timestamp);
  const { success, completion, response, duration, score, ...others } = statement.result;
  assert.deepEqual(others, {});
  for (const flag of [success, completion]) assert.ok(flag === undefined || typeof flag === "boolean");
  assert.ok(response === undefined || typeof response === "string");
  assert.ok(duration === undefined || /^PT\d+(\.\d+)?S$/.test(duration), duration);
  assert.ok(score === undefined || (score.scaled >= -1 && score.scaled <= 1));
  assert.match(statement.version, /^1\.0\.\d+$/);
};

const { element, hello, handed, told } = await open({ src: "lesson.konspekt", title: "Тыл" });
// Whoever is not the frame at the app's own origin is handed nothing.
await hello("https://elsewhere.example");
await hello("https://app.example", {});
assert.equal(handed.length, 0);
await hello("https://app.example");
assert.equal(handed.length, 1);
assert.equal(handed[0].origin, "https://app.example");
assert.equal(handed[0].message.lines, "lines");

const { port } = handed[0];
const answer = { card: "c 1/№", prompt: "Сколько собрано?", expected: "49,1", seconds: 2.5 };
for (const message of [
  { type: "ready", title: "Тыл", cards: 2, storage: "own" },
  { type: "answered", ...answer, given: "49,1", right: true },
  { type: "answered", ...answer, given: null, right: false },
  { type: "progress", done: 0.5, score: 0.5, state: "1", place: "" },
  { type: "completed", score: 0.875, passed: true },
]) {
  port.postMessage({ konspekt: 1, ...message });
}
// Of another version, nothing is heard.
port.postMessage({ konspekt: 2, type: "completed", score: 1, passed: true });
await new Promise((done) => setTimeout(done, 50));

// What the host has kept goes to the frame, with how much room there is.
const taken = new Promise((heard) => (port.onmessage = ({ data }) => heard(data)));
element.resume("1", { place: "c", kept: true, room: 64000 });
assert.deepEqual(await taken, { konspekt: 1, type: "resume", state: "1", place: "c", kept: true, room: 64000 });

const kinds = told.map(([kind]) => kind);
assert.deepEqual(kinds, ["ready", "answered", "statement", "answered", "statement", "progress", "completed", "statement"]);
const statements = told.filter(([kind]) => kind === "statement").map(([, statement]) => statement);
statements.forEach(isStatement);
const [right, wrong, whole] = statements;
assert.equal(right.verb.id, "http://adlnet.gov/expapi/verbs/answered");
assert.equal(right.object.id, "https://course.example/unit/lesson.konspekt#c%201%2F%E2%84%96");
assert.equal(right.object.definition.type, "http://adlnet.gov/expapi/activities/cmi.interaction");
assert.equal(right.object.definition.interactionType, "fill-in");
assert.deepEqual(right.object.definition.correctResponsesPattern, ["49,1"]);
assert.deepEqual(right.result, { success: true, duration: "PT2.5S", response: "49,1" });
assert.deepEqual(wrong.result, { success: false, duration: "PT2.5S" }, "what was answered in one's head is not there to be told");
assert.equal(whole.verb.id, "http://adlnet.gov/expapi/verbs/completed");
assert.equal(whole.object.id, "https://course.example/unit/lesson.konspekt");
assert.deepEqual(whole.object.definition.name, { ru: "Тыл" });
assert.deepEqual(whole.result, { completion: true, success: true, score: { scaled: 0.875 } });
port.close();
console.log(`${statements.length} statements`);
process.exit(0);
