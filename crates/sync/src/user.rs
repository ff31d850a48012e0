//! The synchronized part of a user, and the effect of each answer of the CRM on it.

use chrono::{DateTime, Utc};

use crate::field::Field;
use crate::fields::{CrmFields, UserFields};
use crate::merge::{Change, Known, Merged, merge_field};
use crate::tidied::is_same_value;

/// A user, and what is known of its CRM record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SyncedUser {
    /// The local values.
    pub local: UserFields,
    /// The id of its CRM record; `None` before it has one.
    pub crm_id: Option<String>,
    /// The last agreed values, as they were here. Without a `crm_id`: the values last sent in a create, if any, as the
    /// CRM may have them although no answer arrived.
    pub base: Option<UserFields>,
    /// The same as stored by the CRM, as far as its answer showed it: it may reformat values.
    pub held: CrmFields,
    /// The values last sent in an update, while no answer has arrived.
    pub sent: Option<UserFields>,
    /// Until when a create without an answer may still be under way in the CRM, by our clock.
    pub unsettled_until: Option<DateTime<Utc>>,
    /// The time of the last applied event of each field by the CRM's clock, in the order of [`Field::ALL`].
    pub heard_at: [Option<DateTime<Utc>>; 3],
    /// When the CRM record was last read or changed, by our clock.
    pub seen_at: Option<DateTime<Utc>>,
}

/// The effect of recording an answer of the CRM.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Recorded {
    /// The local changes.
    pub changes: Vec<Change>,
    /// Whether an event arrived during the call: only the CRM knows which was later, so it has to be asked again.
    pub verify: bool,
}

impl SyncedUser {
    /// A user that the CRM does not know yet.
    pub fn new(local: UserFields) -> Self {
        Self {
            local,
            crm_id: None,
            base: None,
            held: CrmFields::default(),
            sent: None,
            unsettled_until: None,
            heard_at: [None; 3],
            seen_at: None,
        }
    }

    /// Whether the CRM has the local values, as far as is known.
    pub fn in_step(&self) -> bool {
        self.crm_id.is_some() && self.base.as_ref() == Some(&self.local)
    }

    /// Applies an edit by a caller.
    ///
    /// ```
    /// use frontdesk_sync::{Field, SyncedUser, UserFields};
    ///
    /// let given = UserFields::parse("Ada King", "ada@example.com", "555-0143")?;
    /// let mut user = SyncedUser::new(given.clone());
    /// let changes = user.edit(&UserFields { name: "Ada Lovelace".to_owned(), ..given });
    /// assert_eq!((changes[0].field, changes[0].from.as_str()), (Field::Name, "Ada King"));
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    pub fn edit(&mut self, given: &UserFields) -> Vec<Change> {
        let changed = Field::ALL.into_iter().filter(|field| self.local.get(*field) != given.get(*field));
        let changed: Vec<Field> = changed.collect();
        changed.into_iter().map(|field| self.take(field, given.get(field), false)).collect()
    }

    /// Records the values of a create. Store the user before sending it: after a crash it shows what the CRM may have.
    pub fn about_to_create(&mut self) {
        if self.crm_id.is_none() {
            self.base = Some(self.local.clone());
        }
    }

    /// Records the values of an update, for the same reason: when the CRM or an event returns them before the answer,
    /// they are recognized as ours.
    pub fn about_to_update(&mut self) {
        self.sent = Some(self.local.clone());
    }

    /// Records that the CRM created a record from `sent`; its answer showed `held`. `at` is the time of the answer.
    pub fn created(&mut self, crm_id: &str, sent: &UserFields, held: &CrmFields, at: DateTime<Utc>) {
        self.crm_id = Some(crm_id.to_owned());
        self.base = Some(sent.clone());
        self.held = held.clone();
        self.sent = None;
        self.unsettled_until = None;
        self.saw(at);
    }

    /// Records that the CRM has a record of this user already: one of ours whose answer was lost.
    pub fn found(&mut self, crm_id: &str, crm: &CrmFields, at: DateTime<Utc>) -> Recorded {
        self.crm_id = Some(crm_id.to_owned());
        self.unsettled_until = None;
        let loaded = self.clone();
        self.fetched(&loaded, crm, at)
    }

