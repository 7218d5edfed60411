// Carries what a lesson says of the learner's work to a learning system, and what was kept there back to the lesson.
// The messages are those of a lesson in a frame (src/embed/). Without a learning system the lesson works all the same, and nothing is kept.
(() => {
  "use strict";
  const isFirst = document.currentScript.dataset.edition === "1.2";
  const begun = Date.now();

  // What the two editions call the same things, and how much of them they take.
  const names = isFirst
    ? {
        api: "API", prefix: "LMS", end: "Finish",
        place: "cmi.core.lesson_location", placeLimit: 255,
        state: "cmi.suspend_data", stateLimit: 4096,
        status: "cmi.core.lesson_status", score: "cmi.core.score", exit: "cmi.core.exit", time: "cmi.core.session_time",
        success: "cmi.core.lesson_status", pass: "cmi.student_data.mastery_score", passOf: 100,
        response: "student_response", at: "time", wrong: "wrong",
      }
    : {
        api: "API_1484_11", prefix: "", end: "Terminate",
        place: "cmi.location", placeLimit: 1000,
        state: "cmi.suspend_data", stateLimit: 64000,
        status: "cmi.completion_status", score: "cmi.score", exit: "cmi.exit", time: "cmi.session_time",
        success: "cmi.success_status", pass: "cmi.scaled_passing_score", passOf: 1,
        response: "learner_response", at: "timestamp", wrong: "incorrect",
      };

  // The learning system stands in a window around this one, or in the one that has opened it.
  const find = () => {
    const around = (start) => {
      for (let at = start, depth = 0; at && depth < 100; at = at.parent, depth += 1) {
        try {
          if (at[names.api]) return at[names.api];
        } catch {
          return null; // Of another site.
        }
        if (at.parent === at) return null;
      }
      return null;
    };
    return around(window) ?? (window.opener ? around(window.opener) : null) ?? (window.top?.opener ? around(window.top.opener) : null);
  };
  const api = find();
  const call = (name, ...words) => (api ? String(api[names.prefix + name](...words)) : "");
  const get = (name) => call("GetValue", name);
  const set = (name, value) => {
    if (api && call("SetValue", name, String(value)) !== "true") {
      console.warn(`The learning system refuses ${name}: error ${call("GetLastError")}`);
    }
  };
  const isKept = api !== null && call("Initialize", "") === "true";
  let isOver = !isKept;
  let isCompleted = false;
  let isPassed = false;

  const frame = () => document.getElementById("lesson")?.contentWindow;
  // The frame is sandboxed, so it has no origin by which it could be named.
  const say = (message) => frame()?.postMessage({ konspekt: 1, ...message }, "*");
  const cut = (text, limit) => [...String(text ?? "")].reduce((out, c) => (out.length + c.length > limit ? out : out + c), "");
  const isShare = (value) => typeof value === "number" && value >= 0 && value <= 1;
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const hundredths = (value) => Math.round(value * 100) / 100;

  const span = (seconds) => {
    const whole = Math.max(0, Math.min(seconds, 9999 * 3600));
    if (!isFirst) return `PT${hundredths(whole)}S`;
    return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
  };
  const moment = () => {
    const now = new Date();
    if (isFirst) return `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
    // A zone is allowed only after a part of a second.
    return now.toISOString().replace(/\.\d+Z$/, ".0Z");
  };

  const score = (share) => {
    if (!isShare(share)) return;
    if (!isFirst) set(`${names.score}.scaled`, hundredths(share));
    set(`${names.score}.min`, 0);
    set(`${names.score}.max`, 100);
    set(`${names.score}.raw`, hundredths(share * 100));
  };

  // A place that is empty some systems refuse.
  const nowhere = "-";

  // The share that has to be reached, where the learning system has a wish.
  const wished = () => {
    const pass = get(names.pass);
    return pass === "" || !Number.isFinite(Number(pass)) ? null : Number(pass) / names.passOf;
  };

  // Passed is passed, and nobody has failed who can still go on.
  const judge = (share, passed) => {
    const pass = wished();
    if (!isCompleted || isPassed || !(pass === null ? passed === true : isShare(share) && share >= pass)) return;
    isPassed = true;
    set(names.success, "passed");
  };

  const progress = ({ place, state, done, score: share }) => {
    if (place !== undefined) set(names.place, place === "" ? nowhere : cut(place, names.placeLimit));
    // Half a state is none: what was kept before stays.
    if (state !== undefined && String(state).length <= names.stateLimit) set(names.state, state);
    if (!isFirst && isShare(done)) set("cmi.progress_measure", hundredths(done));
    score(share);
    judge(share, false);
    call("Commit", "");
  };

  const answered = ({ card, prompt, given, expected, right, seconds }) => {
    const at = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
    set(`${at}.id`, `card-${cut(String(card ?? "").replace(/[^A-Za-z0-9_-]/g, "_"), 200)}`);
    set(`${at}.type`, "fill-in");
    if (!isFirst && prompt) set(`${at}.description`, cut(prompt, 250));
    set(`${at}.${names.at}`, moment());
    if (expected) set(`${at}.correct_responses.0.pattern`, cut(expected, 250));
    set(`${at}.weighting`, 1);
    // What was answered in one's head is not there to be told.
    if (typeof given === "string") set(`${at}.${names.response}`, cut(given, 250));
    set(`${at}.result`, right === true ? "correct" : right === false ? names.wrong : "neutral");
    if (typeof seconds === "number" && seconds >= 0) set(`${at}.latency`, span(seconds));
    call("Commit", "");
  };

  const completed = ({ score: share, passed }) => {
    isCompleted = true;
    score(share);
    // The first edition has one word for both, and passed is more than completed.
    if (!isFirst || !isPassed) set(names.status, "completed");
    if (!isFirst) set("cmi.progress_measure", 1);
    judge(share, passed);
    call("Commit", "");
  };

  const finish = () => {
    if (isOver) return;
    isOver = true;
    set(names.time, span((Date.now() - begun) / 1000));
    // A lesson that is studied again goes on where it was.
    set(names.exit, isCompleted && isFirst ? "" : "suspend");
    call("Commit", "");
    call(names.end, "");
  };

  const resume = () => {
    const place = isKept ? get(names.place) : "";
    say({ type: "resume", kept: isKept, room: names.stateLimit, place: place === nowhere ? "" : place, state: isKept ? get(names.state) : "" });
  };

  if (isKept) {
    const status = get(names.status);
    isCompleted = ["completed", "passed", "failed"].includes(status);
    isPassed = get(names.success) === "passed";
    if (!isCompleted) set(names.status, "incomplete");
    call("Commit", "");
  }
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== frame() || message?.konspekt !== 1) return;
    // As soon as it can hear, so that it never says that it forgets what is kept here.
    if (message.type === "hello") return resume();
    if (isOver) return;
    if (message.type === "progress") progress(message);
    else if (message.type === "answered") answered(message);
    else if (message.type === "completed") completed(message);
  });
  window.addEventListener("pagehide", finish);
})();
