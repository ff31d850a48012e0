//! Events from the CRM, which may be repeated, late, and out of order.

use chrono::{DateTime, Duration, Utc};
use frontdesk_core::{Fault, Faults, MOST_FAULTS, without_invisible};

use crate::field::Field;
use crate::fields::{broken, unstorable};
use crate::merge::Change;
use crate::tidied::is_same_value;
use crate::user::SyncedUser;

/// The largest assumed difference between the CRM's clock and ours: 5 minutes. An event dated up to this long after we
/// last read or changed the record may be older than what we saw; one dated further in the future has no credible time.
pub const CLOCKS_DIFFER_BY: Duration = Duration::minutes(5);

/// The earliest time of an event: not every database supports earlier ones, and their order does not matter.
const EARLIEST: DateTime<Utc> = match DateTime::from_timestamp(86_400, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// Changed values in the CRM, and their time. Has at least one field, each once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Event {
    values: Vec<(Field, String)>,
    at: DateTime<Utc>,
}

/// Outcome of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum EventOutcome {
    /// At least one field was updated.
    Applied,
    /// Every field already has a newer value.
    Stale,
    /// It repeats an earlier event.
    Duplicate,
}

/// The effect of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Heard {
    /// Its outcome.
    pub outcome: EventOutcome,
    /// The local changes.
    pub changes: Vec<Change>,
    /// Whether the CRM record has to be read, as times alone do not show the order of this event and the known values.
    pub verify: bool,
}

impl Event {
    /// Parses the values of an event.
    ///
    /// ```
    /// use chrono::DateTime;
    /// use frontdesk_sync::{Event, Field};
    ///
    /// let values = vec![("phone".to_owned(), "555-0143".to_owned())];
    /// let event = Event::parse(values, DateTime::UNIX_EPOCH)?;
    /// assert_eq!(event.values(), [(Field::Phone, "555-0143".to_owned())]);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// An unknown field, a value that cannot be stored, or no field at all. Faults are at the field's name.
    pub fn parse(values: Vec<(String, String)>, at: DateTime<Utc>) -> Result<Self, Faults> {
        let mut found = Vec::new();
        let mut known = Vec::new();
        if values.is_empty() {
            found.push(Fault::new("", "must name at least one field"));
        }
        for (name, value) in values {
            // One more than is listed shows that there are more.
            if found.len() > MOST_FAULTS {
                break;
            }
            match (name.parse::<Field>(), unstorable(&value)) {
                (Err(unknown), _) => found.push(Fault::at_key(&name, unknown.to_string())),
                (Ok(_), Some(rule)) => found.push(Fault::new(name, rule)),
                (Ok(field), None) => known.push((field, value)),
            }
        }
        Faults::check(found)?;
        known.sort_by_key(|(field, _)| *field);
        Ok(Self { values: known, at: at.max(EARLIEST) })
    }

    /// Removes values that a caller could not set, and returns their fields. The event is `None` when no value is left.
    pub(crate) fn without_unusable(self) -> (Option<Self>, Vec<Field>) {
        let is_usable =
            |(field, value): &(Field, String)| broken(*field, &without_invisible(value)).is_none();
        let (values, others): (Vec<_>, Vec<_>) = self.values.into_iter().partition(is_usable);
        let event = (!values.is_empty()).then_some(Self { values, at: self.at });
        (event, others.into_iter().map(|(field, _)| field).collect())
    }

    /// The values by field, in the order of [`Field::ALL`].
    pub fn values(&self) -> &[(Field, String)] {
        &self.values
    }