    /// Records that the CRM record does not exist any more. It can be looked up and created again.
    pub fn gone(&mut self) {
        self.crm_id = None;
        self.held = CrmFields::default();
        self.sent = None;
        self.heard_at = [None; 3];
        self.seen_at = None;
    }

    /// Merges the CRM record. `loaded` is the user before the call: fields with an event during the call are skipped,
    /// as the answer may be older than the event, and so are fields that the record lacks. `at` is the time of the
    /// answer.
    pub fn fetched(&mut self, loaded: &Self, crm: &CrmFields, at: DateTime<Utc>) -> Recorded {
        self.read(loaded, None, crm, at)
    }

    /// Merges the CRM record, read to learn the stored form of a write whose answer did not show it: that form is not a
    /// change by the CRM. `before` is the user before the write; the rest as for [`SyncedUser::fetched`].
    pub fn read_back(
        &mut self,
        loaded: &Self,
        before: &Self,
        crm: &CrmFields,
        at: DateTime<Utc>,
    ) -> Recorded {
        self.read(loaded, Some(before), crm, at)
    }

    fn read(&mut self, loaded: &Self, before: Option<&Self>, crm: &CrmFields, at: DateTime<Utc>) -> Recorded {
        let mut recorded = Recorded::default();
        for (field, has_moved) in self.moved_since(loaded) {
            if has_moved {
                recorded.verify = true;
            } else if let Some(value) = crm.get(field) {
                if before.is_some_and(|before| self.is_form_of_sent(before, field, value)) {
                    self.held.put(field, Some(value));
                }
                recorded.changes.extend(self.hold(field, value));
            }
        }
        // No update is under way to a record that was read and equals the local values.
        if !recorded.verify && self.in_step() {
            self.sent = None;
        }
        self.saw(at);
        recorded
    }

    /// Whether a value is the CRM's form of what it was sent, which is the base since. If the CRM held another value
    /// before, an unchanged value means that it refused the change; if it was sent what it had, a different value is a
    /// change of its own.
    fn is_form_of_sent(&self, before: &Self, field: Field, value: &str) -> bool {
        let was_held = before.held.get(field);
        let is_edit = before.base_of(field) != self.base_of(field);
        self.held.get(field).is_none() && (was_held.is_none() || is_edit != (was_held == Some(value)))
    }

    /// Records that the CRM rejected the last update: it is no longer under way.
    pub fn update_refused(&mut self) {
        self.sent = None;
    }

    /// Records that the CRM accepted `sent`; its answer showed `held`. `loaded` and `at` as for
    /// [`SyncedUser::fetched`]. A field that the answer shows with its old value although another was sent is one that
    /// the CRM does not change: the CRM wins.
    pub fn pushed(
        &mut self,
        loaded: &Self,
        sent: &UserFields,
        held: &CrmFields,
        at: DateTime<Utc>,
    ) -> Recorded {
        let mut recorded = Recorded::default();
        for (field, has_moved) in self.moved_since(loaded) {
            if has_moved {
                recorded.verify = true;
                continue;
            }
            let (sent, told) = (sent.get(field), held.get(field));
            let is_unchanged = |value: &str| {
                loaded.held.get(field) == Some(value)
                    && loaded.base_of(field) != Some(sent)
                    && !is_same_value(field, sent, value)
            };
            match told.filter(|value| is_unchanged(value)) {
                Some(value) if self.local.get(field) == sent => {
                    recorded.changes.push(self.take(field, value, true));
                    self.set_base(field, value);
                }
                _ => self.set_base(field, sent),
            }
            self.held.put(field, told);
        }
        self.sent = None;
        self.saw(at);
        recorded
    }

    /// Merges the CRM's value of a field.
    pub(crate) fn hold(&mut self, field: Field, value: &str) -> Option<Change> {
        let merged = if self.is_form_of_base(field) { Merged::Keep } else { self.merge(field, value) };
        self.held.put(field, Some(value));
        match merged {
            Merged::Keep => None,
            Merged::Equal => {
                let local = self.local.get(field).to_owned();
                self.set_base(field, &local);
                None
            }
            Merged::Sent => {
                let sent = self.sent_of(field).map(str::to_owned).unwrap_or_default();
                self.set_base(field, &sent);
                None
            }
            Merged::Take { overrides } => {
                self.set_base(field, value);
                Some(self.take(field, value, overrides))
            }
        }
    }

