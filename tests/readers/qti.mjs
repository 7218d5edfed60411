// Has a player of QTI 3 (certified by 1EdTech) ask each task of a package, answers it rightly and wrongly, and looks at the score and at
// what is said: node qti.mjs MODULES FOLDER EXPECTED
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";

const [modules, folder, told] = process.argv.slice(2);
const require = createRequire(join(modules, "_"));
const expected = JSON.parse(readFileSync(told, "utf8"));

// The player's templates are compiled where it runs.
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  return resolve.call(this, name === "vue" ? "vue/dist/vue.common.prod.js" : name, ...rest);
};

const { JSDOM } = require("jsdom");
const page = new JSDOM("<!DOCTYPE html><div id=app></div>", { url: "http://localhost/", pretendToBeVisual: true }).window;
page.document.execCommand = page.document.queryCommandState = () => false;
page.Element.prototype.scrollIntoView = page.scrollTo = () => {};
page.ResizeObserver = page.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
for (const name of Object.getOwnPropertyNames(page)) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { get: () => page[name], configurable: true });
}
const own = { window: page, navigator: page.navigator, Event: page.Event, CustomEvent: page.CustomEvent };
for (const [name, value] of Object.entries(own)) Object.defineProperty(globalThis, name, { value, configurable: true });
const say = console.log;
for (const name of ["log", "info", "warn", "debug"]) console[name] = () => {};

const Player = require("qti3-item-player");
const Vue = require("vue");
const heard = {};
const on = Object.fromEntries(
  ["PlayerReady", "ItemReady", "EndAttemptCompleted", "ItemAlertEvent"].map((name) => [
    `notifyQti3${name}`,
    (data) => heard[name]?.(data),
  ]),
);
const hear = (name) => new Promise((resolve) => (heard[name] = resolve));
const props = { suppressAlertMessages: true, suppressInvalidResponseMessages: true };
let shown = null;
// A player for each answer: one that is given the same task again shows nothing new.
const fresh = async () => {
  shown?.$destroy();
  page.document.body.innerHTML = "<div id=app></div>";
  const ready = hear("PlayerReady");
  shown = new Vue({ render: (h) => h(Player.default ?? Player, { on, props }) }).$mount("#app");
  return ready;
};

const variable = (variables, name) => variables.find(({ identifier }) => identifier === name)?.value;
const words = (node) => (node?.textContent ?? "").replace(/\s+/gu, " ").trim();
const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
const plain = (xml) => xml.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, (name) => entities[name]).replace(/\s+/gu, " ").trim();

let count = 0;
// Shows the task, gives an answer and returns the score and the name of what is said then.
const attempt = async (xml, guid, card, given) => {
  const state = { identifier: guid, guid, contextVariables: [], outcomeVariables: [], templateVariables: [], validationMessages: [] };
  const order = { identifier: "RESPONSE", cardinality: "ordered", baseType: "identifier", value: given, state: { order: given } };
  const player = await fresh();
  const isReady = hear("ItemReady");
  player.loadItemFromXml(xml, {
    guid,
    status: "interacting",
    pnp: {},
    sessionControl: { validateResponses: false, showFeedback: false },
    // Nobody drags here: an order is resumed.
    ...(card.kind === "order" ? { state: { ...state, responseVariables: [order] } } : {}),
  });
  await isReady;
  await new Promise((resolve) => setTimeout(resolve, 0));
  const body = page.document.querySelector(".qti-item-body");
  assert.ok(words(body).startsWith(card.kind === "number" || card.kind === "words" ? card.prompt.split("____")[0].trim() : card.prompt),
    `${card.id}: ${words(body)}`);
  if (card.kind === "choice") {
    body.querySelector(`[data-identifier=${given}]`).click();
  } else if (card.kind !== "order") {
    const field = body.querySelector("input, textarea, [contenteditable]");
    field.value = given;
    field.dispatchEvent(new page.Event("input", { bubbles: true }));
    field.dispatchEvent(new page.Event("change", { bubbles: true }));
  }
  const isOver = hear("EndAttemptCompleted");
  player.endAttempt(guid);
  const { state: after } = await isOver;
  return [variable(after.outcomeVariables, "SCORE"), variable(after.outcomeVariables, "FEEDBACK"), variable(after.responseVariables, "RESPONSE")];
};

const manifest = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
const test = readFileSync(join(folder, "test.xml"), "utf8");
const files = [...test.matchAll(/<qti-assessment-item-ref identifier="([^"]+)" href="([^"]+)"\/>/g)];
assert.equal(files.length, expected.length);
for (const [at, card] of expected.entries()) {
  const [, identifier, file] = files[at];
  assert.ok(manifest.includes(`<resource identifier="${identifier}" type="imsqti_item_xmlv3p0" href="${file}">`), file);
  const xml = readFileSync(join(folder, file), "utf8");
  const parsed = new page.DOMParser().parseFromString(xml, "application/xml");
  assert.equal(parsed.querySelector("parsererror"), null, file);
  const said = (name) => plain(xml.match(new RegExp(`<qti-modal-feedback [^>]*identifier="${name}"[^>]*>(.*?)</qti-modal-feedback>`, "s"))[1]);
  const answers = [];
  const names = card.options.map((_, at) => `option-${at + 1}`);
  if (card.kind === "choice") {
    card.options.forEach(({ right }, at) => answers.push([names[at], right ? 1 : 0]));
  } else if (card.kind === "order") {
    answers.push([names, 1], [names.toReversed(), 0]);
  } else if (card.kind === "number") {
    for (const [value, tolerance] of card.numbers) {
      answers.push([value, 1], [String(Number(value) + Number(tolerance) * 0.5), 1], [String(Number(value) * 3 + 1), 0]);
      if (Number(tolerance) === 0) answers.push([value.replace(".", ","), 1]);
    }
  } else if (card.kind === "words") {
    card.words.forEach((word) => answers.push([word, 1], [word.toUpperCase(), 1]));
    answers.push(["не то", 0]);
  } else {
    answers.push(["Так сказано", 0]);
  }
  for (const [given, score] of answers) {
    const [found, feedback, response] = await attempt(xml, `${identifier}-${(count += 1)}`, card, given);
    const where = `${file}: ${JSON.stringify(given)} became ${JSON.stringify(response)}`;
    assert.equal(found, score, where);
    assert.equal(feedback, card.kind === "choice" ? given : "told", where);
    const option = card.options[names.indexOf(given)];
    const wanted = option?.reason ? `${option.reason} В тексте: ` : card.kind === "order" ? "Верный порядок: " : "В тексте: ";
    assert.ok(said(feedback).startsWith(wanted), `${where}: ${said(feedback)}`);
    assert.ok(said(feedback).endsWith("Источник: А. Б. <Автор>, {Труд} & дни, 1947"), where);
  }
}
say(`${expected.length} tasks`);
process.exit(0);