    /// The time of the event, by the CRM's clock.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

impl SyncedUser {
    /// Applies an event of this user's CRM record, each field on its own: a value older than the field's is ignored, a
    /// newer one replaces it. `now` is our time: an event dated more than [`CLOCKS_DIFFER_BY`] after it is applied and
    /// has to be verified, and does not block later events.
    ///
    /// ```
    /// use chrono::{Duration, TimeZone, Utc};
    /// use frontdesk_sync::{Event, EventOutcome, SyncedUser, UserFields};
    ///
    /// let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
    /// let fields = UserFields::parse("Ada", "ada@example.com", "555-0100").expect("sound");
    /// let mut user = SyncedUser::new(fields.clone());
    /// user.created("CRM1", &fields, &fields.clone().into(), now);
    /// let phone = |value: &str, at| Event::parse(vec![("phone".into(), value.into())], at).expect("sound");
    /// assert!(user.hear(&phone("555-0199", now + Duration::days(365)), now).verify);
    /// assert_eq!(user.hear(&phone("555-0101", now), now).outcome, EventOutcome::Applied);
    /// ```
    pub fn hear(&mut self, event: &Event, now: DateTime<Utc>) -> Heard {
        let mut heard = Heard { outcome: EventOutcome::Duplicate, changes: Vec::new(), verify: false };
        for (field, value) in &event.values {
            match self.order(*field, value, event.at, now) {
                EventOutcome::Applied => {
                    heard.outcome = EventOutcome::Applied;
                    heard.verify |= self.cannot_be_told_apart(*field, value, event.at, now);
                    heard.changes.extend(self.take_event(*field, value, event.at, now));
                }
                EventOutcome::Stale if heard.outcome == EventOutcome::Duplicate => {
                    heard.outcome = EventOutcome::Stale;
                }
                EventOutcome::Stale | EventOutcome::Duplicate => {}
            }
        }
        heard
    }

    fn order(&self, field: Field, value: &str, at: DateTime<Utc>, now: DateTime<Utc>) -> EventOutcome {
        let is_news = self.is_news(field, value);
        if is_ahead(at, now) {
            return if is_news { EventOutcome::Applied } else { EventOutcome::Duplicate };
        }
        match self.heard_at(field).filter(|known| !is_ahead(*known, now)) {
            Some(known) if at < known => EventOutcome::Stale,
            Some(known) if at == known && !is_news => EventOutcome::Duplicate,
            _ => EventOutcome::Applied,
        }
    }

    /// Whether only the CRM knows the order: two events of the same time, an event close to or before our last look at
    /// the record, or one from the future.
    fn cannot_be_told_apart(&self, field: Field, value: &str, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let is_news = self.is_news(field, value);
        let is_tie = self.heard_at(field) == Some(at);
        let may_be_older = self.seen_at.is_some_and(|seen| at <= seen + CLOCKS_DIFFER_BY);
        is_news && (is_tie || may_be_older || is_ahead(at, now))
    }

    fn take_event(
        &mut self,
        field: Field,
        value: &str,
        at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Option<Change> {
        self.set_heard_at(field, if is_ahead(at, now) { now - CLOCKS_DIFFER_BY } else { at });
        self.hold(field, value)
    }

    /// Whether the CRM's value differs from the agreed one, beyond reformatting.
    fn is_news(&self, field: Field, value: &str) -> bool {
        let is_known = self.held.get(field) == Some(value)
            || self.base_of(field).is_some_and(|base| is_same_value(field, base, value));
        !is_known
    }
}

/// Whether an event is in the future by any correct clock.
fn is_ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at > now + CLOCKS_DIFFER_BY
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;
    use crate::fields::{CrmFields, UserFields};

    fn at(second: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, second).unwrap()
    }

    fn event(field: &str, value: &str, second: u32) -> Event {
        Event::parse(vec![(field.into(), value.into())], at(second)).expect("sound")
    }

    fn synced() -> SyncedUser {
        let fields = UserFields::parse("John", "john@example.com", "1").expect("sound");
        let mut user = SyncedUser::new(fields.clone());
        user.created("CRM1", &fields, &fields.clone().into(), at(0));
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
        .map(|event| user.hear(event, at(20)).outcome)
        .collect();
        use EventOutcome::{Applied, Duplicate, Stale};
        assert_eq!(outcomes, [Applied, Duplicate, Stale, Applied, Applied]);
        assert_eq!((user.local.phone.as_str(), user.local.email.as_str()), ("4", "new@example.com"));
        assert!(user.in_step());
    }

    #[test]
    fn an_event_with_one_new_and_one_old_field_applies_the_new_one() {
        let mut user = synced();
        user.hear(&event("phone", "2", 10), at(20));
        let both = vec![("phone".into(), "9".into()), ("name".into(), "Jack".into())];
        let heard = user.hear(&Event::parse(both, at(9)).expect("sound"), at(20));
        assert_eq!(heard.outcome, EventOutcome::Applied);
        assert_eq!((user.local.phone.as_str(), user.local.name.as_str()), ("2", "Jack"));
    }

    #[test]
    fn a_pending_local_change_is_overridden_and_kept_in_the_history() {
        let mut user = synced();
        user.edit(&UserFields::parse("John", "john@example.com", "5").expect("sound"));
        let heard = user.hear(&event("phone", "6", 10), at(20));
        let change = Change { field: Field::Phone, from: "5".into(), to: "6".into(), overridden: true };
        assert_eq!(heard.changes, [change]);
        assert!(user.in_step());
    }

