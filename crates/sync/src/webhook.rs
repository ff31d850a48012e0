//! Events that the CRM sends: twice, late, and out of order.

use chrono::{DateTime, Duration, Utc};
use frontdesk_core::{Fault, Faults};

use crate::fields::{Field, unstorable};
use crate::merge::{Change, Merged, merge_field};
use crate::user::SyncedUser;

/// By how much the CRM's clock and ours may differ. An event that the CRM dates up to so long after we last looked
/// at its record, or changed it, may be older than what we saw.
pub const CLOCKS_DIFFER_BY: Duration = Duration::minutes(5);

/// What the CRM says has changed, and when. Holds at least one field, and no field twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    values: Vec<(Field, String)>,
    at: DateTime<Utc>,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventOutcome {
    /// It was news of at least one field.
    Applied,
    /// Every field already has something newer.
    Stale,
    /// It says again what was said before.
    Duplicate,
}

/// What hearing an event came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// What became of it.
    pub outcome: EventOutcome,
    /// What changed here.
    pub changes: Vec<Change>,
    /// Whether the CRM has to be asked for its record, as the order of this event and of what is known cannot be
    /// told from times alone.
    pub verify: bool,
}

impl Event {
    /// Reads what an event says of each field.
    ///
    /// # Errors
    /// A field that is not kept in step, a value that cannot be stored, or no field at all. Faults are at the
    /// field's name.
    pub fn parse(values: Vec<(String, String)>, at: DateTime<Utc>) -> Result<Self, Faults> {
        let mut found = Vec::new();
        let mut known = Vec::new();
        if values.is_empty() {
            found.push(Fault::new("", "must name at least one field"));
        }
        for (name, value) in values {
            match (name.parse::<Field>(), unstorable(&value)) {
                (Err(unknown), _) => found.push(Fault::new(name, unknown.to_string())),
                (Ok(_), Some(rule)) => found.push(Fault::new(name, rule)),
                (Ok(field), None) => known.push((field, value)),
            }
        }
        Faults::check(found)?;
        known.sort_by_key(|(field, _)| *field);
        Ok(Self { values: known, at })
    }

    /// The values by field, in the order of [`Field::ALL`].
    pub fn values(&self) -> &[(Field, String)] {
        &self.values
    }

    /// When it happened, by the CRM's clock.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

impl SyncedUser {
    /// Takes an event of the CRM's record of this user, each field by itself: what is older than what the field
    /// already has is ignored, what is newer is the CRM's word.
    pub fn hear(&mut self, event: &Event) -> Heard {
        let mut heard = Heard { outcome: EventOutcome::Duplicate, changes: Vec::new(), verify: false };
        for (field, value) in &event.values {
            match self.order(*field, value, event.at) {
                EventOutcome::Applied => {
                    heard.outcome = EventOutcome::Applied;
                    heard.verify |= self.cannot_be_told_apart(*field, value, event.at);
                    heard.changes.extend(self.take_event(*field, value, event.at));
                }
                EventOutcome::Stale if heard.outcome == EventOutcome::Duplicate => {
                    heard.outcome = EventOutcome::Stale;
                }
                EventOutcome::Stale | EventOutcome::Duplicate => {}
            }
        }
        heard
    }

    fn order(&self, field: Field, value: &str, at: DateTime<Utc>) -> EventOutcome {
        match self.heard_at(field) {
            Some(known) if at < known => EventOutcome::Stale,
            Some(known) if at == known && self.base_of(field) == Some(value) => EventOutcome::Duplicate,
            _ => EventOutcome::Applied,
        }
    }

    /// Two events of the same time, or an event of a record that we have looked at since, or nearly so: which is
    /// the later word only the CRM knows.
    fn cannot_be_told_apart(&self, field: Field, value: &str, at: DateTime<Utc>) -> bool {
        let is_news = self.base_of(field) != Some(value);
        let is_tie = self.heard_at(field) == Some(at);
        let may_be_older = self.seen_at.is_some_and(|seen| at <= seen + CLOCKS_DIFFER_BY);
        is_news && (is_tie || may_be_older)
    }

