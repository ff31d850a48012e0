//! `frontdesk history`: what happened to a record.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::SecondsFormat;
use clap::Args;
use frontdesk_core::{FieldValue, FirmId, visible};
use frontdesk_storage::journal::{self, Entry, HistoryFilter, Kind};
use frontdesk_storage::{Access, Actor, Database, Order, Page, Slice};
use serde_json::{Value, json};

use crate::exit::UsageError;
use crate::settings::DatabaseSettings;
use crate::{open, output};

/// Show the changes of a record, newest first
///
/// Each change has its time, author and reason, and the values of the changed fields before and after. A social
/// security number is shown as `***`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The kind of record
    #[arg(value_parser = kind, value_name = "KIND")]
    kind: Kind,
    /// The id of the record, as in the API: a number, the oid of an opportunity, the UUID of a user, the month of topics
    #[arg(value_name = "ID")]
    id: String,
    /// The firm
    #[arg(long, value_name = "ID", default_value_t = FirmId::FIRST)]
    firm: FirmId,
    /// Show at most this many changes
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn kind(text: &str) -> Result<Kind, String> {
    let words = Kind::ALL.map(Kind::as_str).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(format!("must be one of {words}"))
}

/// Does it.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let database = Database::open(open::without_keys(settings))?;
    let firm = arguments.firm;
    let Some(access) = database.access_blocking(firm)? else {
        bail!(UsageError(format!("there is no firm {firm}: see `frontdesk firms list`")));
    };
    let entries = load(&database, access.by(Actor::COMMAND_LINE), arguments)?;
    let text = if arguments.json {
        format!("{:#}", Value::Array(entries.iter().map(object).collect()))
    } else if entries.is_empty() {
        "no change is recorded".to_owned()
    } else {
        entries.iter().map(block).collect::<Vec<_>>().join("\n\n")
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn load(database: &Database, access: Access, arguments: &Arguments) -> Result<Vec<Entry>> {
    let (kind, id) = (arguments.kind, arguments.id.clone());
    let found = database.read_blocking(access, move |scoped| journal::find_record(scoped, kind, &id))?;
    let Some(record) = found else {
        bail!("there is no {} {}", kind.as_str(), arguments.id);
    };
    journal::settle_blocking(database, access)?;
    let filter = HistoryFilter { kind, record, updated_since: None };
    let page = Page { after: None, limit: i64::from(arguments.limit) };
    let slice = Slice { order: Order { descending: true, ..Order::BY_ID }, ..Slice::from(page) };
    Ok(database.read_blocking(access, move |scoped| journal::history(scoped, &filter, slice.clone()))?)
}

fn author(entry: &Entry) -> String {
    match &entry.key {
        Some((id, name)) => format!("{} {id} ({name})", entry.actor),
        None => entry.actor.clone(),
    }
}

fn reason(entry: &Entry) -> String {
    match &entry.cause_id {
        Some(id) => format!("{} {id}", entry.cause.as_str()),
        None => entry.cause.as_str().to_owned(),
    }
}

fn block(entry: &Entry) -> String {
    let at = entry.at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    if entry.action == journal::Action::Unrecorded {
        return format!("before {at}: not recorded");
    }
    let first =
        format!("{}  {at}  {}  by {}, {}", entry.seq, entry.action.as_str(), author(entry), reason(entry));
    let changes = entry.changes.iter().flatten();
    let lines = changes.map(|change| {
        format!("    {}: {} -> {}", change.field, shown(change.old.as_ref()), shown(change.new.as_ref()))
    });
    let lines: Vec<String> = std::iter::once(first).chain(lines).collect();
    lines.iter().map(|line| visible(line).into_owned()).collect::<Vec<_>>().join("\n")
}

fn shown(value: Option<&FieldValue>) -> String {
    match value {
        None => "(empty)".to_owned(),
        Some(FieldValue::Text(text)) => text.clone(),
        Some(FieldValue::Texts(texts)) => texts.join(", "),
        Some(FieldValue::Number(number)) => number.to_string(),
        Some(FieldValue::Flag(flag)) => (if *flag { "yes" } else { "no" }).to_owned(),
    }
}

fn object(entry: &Entry) -> Value {
    let changes = entry.changes.as_ref().map(|changes| {
        let change =
            |it: &frontdesk_core::FieldChange| json!({"field": it.field, "old": it.old, "new": it.new});
        changes.iter().map(change).collect::<Vec<_>>()
    });
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "actor": {
            "type": entry.actor,
            "id": entry.key.as_ref().map(|(id, _)| id.get()),
            "name": entry.key.as_ref().map(|(_, name)| name),
        },
        "cause": {"type": entry.cause.as_str(), "id": entry.cause_id},
        "kind": entry.kind.as_str(),
        "version": entry.version,
        "action": entry.action.as_str(),
        "changes": changes,
    })
}
