//! What Lighthouse says of the built app, with its own throttling of network and processor.

use crate::failure::{Failure, Result, While};
use crate::setup::{self, Tools};
use crate::static_server::Site;
use crate::{paths, shell};
use std::fs;

/// What is judged, by the names of Lighthouse.
pub const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// One run over the first page: a figure from 0 to 1 a category, in their order.
pub fn scores(tools: &Tools) -> Result<[f64; 3]> {
    let program = setup::lighthouse()?;
    let node = shell::which("node").ok_or_else(|| Failure::new("There is no node here, which runs Lighthouse."))?;
    // As a good host does; unpacked, the weight would be that of no host.
    let site = Site { is_packing: true, ..Site::new(paths::dist(), "/") };
    let address = site.serve(0).during("serving the app on 127.0.0.1")?;
    let report = paths::target().join("xtask/lighthouse.csv");
    if let Some(folder) = report.parent() {
        fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    }
    let mut command = shell::command(node);
    command.arg(program).arg(format!("http://{address}/")).args(["--quiet", "--output", "csv", "--output-path"]);
    command.arg(&report).arg(format!("--only-categories={}", CATEGORIES.join(",")));
    command.arg("--chrome-flags=--headless=new --no-sandbox").env("CHROME_PATH", &tools.browser()?.chromium);
    shell::run(&mut command)?;
    let doing = format!("reading {}", report.display());
    let text = fs::read_to_string(&report).during(&doing)?;
    let score = |name: &str| {
        found(&text, name)
            .ok_or_else(|| Failure::new(format!("Lighthouse says nothing of {name}; see {}.", report.display())))
    };
    Ok([score(CATEGORIES[0])?, score(CATEGORIES[1])?, score(CATEGORIES[2])?])
}

/// The line of a category: `"performance","0.98"`.
fn found(report: &str, category: &str) -> Option<f64> {
    let lines = report.lines().map(|line| line.replace('"', ""));
    lines.filter_map(|line| line.strip_prefix(category)?.strip_prefix(',')?.trim().parse().ok()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_stands_behind_its_category() {
        let report = "category,score\r\n\"performance\",\"0.98\"\r\n\"best-practices\",\"1\"\r\n";
        assert_eq!((found(report, "performance"), found(report, "best-practices")), (Some(0.98), Some(1.0)));
        assert_eq!(found(report, "accessibility"), None);
    }
}