    /// Whether any value counts as the CRM's form of what it was sent last: the answer did not show the form, the
    /// process that would have read it died before, and a pending edit must not be lost to that form.
    fn is_form_of_base(&self, field: Field) -> bool {
        let base = self.base_of(field);
        self.held.get(field).is_none() && base.is_some() && base != Some(self.local.get(field))
    }

    pub(crate) fn merge(&self, field: Field, value: &str) -> Merged {
        let known = Known {
            base: self.base_of(field),
            held: self.held.get(field),
            sent: self.sent_of(field),
            local: self.local.get(field),
        };
        merge_field(field, known, value)
    }

    fn sent_of(&self, field: Field) -> Option<&str> {
        self.sent.as_ref().map(|sent| sent.get(field))
    }

    fn moved_since(&self, loaded: &Self) -> [(Field, bool); 3] {
        Field::ALL.map(|field| (field, self.has_moved(loaded, field)))
    }

    fn has_moved(&self, loaded: &Self, field: Field) -> bool {
        self.base_of(field) != loaded.base_of(field)
            || self.held.get(field) != loaded.held.get(field)
            || self.heard_at(field) != loaded.heard_at(field)
    }

    fn saw(&mut self, at: DateTime<Utc>) {
        self.seen_at = self.seen_at.max(Some(at));
    }

    pub(crate) fn take(&mut self, field: Field, value: &str, overridden: bool) -> Change {
        let from = self.local.get(field).to_owned();
        self.local.set(field, value);
        Change { field, from, to: value.to_owned(), overridden }
    }

    pub(crate) fn base_of(&self, field: Field) -> Option<&str> {
        self.base.as_ref().map(|base| base.get(field))
    }

    pub(crate) fn set_base(&mut self, field: Field, value: &str) {
        self.base.get_or_insert_with(|| self.local.clone()).set(field, value);
    }

    pub(crate) fn heard_at(&self, field: Field) -> Option<DateTime<Utc>> {
        let [name, email, phone] = self.heard_at;
        match field {
            Field::Name => name,
            Field::Email => email,
            Field::Phone => phone,
        }
    }

    pub(crate) fn set_heard_at(&mut self, field: Field, at: DateTime<Utc>) {
        let [name, email, phone] = &mut self.heard_at;
        let place = match field {
            Field::Name => name,
            Field::Email => email,
            Field::Phone => phone,
        };
        *place = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::webhook::Event;

    fn fields(name: &str, phone: &str) -> UserFields {
        UserFields::parse(name, "john@example.com", phone).expect("sound")
    }

    fn at(second: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, second).unwrap()
    }

