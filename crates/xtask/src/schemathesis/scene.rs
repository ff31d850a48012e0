//! A server with data, and planted secrets.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use frontdesk_testkit::{Secrets, Server};

use super::Door;
use crate::bench::process;
use crate::workspace::Workspace;

const SSN: [(&str, &str); 2] =
    [("a social security number", "612-47-9385"), ("a social security number", "612479385")];
const SECRET_KEY: &str = "cGxhbnRlZC1zZWNyZXQta2V5LW9mLTMyLWJ5dGVzISE=";
const CRM_SECRET: &str = "planted-client-secret-51c9";
const WEBHOOK_SECRET: &str = "planted-webhook-secret-7d14";
const NOTICE_SECRET: &str = "planted-notice-secret-2b7f";
const MAIL_PASSWORD: &str = "planted-mail-password-90ab";

/// A running server, and its planted secrets.
pub(super) struct Scene {
    folder: PathBuf,
    server: Server,
    /// The CRM of the users.
    _crm: Server,
    key: Option<String>,
    planted: Vec<(&'static str, String)>,
}

impl Scene {
    /// Fills a database with the demo data, plants secrets, and starts a server on it.
    pub(super) fn set(workspace: &Workspace, door: Door) -> Result<Self> {
        let folder = empty_folder(&workspace.target_directory.join("schemathesis").join(door.name()))?;
        let binary = workspace.target_directory.join("debug/frontdesk");
        let crm = Server::spawn(
            &binary,
            &["mock-crm", "--listen", "127.0.0.1:0", "--client-secret", CRM_SECRET],
            &[],
        );
        let run = |arguments: &[&str]| said_by(&binary, &folder, arguments);
        run(&["demo"])?;
        let key = match door {
            Door::Keys => Some(run(&["keys", "create", "--role", "admin"])?.trim().to_owned()),
            Door::Open => None,
        };
        let mut variables = vec![
            ("FRONTDESK_SECRET_KEY", SECRET_KEY),
            ("FRONTDESK_CRM_URL", crm.url()),
            ("FRONTDESK_CRM_CLIENT_SECRET", CRM_SECRET),
            // No server listens there.
            ("FRONTDESK_NOTIFY_WEBHOOK_URL", "http://127.0.0.1:9/"),
            ("FRONTDESK_NOTIFY_WEBHOOK_SECRET", NOTICE_SECRET),
            ("FRONTDESK_NOTIFY_FROM", "desk@example.com"),
            ("FRONTDESK_NOTIFY_TO", "ops@example.com"),
        ];
        let mail = format!("smtp://desk:{MAIL_PASSWORD}@127.0.0.1:9");
        variables.push(("FRONTDESK_NOTIFY_SMTP_URL", &mail));
        // Signed events need a valid signature; without a secret they are accepted without one.
        if door == Door::Keys {
            variables.push(("FRONTDESK_CRM_WEBHOOK_SECRET", WEBHOOK_SECRET));
        }
        let data = folder.join("data");
        let serve =
            ["serve", "--listen", "127.0.0.1:0", "--log", "trace", "--log-format", "json", "--data-dir"];
        let arguments: Vec<&OsStr> = serve.iter().map(OsStr::new).chain([data.as_os_str()]).collect();
        let server = Server::spawn(&binary, &arguments, &variables);
        let mut scene = Self { folder, server, _crm: crm, key, planted: Vec::new() };
        scene.plant()?;
        Ok(scene)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn url(&self) -> &str {
        self.server.url()
    }

    /// The key of an admin.
    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The id of that key; empty without one.
    pub(super) fn key_id(&self) -> &str {
        self.key().and_then(|key| key.split('_').nth(1)).unwrap_or_default()
    }

    fn plant(&mut self) -> Result<()> {
        self.planted.extend(SSN.map(|(name, text)| (name, text.to_owned())));
        for (name, text) in [
            ("the secret key", SECRET_KEY),
            ("the secret of the CRM's client", CRM_SECRET),
            ("the secret of the webhook", WEBHOOK_SECRET),
            ("the secret of notices", NOTICE_SECRET),
            ("the password of the mail server", MAIL_PASSWORD),
        ] {
            self.planted.push((name, text.to_owned()));
        }
        let client = format!(
            r#"{{"firm_id":1,"integration_type":"CSV_IMPORT","field_names":{{"first_name":"Ada","last_name":"Lovelace",
            "phone_numbers":["+12025550143"],"integration_id":"planted","ssn":"{}"}}}}"#,
            SSN[0].1
        );
        let answer = self.ask("PATCH", "/clients", &client)?;
        ensure!(answer.contains("***-**-9385"), "the number was not accepted: {answer}");
        let Some(key) = self.key.clone() else { return Ok(()) };
        let answer = self.ask("POST", "/api/v1/session", &format!(r#"{{"key":"{key}"}}"#))?;
        let (_, rest) = answer.split_once("frontdesk_session=").context("no session")?;
        let token = rest.split(';').next().unwrap_or_default();
        ensure!(token.len() > 40, "no session");
        self.planted.push(("a session", token.to_owned()));
        let secret = key.splitn(3, '_').last().unwrap_or_default().to_owned();
        self.planted.push(("an API key", secret));
        Ok(())
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Result<String> {
        let address = self.url().trim_start_matches("http://");
        let key =
            self.key.as_deref().map(|key| format!("authorization: Bearer {key}\r\n")).unwrap_or_default();
        let length = body.len();
        let mut stream = TcpStream::connect(address).context("cannot connect")?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{key}content-type: application/json\r\n\
             content-length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).context("no answer")?;
        Ok(answer)
    }

    /// Searches all output of the server for planted secrets: the database files with the log, the server's log at
    /// TRACE, and metrics.
    pub(super) fn assert_nothing_leaked(&mut self) -> Result<()> {
        let secrets = Secrets::new(self.planted.iter().map(|(name, text)| (name, text)));
        let metrics = self.ask("GET", "/metrics", "")?;
        ensure!(metrics.starts_with("HTTP/1.1 200"), "no metrics: {metrics}");
        let mut places = vec![("the metrics".to_owned(), metrics.into_bytes())];
        places.extend(files(&self.folder.join("data"))?);
        ensure!(self.server.terminate().success(), "the server did not end successfully");
        places.extend(files(&self.folder.join("data"))?);
        places.push(("the log".to_owned(), self.server.log().into_bytes()));
        let mut bytes = 0;
        for (place, text) in &places {
            bytes += text.len();
            if let Some(name) = secrets.found_in(text) {
                bail!("{place} holds {name}");
            }
        }
        println!("{} secrets are in none of {} places of {bytes} bytes", self.planted.len(), places.len());
        Ok(())
    }
}

fn empty_folder(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder.to_owned())
}

/// The output of a command on the scene's database.
fn said_by(binary: &Path, folder: &Path, arguments: &[&str]) -> Result<String> {
    let mut command: Command = process::frontdesk(binary, folder);
    command.args(arguments).args(["--data-dir", "data"]).env("FRONTDESK_SECRET_KEY", SECRET_KEY);
    let output = command.output().with_context(|| format!("cannot run {}", binary.display()))?;
    ensure!(
        output.status.success(),
        "frontdesk {}: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// All files below a folder, with their names.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            // Files that were deleted meanwhile are skipped.
            found.extend(fs::read(&path).ok().map(|bytes| (path.display().to_string(), bytes)));
        }
    }
    Ok(found)
}
