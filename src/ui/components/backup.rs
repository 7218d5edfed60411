//! Everything in one file, out of the browser and into it, and what came of that.

use yew::prelude::*;

use crate::app::{Action, Backup, BackupTrouble, Effect, Folder, Route, Storage};
use crate::backup::Taken;
use crate::ui::hooks::App;
use crate::ui::pages::{BACKUP, For, choose_file};
use crate::ui::{chores, dom, folder, upkeep};

/// Where this browser keeps texts and answers, or who else does: in a frame it is not always what a learner would think.
pub fn where_kept(app: &App) -> Html {
    let (state, words) = (&app.state, app.words.data());
    let (kind, told) = match state.storage {
        Storage::Forgetful(_) if state.is_kept_around() => ("around", words.kept_around),
        Storage::Forgetful(_) => ("none", words.storage_forgetful),
        _ if state.framed.as_ref().is_some_and(|framed| framed.is_foreign) => {
            ("partitioned", words.storage_partitioned)
        }
        Storage::Opening | Storage::Lasting => ("own", words.storage_lasting),
    };
    html! { <span data-storage={kind}>{ told }</span> }
}

pub fn backup(app: &App) -> Html {
    let (state, words) = (&app.state, app.words.data());
    let is_busy = state.backup.is_busy();
    let choose = |_: MouseEvent| {
        if let Some(input) = dom::by_id("backup-file") {
            input.click();
        }
    };
    html! {
        <section data-section="backup" data-backup={if is_busy { "busy" } else { "idle" }}>
            <h2>{ words.backup }</h2>
            <p>{ words.backup_help }</p>
            <div class="row acts">
                <button class="cta" id="save-backup" disabled={is_busy} onclick={app.click_at(|now| Action::Save { now })}>
                    { words.save_backup }
                </button>
                <button class="plain" id="take-in" disabled={is_busy} onclick={choose}>{ words.take_in }</button>
                <input type="file" id="backup-file" class="unseen" tabindex="-1" aria-label={words.take_in}
                    accept={if state.only.is_some() { BACKUP } else { ".konspekt,.apkg,.colpkg,.txt,.tsv,.csv" }} onchange={choose_file(app, For::TakingIn)} />
            </div>
            <div role="status" class="outcome">
                { match &state.backup {
                    Backup::Idle => Html::default(),
                    Backup::Saving => html! { <p>{ words.saving }</p> },
                    Backup::Saved => html! { <p>{ words.saved }</p> },
                    // The notice asks.
                    Backup::Handed => Html::default(),
                    Backup::TakingIn => html! { <p>{ words.taking_in }</p> },
                    Backup::TakenIn(taken) => taken_in(app, taken),
                    Backup::Failed(trouble) => html! { <p class="caution">{ failed(app, trouble) }</p> },
                } }
            </div>
            if state.only.is_none() {
                <p><a data-to="class" href={Route::Class.hash()}>{ app.words.class().link }</a></p>
            }
            { folder_section(app) }
        </section>
    }
}

/// Asks whether there is a file, where only the learner can tell.
pub fn handed(app: &App) -> Html {
    let words = app.words.data();
    html! {
        <div role="status">
            if app.state.backup == Backup::Handed {
                <p>{ words.handed }</p>
                <button class="plain" id="has-file" onclick={app.click(|| Action::HasFile)}>{ words.has_file }</button>
            }
        </div>
    }
}

/// The folder that is kept up to date, where the browser can have one.
fn folder_section(app: &App) -> Html {
    let (state, words) = (&app.state, app.words.data());
    if !folder::is_possible() || state.only.is_some() || state.storage != Storage::Lasting {
        return Html::default();
    }
    let choose = {
        let dispatch = app.dispatch.clone();
        move |_: MouseEvent| upkeep::choose(dispatch.clone())
    };
    let ask = {
        let dispatch = app.dispatch.clone();
        move |_: MouseEvent| chores::perform(&dispatch, Effect::KeepFolder { asks: true })
    };
    let leave = {
        let dispatch = app.dispatch.clone();
        move |_: MouseEvent| upkeep::leave(dispatch.clone())
    };
    html! {
        <div class="folder" data-folder={match &state.folder { Folder::None => "none", Folder::Kept { .. } => "kept", Folder::Asks { .. } => "asks", Folder::Failed { .. } => "failed" }}>
            <h3>{ words.folder }</h3>
            <p>{ words.folder_help }</p>
            <p role="status">
                { match &state.folder {
                    Folder::None => String::new(),
                    Folder::Kept { name, .. } => (words.folder_kept)(name),
                    Folder::Asks { name } => (words.folder_asks)(name),
                    Folder::Failed { name, reason } => (words.folder_failed)(name, reason),
                } }
            </p>
            <div class="row">
                if matches!(state.folder, Folder::Asks { .. } | Folder::Failed { .. }) {
                    <button class="cta" id="allow-folder" onclick={ask}>{ words.ask_again }</button>
                }
                <button class="plain" id="choose-folder" onclick={choose}>{ words.choose_folder }</button>
                if state.folder != Folder::None {
                    <button class="plain" id="leave-folder" onclick={leave}>{ words.leave_folder }</button>
                }
            </div>
        </div>
    }
}

fn taken_in(app: &App, taken: &Taken) -> Html {
    let words = app.words.data();
    let is_whole = taken.faults.is_empty() && taken.damaged == 0;
    html! {
        <>
            if let Some(summary) = &taken.anki {
                <p data-decks={summary.decks.to_string()} data-cards={summary.cards.to_string()}
                    data-reviews={summary.reviews.to_string()}>
                    { (words.from_anki)(summary) }
                </p>
                <ul class="soft">
                    { for (words.left_out)(summary).into_iter().map(|line| html! { <li>{ line }</li> }) }
                </ul>
            }
            <p data-new={taken.new.to_string()} data-known={taken.known.to_string()}>
                { (words.taken)(taken.new, taken.known) }
                if is_whole && taken.anki.is_none() {
                    { " " }{ words.whole }
                }
            </p>
            if !is_whole {
                <div class="caution">
                    if taken.damaged > 0 {
                        <p>{ (words.damaged)(taken.damaged) }</p>
                    }
                    { for taken.faults.iter().map(|fault| html! { <p>{ (words.fault)(fault) }</p> }) }
                    <p>{ if taken.lost > 0 { (words.lost)(taken.lost) } else { words.another_copy.to_owned() } }</p>
                </div>
            }
            if taken.set_aside > taken.damaged {
                <p class="soft">{ (words.set_aside)(taken.set_aside - taken.damaged) }</p>
            }
        </>
    }
}

fn failed(app: &App, trouble: &BackupTrouble) -> String {
    let words = app.words.data();
    match trouble {
        BackupTrouble::Refused(error) => (words.refused)(error),
        BackupTrouble::NotStored(error) => (words.not_stored)(error),
        BackupTrouble::WorkerDied => words.worker_died.to_owned(),
        BackupTrouble::NotHanded(reason) => (words.not_handed)(reason),
    }
}
