// <konspekt-lesson src="lesson.konspekt">: a lesson in a page of another site. docs/embedding.md describes its attributes and events.
//
// The app runs in a frame of its own site and asks for nothing of this one: this script fetches the lesson and hands it over.
(() => {
  "use strict";
  const home = document.currentScript?.src ?? location.href;
  const VERSION = 1;
  // What a frame may do beside running its scripts; a host that takes a word away gets a lesson that works without.
  const SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups";

  class KonspektLesson extends HTMLElement {
    static observedAttributes = ["src", "view", "theme", "lang", "height"];
    #frame = null;
    #port = null;
    #slot = null;
    #waiting = [];

    connectedCallback() {
      if (this.#frame) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      const frame = (this.#frame = document.createElement("iframe"));
      frame.title = this.getAttribute("title") ?? this.getAttribute("aria-label") ?? "Konspekt";
      frame.setAttribute("sandbox", this.getAttribute("sandbox") ?? SANDBOX);
      frame.loading = this.getAttribute("loading") ?? "lazy";
      frame.allow = "clipboard-write";
      Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: "0" });
      // What stands in the element is shown until the lesson is, and where it does not come.
      this.#slot = document.createElement("slot");
      frame.src = `${this.#app()}#embed`;
      root.replaceChildren(this.#slot, frame);
      this.#size(null);
      addEventListener("message", this);
    }

    disconnectedCallback() {
      removeEventListener("message", this);
      this.#port?.close();
      this.#frame?.remove();
      this.#frame = this.#port = null;
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame || before === after) return;
      if (name === "src") {
        this.disconnectedCallback();
        this.connectedCallback();
      } else if (name === "height") this.#size(null);
      else if (name === "lang") this.#tell({ type: "language", language: after });
      else this.#tell({ type: name, [name]: after });
    }

    #app() {
      const app = new URL(this.getAttribute("app") ?? ".", home);
      app.hash = "";
      return app.href;
    }

    // Has the lesson take up what an earlier visit has said of its progress (`state`, and `place`, the card to go on at). `kept` says
    // that the host keeps what comes of this visit too, `room` how many letters of a state it has room for.
    resume(state, { place = "", kept = false, room } = {}) {
      this.#tell({ type: "resume", state: String(state), place: String(place), kept: kept === true, ...(Number.isSafeInteger(room) && { room }) });
    }

    // Of the window: the frame that has just begun, and nobody else.
    handleEvent(event) {
      if (event.source !== this.#frame?.contentWindow || event.data?.konspekt !== VERSION) return;
      // A frame without allow-same-origin has no origin.
      const isOwn = this.#frame.sandbox.contains("allow-same-origin");
      if (event.origin !== (isOwn ? new URL(this.#app()).origin : "null") || !["hello", "failed"].includes(event.data.type)) return;
      if (event.data.type === "failed") this.#failed(event.data.reason);
      else this.#hand(isOwn ? event.origin : "*").catch((error) => this.#failed(error));
    }

    async #hand(origin) {
      const asked = this.#frame;
      const lines = await this.#lesson();
      // Another lesson may be wanted by now, in a frame of its own.
      if (asked !== this.#frame) return;
      const frame = asked.contentWindow;
      this.#port?.close();
      const channel = new MessageChannel();
      this.#port = channel.port1;
      this.#port.onmessage = ({ data }) => this.#hear(data);
      const seed = Number(this.getAttribute("seed") ?? NaN);
      const { view, theme, language } = {
        view: this.getAttribute("view") ?? undefined,
        theme: this.getAttribute("theme") ?? undefined,
        language: this.getAttribute("lang") ?? undefined,
      };
      frame.postMessage({ konspekt: VERSION, type: "lesson", lines, view, theme, language, ...(Number.isSafeInteger(seed) && { seed }) }, origin, [channel.port2]);
      for (const message of this.#waiting.splice(0)) this.#port.postMessage(message);
    }

    // The lesson's file, or what stands in the element as <script type="application/x-konspekt">.
    async #lesson() {
      const inside = this.querySelector('script[type="application/x-konspekt"]');
      if (inside) return inside.textContent.trim();
      const address = this.getAttribute("src");
      if (!address) throw new Error("<konspekt-lesson> needs src, the address of a lesson file");
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
      return answer.text();
    }

    // At once, or when the lesson has been handed over; the attributes go along with that.
    #tell(message) {
      const whole = { konspekt: VERSION, ...message };
      if (this.#port) this.#port.postMessage(whole);
      else if (message.type === "resume") this.#waiting.push(whole);
    }

    #hear(data) {
      if (data?.konspekt !== VERSION || typeof data.type !== "string") return;
      if (data.type === "failed") return this.#failed(data.reason);
      if (data.type === "ready") this.#slot.hidden = true;
      if (data.type === "ready" || data.type === "resize") this.#size(data.height);
      this.#say(data.type, data);
      const statement = this.#statement(data);
      if (statement) this.#say("statement", statement);
    }

    #say(name, detail) {
      this.dispatchEvent(new CustomEvent(`konspekt-${name}`, { detail, bubbles: true, composed: true }));
    }

    // The same as a statement of xAPI, but for its actor: only the host knows who learns.
    #statement({ type, card, prompt, given, expected, right, seconds, score, passed }) {
      const address = new URL(this.getAttribute("src") ?? "", document.baseURI).href.split("#")[0];
      const made = (verb, id, definition, result) => ({
        verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
        object: { id, objectType: "Activity", definition },
        result,
        timestamp: new Date().toISOString(),
        version: "1.0.3",
      });
      const activity = "http://adlnet.gov/expapi/activities";
      if (type === "answered") {
        const definition = {
          type: `${activity}/cmi.interaction`,
          interactionType: "fill-in",
          description: { ru: prompt },
          correctResponsesPattern: [expected],
        };
        const result = { success: right, duration: `PT${seconds}S`, ...(given === null ? {} : { response: given }) };
        return made("answered", `${address}#${encodeURIComponent(card)}`, definition, result);
      }
      if (type !== "completed") return null;
      const definition = { type: `${activity}/lesson`, name: { ru: this.#frame.title } };
      return made("completed", address, definition, { completion: true, success: passed, score: { scaled: score } });
    }

    #size(height) {
      const fixed = this.getAttribute("height");
      if (fixed) this.#frame.style.height = /^\d+$/.test(fixed) ? `${fixed}px` : fixed;
      else if (Number.isFinite(height)) this.#frame.style.height = `${Math.min(20000, Math.max(120, height))}px`;
    }

    // What stands in the element comes back in the lesson's place; where nothing does, the frame says what is wrong.
    #failed(error) {
      console.error(error);
      if (this.#frame) {
        const isSeen = (node) => node.localName !== "script" && node.textContent.trim() !== "";
        const stands = this.#slot.assignedNodes().some(isSeen);
        this.#slot.hidden = !stands;
        this.#frame.hidden = stands;
        this.#frame.style.display = stands ? "none" : "block";
        this.#frame.style.height = "240px";
      }
      this.#say("failed", String(error));
    }
  }

  customElements.get("konspekt-lesson") ?? customElements.define("konspekt-lesson", KonspektLesson);
})();
