// Reads a printed sheet and the one with its key with a browser's parser, and compares them with the cards: node sheet.mjs MODULES SHEET KEY EXPECTED
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...files] = process.argv.slice(2);
const { JSDOM } = createRequire(join(modules, "_"))("jsdom");
const [sheet, key, told] = files.map((file) => readFileSync(file, "utf8"));
const cards = JSON.parse(told);
const words = (node) => node.textContent.replace(/\s+/gu, " ").trim();
const page = (html) => new JSDOM(html).window.document;
const tasks = (document) => [...document.querySelectorAll(".tasks > li")];

const [alone, keyed] = [page(sheet), page(key)];
const asked = tasks(alone);
assert.deepEqual(asked.map(words), tasks(keyed).map(words), "the key changes no question");
assert.equal(alone.querySelector(".key"), null, "the sheet has no answers");
const answers = [...keyed.querySelectorAll(".key > ol > li")].map(words);
assert.equal(answers.length, asked.length);
let from = 0;
asked.forEach((task, nth) => {
  // In the order of the cards, of which some are left out.
  const at = cards.findIndex((card, at) => at >= from && words(task.querySelector("p")).startsWith(card.prompt));
  assert.notEqual(at, -1, words(task));
  from = at + 1;
  const card = cards[at];
  if (card.kind === "choice") {
    const options = [...task.querySelectorAll(".options li")].map(words);
    assert.deepEqual(options.toSorted(), card.options.map(({ text }) => text).toSorted(), card.prompt);
  }
  if (card.kind === "order") assert.equal(task.querySelectorAll(".places li").length, card.options.length, card.prompt);
  else assert.ok(answers[nth].includes(card.answer), `${card.answer} in ${answers[nth]}`);
});
console.log(`${asked.length} tasks`);
