//! `frontdesk audit`: whether the audit log is whole.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use frontdesk_core::FirmId;
use frontdesk_storage::audit::{Break, Verdict, verify};
use frontdesk_storage::{Actor, Database, firms};
use serde_json::{Value, json};

use crate::settings::DatabaseSettings;
use crate::{open, output};

/// Verify the audit log
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Verify(Verify),
}

/// Check that no entry of the audit log was changed, removed or inserted
///
/// Each entry holds the hash of the one before it. With write access to the database the whole log can be rewritten:
/// store the printed hashes elsewhere. The exit code is 1 if the log is broken.
#[derive(Debug, Args)]
struct Verify {
    /// Check only the log of this firm
    #[arg(long, value_name = "ID")]
    firm: Option<FirmId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Does it.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let Action::Verify(wanted) = &arguments.action;
    let database = Database::open(open::without_keys(settings))?;
    let all = firms::list(&database)?.into_iter().map(|firm| firm.id);
    let chosen: Vec<FirmId> = all.filter(|firm| wanted.firm.is_none_or(|only| only == *firm)).collect();
    if let (Some(firm), true) = (wanted.firm, chosen.is_empty()) {
        bail!("there is no firm {firm}: see `frontdesk firms list`");
    }
    let mut verdicts = Vec::new();
    for firm in chosen {
        if let Some(access) = database.access_blocking(firm)? {
            verdicts.push((firm, verify(&database, access.by(Actor::COMMAND_LINE))?));
        }
    }
    let is_whole = verdicts.iter().all(|(_, verdict)| verdict.broken.is_none());
    let text = if wanted.json {
        let objects = verdicts.iter().map(|(firm, verdict)| object(*firm, verdict)).collect();
        format!("{:#}", Value::Array(objects))
    } else {
        verdicts.iter().map(|(firm, verdict)| line(*firm, verdict)).collect::<Vec<_>>().join("\n")
    };
    output::print(&text)?;
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn line(firm: FirmId, verdict: &Verdict) -> String {
    match &verdict.broken {
        Some(broken) => format!("firm {firm}: BROKEN: {}", told(broken)),
        None if verdict.heads.is_empty() => format!("firm {firm}: nothing is in the log yet"),
        None => {
            format!(
                "firm {firm}: {} entries verified; last hashes: {}",
                verdict.entries,
                verdict.heads.join(" ")
            )
        }
    }
}

fn told(broken: &Break) -> String {
    match broken {
        Break::Changed { id } => format!("entry {id} or the one before it was changed"),
        Break::Misplaced { id } => {
            format!("entries before {id} are missing, or {id} is out of order")
        }
        Break::CutOff { chain } => format!("the end of chain {chain} is missing"),
    }
}

fn object(firm: FirmId, verdict: &Verdict) -> Value {
    json!({
        "firm_id": firm,
        "entries": verdict.entries,
        "heads": verdict.heads,
        "whole": verdict.broken.is_none(),
        "broken": verdict.broken.as_ref().map(told),
    })
}
