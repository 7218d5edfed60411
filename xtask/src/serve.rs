//! The app on this machine, from one command.

use crate::failure::{Failure, Result, While};
use crate::setup::{self, For};
use crate::static_server::Site;
use crate::{build, paths};
use std::io::{self, Write};
use std::net::SocketAddr;

/// The port that is tried first when none is asked for; where it is taken, the ones after it.
pub const DEFAULT_PORT: u16 = 0;
const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8099;

/// The command; port 0 means that any port will do.
pub fn run(port: u16) -> Result {
    build::with(&setup::ensure(For::Build)?)?;
    let site = Site::new(paths::dist(), "/");
    let address = if port == DEFAULT_PORT { on_a_free_port(&site)? } else { on_this_port(site, port)? };
    println!("\nKonspekt is at  http://{address}/\n(Ctrl+C ends it.)");
    io::stdout().flush().during("printing the address")?;
    loop {
        std::thread::park();
    }
}

fn on_this_port(site: Site, port: u16) -> Result<SocketAddr> {
    site.serve(port).map_err(|error| {
        Failure::new(format!(
            "Port {port} of 127.0.0.1 cannot be served on ({error}). Name another with --port, or none."
        ))
    })
}

fn on_a_free_port(site: &Site) -> Result<SocketAddr> {
    (FIRST_PORT..=LAST_PORT)
        .find_map(|port| site.clone().serve(port).ok())
        .map_or_else(|| site.clone().serve(0).during("serving on 127.0.0.1"), Ok)
}