    #[test]
    fn an_event_with_the_reformatted_value_changes_nothing() {
        let fields = UserFields::parse("John", "john@example.com", "202-555-0143").expect("sound");
        let mut user = SyncedUser::new(fields.clone());
        user.created("CRM1", &fields, &CrmFields::default(), at(0));
        let heard = user.hear(&event("phone", "+12025550143", 10), at(20));
        assert_eq!((heard.changes, heard.verify, &user.local), (Vec::new(), false, &fields));
        user.edit(&UserFields { phone: "202-555-0199".into(), ..fields });
        user.hear(&event("phone", "+1 202 555 0143", 11), at(20));
        assert_eq!(user.local.phone, "202-555-0199", "the edit is still to be pushed");
        assert!(!user.in_step());
        user.hear(&event("phone", "+12025550199", 12), at(20));
        assert!(user.in_step(), "the CRM has it by now");
        assert_eq!(user.local.phone, "202-555-0199");
    }

    #[test]
    fn a_local_change_of_another_field_stays_to_be_pushed() {
        let mut user = synced();
        user.edit(&UserFields::parse("Jack", "john@example.com", "1").expect("sound"));
        user.hear(&event("phone", "6", 10), at(20));
        assert_eq!((user.local.name.as_str(), user.local.phone.as_str()), ("Jack", "6"));
        assert!(!user.in_step());
    }

    #[test]
    fn an_event_that_may_be_older_than_our_last_look_is_verified() {
        let mut user = synced();
        let mut verify = |event: Event, now| user.hear(&event, now).verify;
        assert!(verify(event("phone", "2", 10), at(20)), "soon after the record was created");
        assert!(!verify(event("phone", "2", 11), at(20)), "no news");
        let later = at(0) + Duration::minutes(6);
        let much_later =
            |value: &str| Event::parse(vec![("phone".into(), value.into())], later).expect("sound");
        assert!(!verify(much_later("3"), later), "clocks tell");
        assert!(verify(much_later("4"), later), "two events of the same time");
        let loaded = user.clone();
        user.fetched(&loaded, &loaded.local.clone().into(), later + Duration::minutes(1));
        assert!(user.hear(&much_later("5"), later).verify, "before the look");
    }

    proptest! {
        /// However far in the future events are dated, and whatever plausible clock the CRM has.
        #[test]
        fn an_event_dated_ahead_does_not_block_later_ones(
            ahead in prop::collection::vec((301_i64..4_000_000_000, "[a-c]"), 1..4),
            skew in -300_i64..=300,
            passed in 0_i64..1_000_000,
            value in "[d-f]",
        ) {
            let (mut user, now) = (synced(), at(0) + Duration::hours(1));
            let event = |value: &str, at| Event::parse(vec![("phone".into(), value.into())], at).expect("sound");
            for (seconds, value) in ahead {
                let is_news = user.local.phone != value;
                let heard = user.hear(&event(&value, now + Duration::seconds(seconds)), now);
                prop_assert_eq!((heard.verify, &user.local.phone), (is_news, &value));
            }
            let later = now + Duration::seconds(passed);
            let heard = user.hear(&event(&value, later + Duration::seconds(skew)), later);
            prop_assert_eq!(heard.outcome, EventOutcome::Applied);
            prop_assert_eq!(user.local.phone, value);
        }

        /// As stored by an earlier version.
        #[test]
        fn a_stored_future_time_of_a_field_is_not_trusted(seconds in 301_i64..4_000_000_000) {
            let (mut user, now) = (synced(), at(0) + Duration::hours(1));
            user.set_heard_at(Field::Phone, now + Duration::seconds(seconds));
            let event = Event::parse(vec![("phone".into(), "2".into())], now).expect("sound");
            prop_assert_eq!(user.hear(&event, now).outcome, EventOutcome::Applied);
        }
    }

    #[test]
    fn unknown_fields_are_refused_by_name() {
        let values = vec![("age".into(), "7".into()), ("phone".into(), "1\0".into())];
        let faults = Event::parse(values, at(0)).expect_err("refused");
        assert_eq!(
            faults.detail(),
            "age must be name, email or phone; phone must not contain NUL characters"
        );
        assert!(Event::parse(Vec::new(), at(0)).is_err());
    }
}
