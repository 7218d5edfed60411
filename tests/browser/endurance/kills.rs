//! The browser ended by SIGKILL at any moment: of one tab that is studied in or takes a backup in, and of two that are studied in at once.

use super::{PLAY, TRIES, acknowledged, event, records, runtime, some_while};
use crate::app::{go_to, open_sample, wait_for_dictionary};
use crate::harness::{Page, Place, Profile, Scratch, Setting};
use konspekt::backup;
use konspekt::deck::Body;
use konspekt::store::record;
use serde_json::json;
use std::fs;
use std::time::Instant;

/// Of the tries, so many while a backup is taken in, each of so many records.
const IMPORTS: usize = 15;
const RECORDS: u64 = 3000;

/// The page of a profile with the sample in its library, and the address at which it is studied.
async fn study(profile: &Profile) -> (Page, String) {
    let page = profile.open().await;
    open_sample(&page).await;
    wait_for_dictionary(&page).await;
    go_to(&page, "study").await;
    page.wait_for("[data-view=study][data-phase=asking]").await;
    let address = page.client.current_url().await.expect("an address").to_string();
    (page, address)
}

#[test]
#[ignore = "measures: cargo xtask figures"]
fn killed_at_random() {
    let profile = Profile::new(Setting { window: (1280, 860), ..Place::SubPath.into() });
    let folder = Scratch::new();
    let mut survived = 0;
    let mut acknowledged_in_all = 0;
    runtime().block_on(async {
        let (mut page, study) = study(&profile).await;
        for nth in 0..TRIES {
            let before = records(&page).await;
            let (told, all_or_none) = if nth % 10 < 10 * IMPORTS / TRIES {
                let device = format!("{:016x}", 0xfeed_0000 + nth);
                let made = (1..=RECORDS).map(|number| {
                    let body = Body::SettingChanged { key: "made".into(), value: number.to_string() };
                    record::encode(&event(&device, number, 1_700_000_000_000, body)).expect("a record")
                });
                let file = folder.path().join(format!("{nth}.konspekt"));
                let bytes = backup::write(&made.collect::<Vec<_>>(), None).expect("a backup");
                fs::write(&file, bytes).expect("the file can be written");
                page.script("location.hash = '#/settings'", Vec::new()).await;
                let input = page.wait_for("#backup-file").await;
                input.send_keys(&file.to_string_lossy()).await.expect("the file can be chosen");
                tokio::time::sleep(some_while(nth)).await;
                let told = "return document.querySelector('[data-backup=idle] [data-new]')?.dataset.new ?? '0'";
                let told = page.script(told, Vec::new()).await;
                (told.as_str().and_then(|told| told.parse().ok()).unwrap_or(0), true)
            } else {
                page.wait_for("[data-view=study][data-phase=asking]").await;
                page.script(PLAY, Vec::new()).await;
                let (started, span, mut done) = (Instant::now(), some_while(nth), 0);
                while started.elapsed() < span {
                    done = acknowledged(&page).await.unwrap_or(done);
                }
                (done, false)
            };
            profile.kill();
            let _ = page.client.clone().close().await;
            page = profile.open().await;
            page.wait_for("[data-storage=lasting][data-lessons='1']").await;
            assert_eq!(page.script("return document.querySelectorAll('.notice').length", Vec::new()).await, json!(0));
            let after = records(&page).await;
            assert!(after >= before + told, "kill {nth}: {before} and {told} acknowledged, {after} found");
            assert!(!all_or_none || after == before || after == before + RECORDS, "kill {nth}: {before}, then {after}");
            acknowledged_in_all += told;
            survived += 1;
            page.client.goto(&study).await.expect("the page opens");
            page.reload().await;
            page.wait_for("[data-view=study][data-phase=asking]").await;
        }
        let _ = page.client.clone().close().await;
    });
    println!("count: killed at random, nothing acknowledged lost, started again = {survived} of {TRIES}");
    println!("count: records acknowledged before these kills = {acknowledged_in_all}");
}

#[test]
#[ignore = "measures: cargo xtask figures"]
fn two_tabs_killed_at_random() {
    let profile = Profile::new(Setting { window: (1280, 860), ..Place::SubPath.into() });
    let (mut survived, mut acknowledged_in_all) = (0, 0);
    runtime().block_on(async {
        let (mut page, study) = study(&profile).await;
        for nth in 0..TRIES {
            let before = records(&page).await;
            let other = page.client.new_window(false).await.expect("a second window opens");
            let tabs = [page.client.window().await.expect("a window"), other.handle];
            page.client.switch_to_window(tabs[1].clone()).await.expect("it can be looked at");
            page.client.goto(&study).await.expect("the page opens");
            let mut done = [0, 0];
            for tab in &tabs {
                page.client.switch_to_window(tab.clone()).await.expect("it can be looked at");
                page.wait_for("[data-view=study][data-phase=asking]").await;
                page.script(PLAY, Vec::new()).await;
            }
            let (started, span) = (Instant::now(), some_while(nth));
            while started.elapsed() < span {
                for (tab, done) in tabs.iter().zip(&mut done) {
                    page.client.switch_to_window(tab.clone()).await.expect("it can be looked at");
                    *done = acknowledged(&page).await.unwrap_or(*done);
                }
            }
            profile.kill();
            let _ = page.client.clone().close().await;
            page = profile.open().await;
            page.wait_for("[data-storage=lasting][data-lessons='1']").await;
            assert_eq!(page.script("return document.querySelectorAll('.notice').length", Vec::new()).await, json!(0));
            let after = records(&page).await;
            let told: u64 = done.iter().sum();
            assert!(after >= before + told, "kill {nth}: {before} and {done:?} acknowledged, {after} found");
            acknowledged_in_all += told;
            survived += 1;
            page.client.goto(&study).await.expect("the page opens");
            page.reload().await;
            page.wait_for("[data-view=study][data-phase=asking]").await;
        }
        let _ = page.client.clone().close().await;
    });
    println!("count: two tabs killed at random, nothing acknowledged lost, started again = {survived} of {TRIES}");
    println!("count: records acknowledged by both before these kills = {acknowledged_in_all}");
}
