//! `frontdesk firms`: the tenants and what they have chosen.

use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use frontdesk_core::{FirmId, FirmSettings, LONG_TEXT, PhoneCheck, Region, single_line};
use frontdesk_storage::firms::{self, Firm, FirmOutcome};
use frontdesk_storage::{Actor, Database};
use serde_json::{Value, json};

use crate::exit::UsageError;
use crate::settings::{DatabaseSettings, values};
use crate::table::aligned;
use crate::{clock, open, output};

/// List, create and change firms, the tenants of the service
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(List),
    Create(Create),
    Set(Set),
}

/// List all firms
#[derive(Debug, Args)]
struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Create a firm
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  frontdesk firms create 'Lovelace & Partners' --is-corporate true --default-region GB")]
struct Create {
    /// The name; it must be unique
    #[arg(value_parser = name)]
    name: String,
    #[command(flatten)]
    choices: Choices,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Change the name or the settings of a firm
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  frontdesk firms set 1 --name 'Lovelace & Partners' --phone-check valid")]
struct Set {
    /// The firm's number
    id: FirmId,
    /// The new name
    #[arg(long, value_parser = name)]
    name: Option<String>,
    #[command(flatten)]
    choices: Choices,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Settings of a firm. A new firm has the defaults; a change keeps settings that are not given.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings of the firm")]
struct Choices {
    /// Clients are matched by e-mail address rather than by phone, and need no phone number [default: false]
    #[arg(long, value_name = "true|false", value_parser = values::boolean)]
    is_corporate: Option<bool>,
    /// An import overwrites names, e-mail address and primary phone of matched clients [default: true]
    #[arg(long, value_name = "true|false", value_parser = values::boolean)]
    sync_client_contact_info: Option<bool>,
    /// An import fills empty fields of matched clients [default: true]
    #[arg(long, value_name = "true|false", value_parser = values::boolean)]
    update_client_missing_data: Option<bool>,
    /// The country whose rules read a phone number without a leading + [default: US]
    #[arg(long, value_name = "COUNTRY")]
    default_region: Option<Region>,
    /// How strictly phone numbers are checked: possible (by length) or valid (by assigned ranges)
    /// [default: possible]
    #[arg(long, value_name = "possible|valid")]
    phone_check: Option<PhoneCheck>,
}

fn name(text: &str) -> Result<String, String> {
    let name = single_line(text).ok_or("must not be empty")?;
    let is_text = name.chars().count() <= LONG_TEXT && !name.contains(char::is_control);
    is_text.then_some(name).ok_or_else(|| format!("must be at most {LONG_TEXT} characters, and text"))
}

impl Choices {
    fn is_empty(&self) -> bool {
        self.is_corporate.is_none()
            && self.sync_client_contact_info.is_none()
            && self.update_client_missing_data.is_none()
            && self.default_region.is_none()
            && self.phone_check.is_none()
    }

    fn apply(&self, settings: &mut FirmSettings) {
        put(&mut settings.is_corporate, self.is_corporate);
        put(&mut settings.sync_client_contact_info, self.sync_client_contact_info);
        put(&mut settings.update_client_missing_data, self.update_client_missing_data);
        put(&mut settings.default_region, self.default_region);
        put(&mut settings.phone_check, self.phone_check);
    }
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Lists, creates or changes.
pub(crate) fn run(settings: &DatabaseSettings, arguments: Arguments) -> Result<ExitCode> {
    if let Action::Set(set) = &arguments.action
        && set.name.is_none()
        && set.choices.is_empty()
    {
        bail!(UsageError("nothing to change: see `frontdesk firms set --help`".to_owned()));
    }
    let database = Database::open(open::without_keys(settings))?;
    let text = match arguments.action {
        Action::List(list) => {
            let firms = firms::list(&database)?;
            if list.json { as_json(firms.iter().map(object).collect()) } else { as_table(&firms) }
        }
        Action::Create(create) => one(&create_firm(&database, &create)?, create.json),
        Action::Set(set) => {
            let json = set.json;
            one(&set_firm(&database, set)?, json)
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn create_firm(database: &Database, create: &Create) -> Result<Firm> {
    let mut settings = FirmSettings::default();
    create.choices.apply(&mut settings);
    let outcome = firms::create(database, &create.name, &settings, Actor::COMMAND_LINE, clock::now())?;
    saved(outcome, &create.name, None)
}

fn set_firm(database: &Database, set: Set) -> Result<Firm> {
    let (id, wanted) = (set.id, set.name.clone().unwrap_or_default());
    let change = move |firm: &mut Firm| {
        put(&mut firm.name, set.name.clone());
        set.choices.apply(&mut firm.settings);
    };
    saved(firms::set(database, id, change, Actor::COMMAND_LINE, clock::now())?, &wanted, Some(id))
}

fn saved(outcome: FirmOutcome, name: &str, id: Option<FirmId>) -> Result<Firm> {
    match (outcome, id) {
        (FirmOutcome::Saved(firm), _) => Ok(firm),
        (FirmOutcome::NameTaken, _) => bail!("another firm has the name {name:?}"),
        (FirmOutcome::NotFound, Some(id)) => bail!("there is no firm {id}: see `frontdesk firms list`"),
        (FirmOutcome::NotFound, None) => Err(anyhow!("the firm was not stored")),
    }
}

fn one(firm: &Firm, json: bool) -> String {
    if json { as_json(object(firm)) } else { as_table(std::slice::from_ref(firm)) }
}

fn as_json(value: Value) -> String {
    format!("{value:#}")
}

fn object(firm: &Firm) -> Value {
    let settings = &firm.settings;
    json!({
        "id": firm.id,
        "name": firm.name,
        "is_corporate": settings.is_corporate,
        "sync_client_contact_info": settings.sync_client_contact_info,
        "update_client_missing_data": settings.update_client_missing_data,
        "default_region": settings.default_region.to_string(),
        "phone_check": settings.phone_check,
    })
}

fn as_table(firms: &[Firm]) -> String {
    let rows: Vec<_> = firms
        .iter()
        .map(|firm| {
            let settings = &firm.settings;
            [
                firm.id.to_string(),
                firm.name.clone(),
                settings.is_corporate.to_string(),
                settings.sync_client_contact_info.to_string(),
                settings.update_client_missing_data.to_string(),
                settings.default_region.to_string(),
                settings.phone_check.to_string(),
            ]
        })
        .collect();
    let headers = ["ID", "NAME", "CORPORATE", "SYNC CONTACT", "FILL MISSING", "REGION", "PHONE CHECK"];
    aligned(headers, &rows)
}