    #[test]
    fn a_create_whose_answer_was_lost_is_adopted_with_the_later_edit() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.about_to_create();
        user.edit(&fields("John", "2"));
        let recorded = user.found("CRM1", &fields("John", "1").into(), at(1));
        assert_eq!(recorded, Recorded::default());
        assert_eq!(user.local.phone, "2", "the edit still has to be pushed");
        assert!(!user.in_step());
    }

    #[test]
    fn an_edit_is_not_lost_to_the_form_of_a_write_that_was_never_read_back() {
        let mut written = SyncedUser::new(fields("John", "1"));
        written.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        written.edit(&fields("John", "202 555 0143"));
        let loaded = written.clone();
        written.about_to_update();
        written.pushed(&loaded, &written.local.clone(), &CrmFields::default(), at(1));
        written.edit(&fields("Jack", "202 555 0199"));
        let told = |phone: &str| vec![("phone".into(), phone.into())];
        let event = Event::parse(told("tel:+1-202-555-0143;ext=0"), at(2)).expect("sound");
        let mut heard = written.clone();
        heard.hear(&event, at(2));
        let mut fetched = written.clone();
        let form = fields("John", "tel:+1-202-555-0143;ext=0");
        fetched.fetched(&written, &form.into(), at(2));
        for user in [heard, fetched] {
            assert_eq!(user.local, fields("Jack", "202 555 0199"));
            assert!(!user.in_step(), "the edit is still to be pushed");
        }
    }

    #[test]
    fn fetching_merges_each_field() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        user.edit(&fields("Jack", "2"));
        let loaded = user.clone();
        let recorded = user.fetched(&loaded, &fields("John", "3").into(), at(1));
        let change = Change { field: Field::Phone, from: "2".into(), to: "3".into(), overridden: true };
        assert_eq!(recorded, Recorded { changes: vec![change], verify: false });
        assert_eq!(user.local, fields("Jack", "3"));
        assert_eq!(user.base, Some(fields("John", "3")));
    }

    #[test]
    fn an_event_during_a_call_is_not_undone_by_its_answer() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        let loaded = user.clone();
        user.hear(&Event::parse(vec![("phone".into(), "9".into())], at(1)).expect("sound"), at(1));
        let mut fetching = user.clone();
        assert!(fetching.fetched(&loaded, &fields("Jim", "1").into(), at(2)).verify);
        assert_eq!(fetching.local, fields("Jim", "9"));
        assert!(user.pushed(&loaded, &fields("Jack", "1"), &fields("Jack", "1").into(), at(2)).verify);
        assert_eq!(user.base, Some(fields("Jack", "9")));
    }

    #[test]
    fn an_edit_during_a_push_is_still_to_be_pushed() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        user.edit(&fields("John", "2"));
        let loaded = user.clone();
        user.edit(&fields("John", "3"));
        assert_eq!(
            user.pushed(&loaded, &fields("John", "2"), &fields("John", "2").into(), at(1)),
            Recorded::default()
        );
        assert!(!user.in_step());
        assert_eq!(user.local.phone, "3");
    }

    /// Pushes the local values; the CRM answers with their stored form.
    fn push(user: &mut SyncedUser, second: u32) -> Recorded {
        let (loaded, sent) = (user.clone(), user.local.clone());
        user.pushed(&loaded, &sent, &tidied(&sent), at(second))
    }

    /// The form that a reformatting CRM stores.
    fn tidied(fields: &UserFields) -> CrmFields {
        let digits: String = fields.phone.chars().filter(char::is_ascii_digit).collect();
        CrmFields::parse(Some(&fields.name.to_uppercase()), Some(&fields.email), Some(&digits))
            .expect("sound")
    }

    #[test]
    fn edits_of_values_that_the_crm_reformats_all_stay_and_are_pushed() {
        let mut user = SyncedUser::new(fields("John", "202-555-0143"));
        user.created(
            "CRM1",
            &fields("John", "202-555-0143"),
            &tidied(&fields("John", "202-555-0143")),
            at(0),
        );
        for (second, phone) in [(1, "202-555-0144"), (2, "(202) 555-0144"), (3, "202.555.0145")] {
            user.edit(&fields("Jack", phone));
            assert!(!user.in_step(), "{phone}");
            let loaded = user.clone();
            let held = user.held.clone();
            assert_eq!(user.fetched(&loaded, &held, at(second)), Recorded::default(), "{phone}");
            assert!(!user.in_step(), "{phone}");
            assert_eq!(push(&mut user, second), Recorded::default(), "{phone}");
            assert!(user.in_step() && user.local == fields("Jack", phone), "{phone}");
        }
    }

    #[test]
    fn a_push_whose_answer_was_lost_is_recognised_by_its_reformatted_values() {
        let mut user = SyncedUser::new(fields("John", "202-555-0143"));
        user.created(
            "CRM1",
            &fields("John", "202-555-0143"),
            &tidied(&fields("John", "202-555-0143")),
            at(0),
        );
        user.edit(&fields("John", "202-555-0199"));
        let loaded = user.clone();
        let recorded = user.fetched(&loaded, &tidied(&fields("John", "202-555-0199")), at(1));
        assert_eq!(recorded, Recorded::default());
        assert!(user.in_step());
        assert_eq!(user.local.phone, "202-555-0199");
    }

    #[test]
    fn an_edit_after_a_push_whose_answer_was_lost_is_not_overridden_by_that_push() {
        let mut user = SyncedUser::new(fields("John", "202-555-0143"));
        user.created(
            "CRM1",
            &fields("John", "202-555-0143"),
            &tidied(&fields("John", "202-555-0143")),
            at(0),
        );
        user.edit(&fields("John", "202-555-0199"));
        user.about_to_update();
        user.edit(&fields("John", "202-555-0100"));
        let loaded = user.clone();
        let recorded = user.fetched(&loaded, &tidied(&fields("John", "202-555-0199")), at(1));
        assert_eq!(recorded, Recorded::default());
        assert_eq!((user.local.phone.as_str(), user.in_step()), ("202-555-0100", false));
        push(&mut user, 2);
        assert!(user.in_step());
    }

    #[test]
    fn the_crm_wins_for_a_field_that_it_does_not_change() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        user.edit(&fields("Jack", "2"));
        let (loaded, sent) = (user.clone(), user.local.clone());
        let recorded = user.pushed(&loaded, &sent, &fields("John", "2").into(), at(1));
        let change = Change { field: Field::Name, from: "Jack".into(), to: "John".into(), overridden: true };
        assert_eq!(recorded, Recorded { changes: vec![change], verify: false });
        assert!(user.in_step());
    }

    /// A user whose record the CRM stores as `held`, after a push of `name` answered without a body.
    fn written(held: &str, name: &str) -> (SyncedUser, SyncedUser) {
        let mut user = SyncedUser::new(fields("John Smith", "1"));
        let told = CrmFields::parse(Some(held), None, None).expect("sound");
        user.created("CRM1", &fields("John Smith", "1"), &told, at(0));
        user.edit(&fields(name, "1"));
        user.about_to_update();
        let before = user.clone();
        user.pushed(&before, &fields(name, "1"), &CrmFields::default(), at(1));
        (before, user)
    }

    #[test]
    fn a_read_after_a_write_returns_the_stored_form() {
        for (sent, read, expected) in [
            ("Jack Smith", "Smith, Jack", "Jack Smith"),
            ("Jack Smith", "Jack Smith", "Jack Smith"),
            // The CRM refused the change.
            ("Jack Smith", "Smith, John", "Smith, John"),
            // The CRM was sent what it had, and now has something else.
            ("John Smith", "Smith, John", "John Smith"),
            ("John Smith", "Doe, John", "Doe, John"),
        ] {
            let (before, mut user) = written("Smith, John", sent);
            let read = CrmFields::parse(Some(read), None, None).expect("sound");
            let loaded = user.clone();
            user.read_back(&loaded, &before, &read, at(2));
            assert_eq!((user.local.name.as_str(), user.in_step()), (expected, true), "{sent} {read:?}");
            assert_eq!(user.fetched(&user.clone(), &read, at(3)), Recorded::default(), "{sent} {read:?}");
        }
    }

    #[test]
    fn an_edit_while_a_write_is_read_back_is_still_to_be_pushed() {
        let (before, mut user) = written("Smith, John", "Jack Smith");
        let loaded = user.clone();
        user.edit(&fields("Jim Smith", "1"));
        let read = CrmFields::parse(Some("Smith, Jack"), None, None).expect("sound");
        assert_eq!(user.read_back(&loaded, &before, &read, at(2)), Recorded::default());
        assert_eq!((user.local.name.as_str(), user.in_step()), ("Jim Smith", false));
    }

    #[test]
    fn an_abandoned_write_that_appears_later_is_a_change_of_the_crm() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        user.edit(&fields("John", "2"));
        user.about_to_update();
        user.edit(&fields("John", "1"));
        user.fetched(&user.clone(), &fields("John", "1").into(), at(1));
        assert_eq!(user.sent, None);
        user.fetched(&user.clone(), &fields("John", "2").into(), at(2));
        assert_eq!((user.local.phone.as_str(), user.in_step()), ("2", true));
    }

    #[test]
    fn fields_missing_from_an_answer_are_unchanged() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &CrmFields::default(), at(0));
        user.edit(&fields("John", "2"));
        let loaded = user.clone();
        let silent = CrmFields::parse(Some("John"), None, None).expect("sound");
        assert_eq!(user.fetched(&loaded, &silent, at(1)), Recorded::default());
        assert!(!user.in_step());
        let (loaded, sent) = (user.clone(), user.local.clone());
        assert_eq!(user.pushed(&loaded, &sent, &silent, at(2)), Recorded::default());
        assert!(user.in_step());
    }
}
