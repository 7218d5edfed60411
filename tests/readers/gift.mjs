// Reads GIFT with a parser of its own and compares it with the cards: node gift.mjs MODULES FILE EXPECTED
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, file, told] = process.argv.slice(2);
const { parse } = createRequire(join(modules, "_"))("gift-pegjs");
const expected = JSON.parse(readFileSync(told, "utf8"));
const [category, ...questions] = parse(readFileSync(file, "utf8"));
assert.deepEqual([category.type, category.title], ["Category", "Тыл // {1944}: цифры"]);
assert.equal(questions.length, expected.length);

const kinds = { choice: "MC", number: "Numerical", words: "Short", order: "Matching", essay: "Essay" };
const arrow = (text) => text.replaceAll("->", "→");
expected.forEach((card, at) => {
  const question = questions[at];
  const where = `${card.id}: ${JSON.stringify(question)}`;
  // An id that could end the remark stands there as its digest.
  const id = /^[\w-]+$/.test(card.id) ? `konspekt-${card.id}` : question.id.match(/^konspekt-[0-9a-f]{20}$/)?.[0];
  assert.equal(question.id, id, where);
  assert.equal(question.type, kinds[card.kind], where);
  assert.ok(question.stem.text.startsWith(card.prompt), where);
  assert.equal(question.stem.format, "plain", where);
  assert.ok(question.globalFeedback.text.includes("В тексте: "), where);
  assert.ok(question.globalFeedback.text.endsWith("Источник: А. Б. <Автор>, {Труд} & дни, 1947."), where);
  if (card.kind === "choice") {
    const found = question.choices.map(({ isCorrect, text, feedback }) => [text.text, isCorrect, feedback?.text ?? null]);
    assert.deepEqual(found, card.options.map(({ text, right, reason }) => [arrow(text), right, reason && arrow(reason)]), where);
  } else if (card.kind === "number") {
    const found = question.choices.map(({ weight, text }) => [weight, text.number, text.range]);
    assert.deepEqual(found, card.numbers.map(([value, tolerance]) => [100, Number(value), Number(tolerance)]), where);
  } else if (card.kind === "words") {
    // A star that is meant has a backslash, as Moodle wants it.
    const found = question.choices.map(({ weight, text }) => [weight, text.text.replaceAll("\\*", "*")]);
    const wanted = card.words.filter((word, at) => card.words.indexOf(word) === at).map((word) => [100, arrow(word)]);
    assert.deepEqual(found, wanted, where);
  } else if (card.kind === "order") {
    const found = question.matchPairs.map(({ subquestion, subanswer }) => [subanswer, subquestion.text]);
    const wanted = card.options.map(({ text }, at) => [String(at + 1), arrow(text)]);
    assert.deepEqual(found.toSorted(), wanted.toSorted(), where);
  }
});
console.log(`${questions.length} questions`);
