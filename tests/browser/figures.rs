//! Times, measured for `cargo xtask figures`: a test prints lines of the form `figure: NAME = NUMBER ms`. `cargo xtask
//! test` passes them over, as a time is never a reason to fail.

use crate::harness::{Place, in_browser};

#[test]
#[ignore = "measures: cargo xtask figures"]
fn opening() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("h1").await;
        let script =
            "return performance.getEntriesByType('paint').find((e) => e.name === 'first-contentful-paint')?.startTime";
        let time = page.wait_until("the first paint", script, Vec::new()).await;
        println!("figure: from opening to the first words = {} ms", time.as_f64().unwrap_or(f64::NAN));
    });
}

#[test]
#[ignore = "measures: cargo xtask figures"]
fn pasting() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:not([disabled])").await;
        page.fill("#text", include_str!("../../examples/home-front-1944.txt")).await;
        page.click("#read").await;
        let script = "return performance.getEntriesByName('facts-on-screen')[0]?.duration";
        let time = page.wait_until("the facts", script, Vec::new()).await;
        println!("figure: from paste of the sample to its facts on screen = {} ms", time.as_f64().unwrap_or(f64::NAN));
    });
}