    fn take_event(&mut self, field: Field, value: &str, at: DateTime<Utc>) -> Option<Change> {
        let merged = merge_field(self.base_of(field), self.local.get(field), value);
        self.set_heard_at(field, at);
        self.set_base(field, value);
        match merged {
            Merged::Equal | Merged::Keep => None,
            Merged::Take { overrides } => Some(self.take(field, value, overrides)),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::fields::UserFields;

    fn at(second: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, second).unwrap()
    }

    fn event(field: &str, value: &str, second: u32) -> Event {
        Event::parse(vec![(field.into(), value.into())], at(second)).expect("sound")
    }

    fn synced() -> SyncedUser {
        let fields = UserFields::parse("John", "john@example.com", "1").expect("sound");
        let mut user = SyncedUser::new(fields.clone());
        user.created("CRM1", &fields);
        user
    }

    #[test]
    fn newer_is_applied_older_is_stale_and_the_same_is_a_duplicate() {
        let mut user = synced();
        let outcomes: Vec<EventOutcome> = [
            event("phone", "2", 10),
            event("phone", "2", 10),
            event("phone", "3", 9),
            event("email", "new@example.com", 9),
            event("phone", "4", 11),
        ]
        .iter()
        .map(|event| user.hear(event).outcome)
        .collect();
        use EventOutcome::{Applied, Duplicate, Stale};
        assert_eq!(outcomes, [Applied, Duplicate, Stale, Applied, Applied]);
        assert_eq!((user.local.phone.as_str(), user.local.email.as_str()), ("4", "new@example.com"));
        assert!(user.in_step());
    }

    #[test]
    fn an_event_with_one_new_and_one_old_field_applies_the_new_one() {
        let mut user = synced();
        user.hear(&event("phone", "2", 10));
        let both = vec![("phone".into(), "9".into()), ("name".into(), "Jack".into())];
        let heard = user.hear(&Event::parse(both, at(9)).expect("sound"));
        assert_eq!(heard.outcome, EventOutcome::Applied);
        assert_eq!((user.local.phone.as_str(), user.local.name.as_str()), ("2", "Jack"));
    }

    #[test]
    fn a_local_change_that_is_on_its_way_is_overridden_and_kept_in_the_history() {
        let mut user = synced();
        user.edit(&UserFields::parse("John", "john@example.com", "5").expect("sound"));
        let heard = user.hear(&event("phone", "6", 10));
        let change = Change { field: Field::Phone, from: "5".into(), to: "6".into(), overridden: true };
        assert_eq!(heard.changes, [change]);
        assert!(user.in_step());
    }

    #[test]
    fn a_local_change_of_another_field_stays_to_be_pushed() {
        let mut user = synced();
        user.edit(&UserFields::parse("Jack", "john@example.com", "1").expect("sound"));
        user.hear(&event("phone", "6", 10));
        assert_eq!((user.local.name.as_str(), user.local.phone.as_str()), ("Jack", "6"));
        assert!(!user.in_step());
    }

    #[test]
    fn what_may_be_older_than_what_we_saw_is_verified() {
        let mut user = synced();
        assert!(!user.hear(&event("phone", "2", 10)).verify, "nobody has looked since the record was made");
        assert!(user.hear(&event("phone", "3", 10)).verify, "two events of the same time");
        let loaded = user.clone();
        user.fetched(&loaded, &loaded.local, at(20));
        assert!(user.hear(&event("phone", "4", 15)).verify, "before the look");
        assert!(user.hear(&event("phone", "5", 30)).verify, "soon after the look");
        assert!(!user.hear(&event("phone", "5", 31)).verify, "no news");
        let much_later = Event::parse(vec![("phone".into(), "6".into())], at(20) + Duration::minutes(6));
        assert!(!user.hear(&much_later.expect("sound")).verify);
    }

    #[test]
    fn fields_that_nobody_keeps_in_step_are_refused_by_name() {
        let values = vec![("age".into(), "7".into()), ("phone".into(), "1\0".into())];
        let faults = Event::parse(values, at(0)).expect_err("refused");
        assert_eq!(
            faults.detail(),
            "age must be name, email or phone; phone must not contain NUL characters"
        );
        assert!(Event::parse(Vec::new(), at(0)).is_err());
    }
}
