//! Sign-ups, as far as they can be with a CRM: on their way, in step, given up, and changed on both sides.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use frontdesk_storage::clients::{self, ClientFilter};
use frontdesk_storage::sync::{self, Answer, Failure, Received};
use frontdesk_storage::users::{self, User};
use frontdesk_storage::{Expected, Scoped, StorageError};
use frontdesk_sync::{Event, UserFields};

use super::Made;
use super::accounts::MARK;
use super::dice::Dice;

/// How many there are.
pub(super) const USERS: u64 = 40;

const FIRST_NAMES: [&str; 10] =
    ["Anouk", "Boris", "Celia", "Damian", "Elif", "Ferdi", "Giulia", "Hanna", "Iker", "Jolanda"];
const LAST_NAMES: [&str; 8] =
    ["Arnold", "Brandt", "Castelli", "Dubois", "Egger", "Fontaine", "Graf", "van Houten"];
const ERRORS: [&str; 3] = [
    "the CRM refused the user: 422 Unprocessable Content",
    "the CRM did not answer: connection timed out",
    "the CRM refused the user: 409 Conflict",
];

/// What a sign-up has come to.
enum Stage {
    /// On its way to the CRM.
    Pending,
    /// Given up.
    Failed,
    /// In step.
    Synced,
    /// In step, after the CRM changed its phone.
    ChangedThere,
    /// Changed here after it was in step: on its way again.
    ChangedHere,
    /// Changed here and there: the CRM's word stands, the other is kept in the history.
    ChangedOnBothSides,
}

/// Makes sign-ups, unless they are there.
pub(super) fn make(scoped: &mut Scoped<'_>, today: NaiveDate) -> Result<Made, StorageError> {
    let ours = ClientFilter { q: Some(format!("{MARK}user.")), ..ClientFilter::default() };
    if clients::count(scoped, &ours)?.rows() > 0 {
        return Ok(Made::unchanged(USERS));
    }
    for number in 1..=USERS {
        let mut dice = Dice::of(40, number);
        let day = today.checked_sub_days(Days::new(1 + dice.below(60))).unwrap_or(today);
        let at = day.and_time(chrono::NaiveTime::MIN).and_utc()
            + TimeDelta::minutes(i64::try_from(8 * 60 + dice.below(600)).unwrap_or_default());
        let name = format!("{} {}", dice.pick(&FIRST_NAMES), dice.pick(&LAST_NAMES));
        let fields = UserFields {
            name,
            email: format!("{MARK}user.{number:03}@example.com"),
            phone: format!("+44 20 7946 0{:03}", 600 + number),
        };
        let user = users::create(scoped, &fields, at)?;
        bring_to(scoped, &user, stage(number), number, at)?;
    }
    Ok(Made::created(USERS))
}

/// Some at each.
fn stage(number: u64) -> Stage {
    match number % 10 {
        0 | 1 => Stage::Pending,
        2 => Stage::Failed,
        3 => Stage::ChangedThere,
        4 => Stage::ChangedHere,
        5 => Stage::ChangedOnBothSides,
        _ => Stage::Synced,
    }
}

fn bring_to(
    scoped: &mut Scoped<'_>,
    user: &User,
    stage: Stage,
    number: u64,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let mut dice = Dice::of(41, number);
    let crm_id = format!("DEMO-{}-{number:03}", scoped.firm());
    let answered = at + TimeDelta::seconds(2);
    let sent = user.sync.local.clone();
    match stage {
        Stage::Pending => return Ok(()),
        Stage::Failed => {
            let failure =
                Failure { error: dice.pick(&ERRORS).to_owned(), notify: false, unsettled_until: None };
            sync::settle(scoped, user.customer_id, Err(&failure), answered)?;
            return Ok(());
        }
        Stage::Synced | Stage::ChangedThere | Stage::ChangedHere | Stage::ChangedOnBothSides => {
            let created =
                Answer::Created { crm_id: crm_id.clone(), sent: sent.clone(), held: sent.clone().into() };
            sync::settle(scoped, user.customer_id, Ok(&created), answered)?;
        }
    }
    let (edited, heard) = (at + TimeDelta::hours(3), at + TimeDelta::hours(4));
    if matches!(stage, Stage::ChangedHere | Stage::ChangedOnBothSides) {
        let fields = UserFields { phone: format!("+44 20 7946 0{:03}", 700 + number), ..sent };
        users::edit(scoped, user.id, &fields, &Expected::Any, edited)?;
    }
    if matches!(stage, Stage::ChangedThere | Stage::ChangedOnBothSides) {
        let phone = format!("+44 20 7946 0{:03}", 800 + number);
        let event =
            Event::parse(vec![("phone".to_owned(), phone)], heard).map_err(|_| StorageError::Conflict)?;
        let received =
            Received { webhook_id: format!("demo-{crm_id}"), crm_id, event, firm: None, verify: true };
        sync::receive_in(scoped, &received, heard + TimeDelta::seconds(1))?;
    }
    Ok(())
}
