//! `PATCH /clients` of new clients, compared with the same rows through a plain connection pool.

use std::process::{Child, Command, Stdio};
use std::{fs, io, thread, time};

use anyhow::{Context, Result};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load;
use super::people::{self, BY_PATCH};
use super::setup::Setup;
use super::{process, programs};

const CALLERS: usize = 64;

/// Writes to an empty database with each.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("write")?;
    let seconds = setup.seconds(15);
    let request = |number| people::patch(BY_PATCH + number);

    let plain = Plain::start(setup)?;
    let pooled = load::run(&plain.url, CALLERS, seconds, request)?;
    drop(plain);
    process::flush_disks();

    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    let server = Server::spawn(&programs::frontdesk(setup)?, &arguments, &[]);
    let written = load::run(server.url(), CALLERS, seconds, request)?;

    let budget = |figure| if setup.quick { Budget::None } else { figure };
    Ok(vec![
        Finding::ratio(
            format!(
                "`PATCH /clients` of new clients, `synchronous=FULL`, {CALLERS} callers; beside it a plain pool"
            ),
            written.rate(),
            pooled.rate(),
            "requests/s",
            budget(Budget::AtLeast(3.0)),
        ),
        Finding::alone("p99 of the same", written.quantile_ms(0.99), "ms", budget(Budget::AtMost(20.0))),
        Finding::alone("p99 of the plain pool", pooled.quantile_ms(0.99), "ms", Budget::None),
    ])
}

/// The process of the plain pool. It has no `/health/ready`: it listens once its database is open.
struct Plain {
    url: String,
    child: Child,
}

impl Plain {
    fn start(setup: &Setup) -> Result<Self> {
        let folder = setup.folder("plain")?;
        let program = programs::plain_pool(setup)?;
        let log = folder.join("log");
        let output = fs::File::create(&log).context("a log")?;
        let child = Command::new(program)
            .arg(folder.join("frontdesk.db"))
            .stdout(output.try_clone().context("a log")?)
            .stderr(output)
            .stdin(Stdio::null())
            .spawn()
            .context("cannot start the plain pool")?;
        let mut plain = Self { url: String::new(), child };
        for _ in 0..500 {
            let said = fs::read_to_string(&log)?;
            if let Some((_, url)) = said.trim_end().split_once("listening on ") {
                url.clone_into(&mut plain.url);
                return Ok(plain);
            }
            thread::sleep(time::Duration::from_millis(10));
        }
        Err(io::Error::from(io::ErrorKind::TimedOut)).context("the plain pool does not listen")
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
