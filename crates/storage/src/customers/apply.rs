//! Load, decide, write: the only path by which rows become customers, single or in chunks.

use chrono::{DateTime, Utc};
use frontdesk_core::{CustomerId, FirmSettings};
use frontdesk_import::account::{Holder, PreparedAccount, decide_account};
use frontdesk_import::client::{Decision, PreparedClient, Refusal, Warning, decide};
use frontdesk_import::known::KnownCustomers;
use frontdesk_import::repeats::fold_case;
use frontdesk_import::tally::Outcome;

use super::consequences::Consequences;
use super::known::load_known;
use super::look_up::Keys;
use super::numbers::{Held, Numbers, keep_number};
use super::write::CustomerWriter;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::search::PendingTerms;

/// A row that is ready to be matched.
#[derive(Debug)]
pub enum Change {
    /// A client, and whether to create it when it has no match.
    Client {
        row: Box<PreparedClient>,
        /// Whether a client without a match becomes a new customer.
        create_new: bool,
    },
    /// An account; its id names the customer.
    Account(Box<PreparedAccount>),
}

/// Outcome of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Applied {
    Taken {
        outcome: Outcome,
        id: CustomerId,
    },
    /// Would have become a new customer.
    WouldCreate,
    Refused(Refusal),
}

/// Decides on each row in order, and writes unless `keep` is false. Later rows see the effects of earlier ones.
pub(crate) fn apply(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[&Change],
    now: DateTime<Utc>,
    keep: bool,
) -> Result<Vec<(Applied, Vec<Warning>)>, StorageError> {
    apply_rows(scoped, settings, rows, now, keep, None)
}

/// [`apply`] for many rows: the search terms of new customers are added to `terms`, for the caller to write.
pub(crate) fn apply_all(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[&Change],
    now: DateTime<Utc>,
    terms: &mut PendingTerms,
) -> Result<Vec<(Applied, Vec<Warning>)>, StorageError> {
    apply_rows(scoped, settings, rows, now, true, Some(terms))
}

fn apply_rows(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[&Change],
    now: DateTime<Utc>,
    keep: bool,
    terms: Option<&mut PendingTerms>,
) -> Result<Vec<(Applied, Vec<Warning>)>, StorageError> {
    let mut keys = keys_of(rows);
    let mut numbers = Numbers::load(scoped, &keys.ids)?;
    keys.ids.extend(numbers.ids());
    let mut known = load_known(scoped, &keys)?;
    let held = Held::load(scoped, &keys.ids, &known)?;
    let mut renumbered = Vec::new();
    let mut writer = CustomerWriter::new(scoped, now, rows.len()).with_terms(terms);
    let mut consequences = Consequences::default();
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        let (decision, warnings) = match row {
            Change::Client { row, create_new } => decide(settings, row, *create_new, &known),
            Change::Account(row) => {
                let id = numbers.id_of(row.row.cid);
                let holder = id.map_or(Holder::AnotherFirm, |id| held.holder_of(id));
                decide_account(settings, row, id.and_then(|id| known.get(id)), &known, holder)
            }
        };
        let applied = if keep {
            write(&mut writer, &mut known, &mut consequences, decision)?
        } else {
            preview(decision)
        };
        if let (Change::Account(row), Applied::Taken { id, .. }) = (row, &applied)
            && numbers.id_of(row.row.cid) != Some(*id)
        {
            numbers.assign(row.row.cid, *id);
            renumbered.push((row.row.cid, *id));
        }
        outcomes.push((applied, warnings));
    }
    writer.flush()?;
    for (number, id) in renumbered {
        keep_number(scoped, number, id)?;
    }
    consequences.follow(scoped, now)?;
    Ok(outcomes)
}

fn write(
    writer: &mut CustomerWriter<'_, '_, '_>,
    known: &mut KnownCustomers,
    consequences: &mut Consequences,
    decision: Decision,
) -> Result<Applied, StorageError> {
    let outcome = decision.outcome();
    let id = match decision {
        Decision::Refuse(refusal) => return Ok(Applied::Refused(refusal)),
        Decision::Unchanged { id } => id,
        Decision::Create(new) => {
            let id = writer.create(&new)?;
            known.apply_created(id, &new);
            id
        }
        Decision::Update { id, changes } => {
            let before = known.get(id).cloned().ok_or(StorageError::Conflict)?;
            known.apply_changes(id, &changes);
            let after = known.get(id).ok_or(StorageError::Conflict)?;
            writer.update(&before, after, &changes)?;
            consequences.changed(&before, after);
            id
        }
    };
    Ok(Applied::Taken { outcome, id })
}

/// What a single row would do. A customer that would be created has no id yet, and no caller needs one.
fn preview(decision: Decision) -> Applied {
    let outcome = decision.outcome();
    match decision {
        Decision::Refuse(refusal) => Applied::Refused(refusal),
        Decision::Unchanged { id } | Decision::Update { id, .. } => Applied::Taken { outcome, id },
        Decision::Create(_) => Applied::WouldCreate,
    }
}

fn keys_of<'r>(rows: &[&'r Change]) -> Keys<'r> {
    let mut all = Keys::default();
    for row in rows {
        let keys = match row {
            Change::Client { row, .. } => row.keys(),
            Change::Account(row) => row.keys(),
        };
        all.ids.extend(keys.number.map(CustomerId::get));
        all.integration_ids.extend(keys.integration_id);
        all.ids_without_case.extend(keys.integration_id.and_then(fold_case));
        all.phones.extend(keys.phones.iter().map(|entry| entry.phone.as_str()));
        all.emails_folded.extend(keys.email_folded);
    }
    all
}
