//! Reading aloud, by the voices of this device alone: others would send what they read to somebody's server.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::dom;

fn synthesis() -> Option<SpeechSynthesis> {
    let window = dom::window()?;
    // Frames and some browsers have none.
    js_sys::Reflect::get(&window, &"speechSynthesis".into()).ok().filter(|known| known.is_object())?;
    window.speech_synthesis().ok()
}

/// A voice for the language that needs no network.
fn voice(synthesis: &SpeechSynthesis, lang: &str) -> Option<SpeechSynthesisVoice> {
    let voices = synthesis.get_voices();
    let mut voices = voices.iter().map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>());
    voices.find(|voice| voice.local_service() && voice.lang().to_lowercase().starts_with(lang))
}

thread_local! {
    /// The card of which something was said last.
    static OF: RefCell<String> = const { RefCell::new(String::new()) };
    /// Whether it is known already who wants to hear of voices.
    static HEARS: Cell<bool> = const { Cell::new(false) };
}

/// Ends what is being said of another card than this one, which is on screen now.
pub fn only_of(card: &str) {
    if OF.with_borrow(|of| !of.is_empty() && of != card) {
        OF.take();
        synthesis().iter().for_each(SpeechSynthesis::cancel);
    }
}

/// Calls when voices have come or gone: some browsers load theirs a moment after the first question.
pub fn on_voices(call: impl Fn() + 'static) {
    if HEARS.replace(true) {
        return;
    }
    if let Some(synthesis) = synthesis() {
        // Not as a listener: in some browsers it takes none.
        let call = Closure::<dyn Fn()>::new(call).into_js_value();
        synthesis.set_onvoiceschanged(call.dyn_ref());
    }
}

/// Whether there is a voice for the language, of those that have come so far.
pub fn can_say(lang: &str) -> bool {
    synthesis().is_some_and(|synthesis| voice(&synthesis, lang).is_some())
}

/// Says it of a card, in the place of what is being said.
pub fn say(card: &str, text: &str, lang: &str) {
    let Some(synthesis) = synthesis() else { return };
    synthesis.cancel();
    let (Some(voice), Ok(utterance)) = (voice(&synthesis, lang), SpeechSynthesisUtterance::new_with_text(text)) else {
        return;
    };
    utterance.set_lang(&voice.lang());
    utterance.set_voice(Some(&voice));
    synthesis.speak(&utterance);
    OF.set(card.to_owned());
}
