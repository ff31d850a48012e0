//! What customers asked, who took it, and what became of it: in every state, with every move at its own time.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use frontdesk_core::CustomerId;
use frontdesk_import::names::derive_names;
use frontdesk_requests::{Claim, OperatorId, Prose, RequestId, Wanted};
use frontdesk_storage::operators::{self, NewOperator, OperatorFilter};
use frontdesk_storage::requests;
use frontdesk_storage::{Expected, Page, Scoped, StorageError};

use super::Made;
use super::accounts::MARK;
use super::dice::Dice;

/// How many there are.
pub(super) const REQUESTS: u64 = 400;

const OPERATORS: [&str; 6] =
    ["Noor Haddad", "Pavel Simek", "Ruth Amsler", "Sami Lindqvist", "Tess Okafor", "Urs Zimmer"];
const BODIES: [&str; 12] = [
    "The invoice of last month is in here twice.",
    "We are moving: please send everything to the new address from the 1st on.",
    "Our account manager has changed. Who is looking after us now?",
    "The portal does not take my password any more.",
    "Two of the five units that were delivered do not start.",
    "Please call me back about the service contract.",
    "Can we pay in three instalments?",
    "The data sheet of the heat pump is missing from the offer.",
    "A technician was announced for this morning.\nNobody came.",
    "We would like to cancel the second line.",
    "Which of the two tariffs is cheaper for us?",
    "Gibt es die Anleitung auch auf Deutsch?",
];
const ANSWERS: [&str; 6] = [
    "Called back and settled.",
    "The second invoice was cancelled.",
    "Address changed in all systems.",
    "New units are on their way.",
    "Explained, customer is happy.",
    "Sent the document by e-mail.",
];
const REFUSALS: [&str; 3] =
    ["Not a customer of this line.", "The same was asked before, see there.", "Outside of the contract."];

/// What happens to a request.
enum Act {
    Asked,
    Worded,
    Taken(usize),
    TakenOver { from: usize, to: usize },
    Completed,
    Rejected,
    Archived,
}

/// Makes operators and requests, unless they are there.
pub(super) fn make(
    scoped: &mut Scoped<'_>,
    ids: &[(u64, i64)],
    today: NaiveDate,
) -> Result<(Made, Made), StorageError> {
    let known = operators::list(scoped, &OperatorFilter::default(), Page { after: None, limit: i64::MAX })?;
    let ours = known.iter().filter(|it| it.email.as_deref().is_some_and(|email| email.starts_with(MARK)));
    if ours.count() > 0 {
        return Ok((Made::unchanged(OPERATORS.len() as u64), Made::unchanged(REQUESTS)));
    }
    let since = start_of(today) - TimeDelta::days(120);
    let mut staff = Vec::with_capacity(OPERATORS.len());
    for name in OPERATORS {
        let names = derive_names(Some(name), None, None);
        let first = names.first.as_deref().unwrap_or_default().to_lowercase();
        let email = Some(format!("{MARK}{first}@example.com"));
        staff.push(operators::create(scoped, &NewOperator { names, email }, since)?.id);
    }
    let mut acts: Vec<(DateTime<Utc>, u64, Act)> = (1..=REQUESTS).flat_map(|it| story(it, today)).collect();
    // As they happened: moves are numbered in their order.
    acts.sort_by_key(|(at, number, _)| (*at, *number));
    let mut asked: HashMap<u64, RequestId> = HashMap::new();
    for (at, number, act) in acts {
        match asked.get(&number) {
            None => asked.extend(ask(scoped, number, ids, at)?.map(|id| (number, id))),
            Some(id) => {
                let wanted = wanted(number, &act, &staff)?;
                requests::change(scoped, *id, &Expected::Any, &wanted, at)?;
            }
        }
    }
    Ok((Made::created(staff.len() as u64), Made::created(asked.len() as u64)))
}

fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

fn ask(
    scoped: &mut Scoped<'_>,
    number: u64,
    ids: &[(u64, i64)],
    at: DateTime<Utc>,
) -> Result<Option<RequestId>, StorageError> {
    let mut dice = Dice::of(31, number);
    let place = usize::try_from(dice.below(ids.len() as u64)).unwrap_or_default();
    let customer = ids.get(place).and_then(|(_, id)| CustomerId::try_from(*id).ok());
    let Some(customer) = customer else { return Ok(None) };
    let body = prose(dice.pick(&BODIES))?;
    Ok(requests::create(scoped, customer, &body, at)?.map(|request| request.id))
}

fn wanted(number: u64, act: &Act, staff: &[OperatorId]) -> Result<Wanted, StorageError> {
    let mut dice = Dice::of(32, number);
    let operator = |place: usize| staff.get(place).copied().ok_or(StorageError::Conflict);
    Ok(match act {
        Act::Asked | Act::Worded => Wanted::Edit(prose("Please call me back today: it is urgent.")?),
        Act::Taken(by) => Wanted::Assign { operator: operator(*by)?, claim: Claim::Unheld },
        Act::TakenOver { from, to } => {
            Wanted::Assign { operator: operator(*to)?, claim: Claim::From(operator(*from)?) }
        }
        Act::Completed => Wanted::Complete(prose(dice.pick(&ANSWERS))?),
        Act::Rejected => Wanted::Reject(prose(dice.pick(&REFUSALS))?),
        Act::Archived => Wanted::Archive,
    })
}

/// Texts of ours are sound.
fn prose(text: &str) -> Result<Prose, StorageError> {
    Prose::parse(text).map_err(|_| StorageError::Conflict)
}

/// What happens to a request and when, all of it before `today`: the older it is the likelier it has ended.
fn story(number: u64, today: NaiveDate) -> Vec<(DateTime<Utc>, u64, Act)> {
    let mut dice = Dice::of(30, number);
    let age = 1 + dice.below(90).min(dice.below(90));
    let day = today.checked_sub_days(Days::new(age)).unwrap_or(today);
    let minutes = |minutes: u64| TimeDelta::minutes(i64::try_from(minutes).unwrap_or_default());
    let mut at = start_of(day) + minutes(7 * 60 + dice.below(11 * 60));
    let mut acts = vec![(at, number, Act::Asked)];
    let is_forgotten = dice.once_in(if age < 4 { 2 } else { 14 });
    if dice.once_in(20) {
        at += minutes(3 + dice.below(20));
        acts.push((at, number, Act::Worded));
    }
    if !is_forgotten {
        let first = dice.below(OPERATORS.len() as u64) as usize;
        at += minutes(4 + dice.below(30) * dice.below(16));
        acts.push((at, number, Act::Taken(first)));
        if dice.once_in(8) {
            at += minutes(15 + dice.below(300));
            let to = (first + 1) % OPERATORS.len();
            acts.push((at, number, Act::TakenOver { from: first, to }));
        }
        if !dice.once_in(if age < 4 { 2 } else { 18 }) {
            at += minutes(10 + dice.below(60) * dice.below(48));
            let end = if dice.once_in(7) { Act::Rejected } else { Act::Completed };
            acts.push((at, number, end));
            if age > 30 && dice.once_in(3) {
                acts.push((at + TimeDelta::days(14), number, Act::Archived));
            }
        }
    }
    // What would happen later has not happened yet.
    acts.retain(|(at, ..)| *at < start_of(today));
    acts
}
