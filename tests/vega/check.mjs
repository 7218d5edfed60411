// Checks by their schema, compiles and renders Vega-Lite specifications with the real libraries: node check.mjs MODULES FILE…
// A warning is a failure; so is a number that the drawing does not show, and a wish to load anything.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...files] = process.argv.slice(2);
// Of an older package, all that it has is its default.
const load = async (name, file) => {
  const loaded = await import(pathToFileURL(join(modules, name, file)));
  return loaded.View || loaded.compile ? loaded : loaded.default;
};
const main = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
const entry = (name) => {
  const { exports, main: old } = main(name);
  const found = exports?.default ?? exports?.["."]?.default ?? exports?.["."]?.import ?? old;
  return typeof found === "string" ? found : found.default;
};
const vega = await load("vega", entry("vega"));
const vegaLite = await load("vega-lite", entry("vega-lite"));

// The schema of this version knows every property that there is: what it does not know, a compiler may pass over in silence.
const of = createRequire(join(modules, "vega-lite", "package.json"));
const Ajv = of("ajv").default;
const ajv = new Ajv({ strict: false, allErrors: false });
of("ajv-formats").default(ajv);
ajv.addFormat("color-hex", () => true);
const isValid = ajv.compile(JSON.parse(readFileSync(join(modules, "vega-lite/build/vega-lite-schema.json"), "utf8")));

const complaints = [];
const logger = (file) => {
  const complain = (...words) => (complaints.push(`${file}: ${words.join(" ")}`), log);
  const log = { level: () => log, error: complain, warn: complain, info: () => log, debug: () => log };
  return log;
};
const loader = { load: (url) => Promise.reject(new Error(`asks for ${url}`)), sanitize: () => Promise.reject(new Error("asks for a link")) };

let checked = 0;
for (const file of files) {
  const name = file.split(/[\\/]/).pop();
  try {
    const spec = JSON.parse(readFileSync(file, "utf8"));
    if (!isValid(spec)) complaints.push(`${name}: ${ajv.errorsText(isValid.errors)}`);
    const { spec: compiled } = vegaLite.compile(spec, { logger: logger(name) });
    const view = new vega.View(vega.parse(compiled), { renderer: "none", logger: logger(name), loader });
    const svg = await view.toSVG();
    const shown = svg.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
    const numbers = spec.data.values.flatMap((row) => row.written ?? row.group ?? []);
    for (const number of new Set(numbers)) {
      if (!shown.includes(number)) complaints.push(`${name}: ${number} is not in the drawing`);
    }
    if (numbers.length === 0) complaints.push(`${name}: there is nothing to show`);
    if (!shown.includes(spec.title.text.slice(0, 12))) complaints.push(`${name}: the title is not in the drawing`);
    if (svg.includes("NaN") || svg.includes("Infinity")) complaints.push(`${name}: a mark has no place`);
    checked += 1;
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
  }
}
for (const complaint of complaints) console.error(complaint);
console.log(`${checked} of ${files.length} specifications compiled and drawn with Vega-Lite ${main("vega-lite").version}`);
process.exit(complaints.length === 0 && checked > 0 && checked === files.length ? 0 : 1);
