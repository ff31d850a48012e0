//! A user as far as it is kept in step, and what each answer of the CRM makes of it.

use chrono::{DateTime, Utc};

use crate::field::Field;
use crate::fields::{CrmFields, UserFields};
use crate::merge::{Change, Known, Merged, merge_field};
use crate::tidied::is_same_value;

/// A user and what is known of the CRM's record of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SyncedUser {
    /// What is here.
    pub local: UserFields,
    /// What the CRM calls its record; none before it has one.
    pub crm_id: Option<String>,
    /// What both sides last agreed on, as it was here. Without a `crm_id`: what was last sent to be created, if
    /// anything was, as the CRM may have it although no answer said so.
    pub base: Option<UserFields>,
    /// The same as the CRM stored it, as far as it told: it may tidy what it is sent.
    pub held: CrmFields,
    /// What was last sent to replace the record, while no answer has said what became of it.
    pub sent: Option<UserFields>,
    /// Until when a create that brought no answer may still be under way in the CRM, by our clock.
    pub unsettled_until: Option<DateTime<Utc>>,
    /// By the CRM's clock, when the last event that was heard of each field happened, in the order of
    /// [`Field::ALL`].
    pub heard_at: [Option<DateTime<Utc>>; 3],
    /// By our clock, when the CRM's record was last looked at or changed.
    pub seen_at: Option<DateTime<Utc>>,
}

/// What recording an answer of the CRM came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Recorded {
    /// What changed here.
    pub changes: Vec<Change>,
    /// Whether an event came in while the call was under way: which was later only the CRM knows, so it has to be
    /// asked again.
    pub verify: bool,
}

impl SyncedUser {
    /// A user that the CRM does not know.
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

    /// Whether the CRM has what is here, as far as is known.
    pub fn in_step(&self) -> bool {
        self.crm_id.is_some() && self.base.as_ref() == Some(&self.local)
    }

    /// Takes what a caller gives.
    pub fn edit(&mut self, given: &UserFields) -> Vec<Change> {
        let changed = Field::ALL.into_iter().filter(|field| self.local.get(*field) != given.get(*field));
        let changed: Vec<Field> = changed.collect();
        changed.into_iter().map(|field| self.take(field, given.get(field), false)).collect()
    }

    /// Notes what is about to be sent to be created. To be stored before it is sent: after a crash it tells what
    /// the CRM may have.
    pub fn about_to_create(&mut self) {
        if self.crm_id.is_none() {
            self.base = Some(self.local.clone());
        }
    }

    /// Notes what is about to be sent to replace the record, for the same reason: what the CRM holds after a crash, or
    /// an event brings before the answer, is known to come from here.
    pub fn about_to_update(&mut self) {
        self.sent = Some(self.local.clone());
    }

    /// The CRM made a record of `sent`, of which its answer told `held`. `at` is when the answer came.
    pub fn created(&mut self, crm_id: &str, sent: &UserFields, held: &CrmFields, at: DateTime<Utc>) {
        self.crm_id = Some(crm_id.to_owned());
        self.base = Some(sent.clone());
        self.held = held.clone();
        self.sent = None;
        self.unsettled_until = None;
        self.saw(at);
    }

    /// The CRM has a record of this user already: one of ours whose answer was lost.
    pub fn found(&mut self, crm_id: &str, crm: &CrmFields, at: DateTime<Utc>) -> Recorded {
        self.crm_id = Some(crm_id.to_owned());
        self.unsettled_until = None;
        let loaded = self.clone();
        self.fetched(&loaded, crm, at)
    }

    /// The CRM has no such record any more. It can be looked up and made anew.
    pub fn gone(&mut self) {
        self.crm_id = None;
        self.held = CrmFields::default();
        self.sent = None;
        self.heard_at = [None; 3];
        self.seen_at = None;
    }

    /// The CRM's record was read. `loaded` is the user as it was before the call: fields of which an event came in
    /// meanwhile are left alone, as the answer may be older than the event. So are fields that the record does not
    /// tell. `at` is when the answer came.
    pub fn fetched(&mut self, loaded: &Self, crm: &CrmFields, at: DateTime<Utc>) -> Recorded {
        self.read(loaded, None, crm, at)
    }

    /// The CRM's record was read to learn what it made of a write whose answer did not tell: its form of the values that it
    /// was sent is no change of its own. `before` is the user as it was before the write, the rest as for
    /// [`SyncedUser::fetched`].
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
        // No change is under way to a record that was read and is as it is here.
        if !recorded.verify && self.in_step() {
            self.sent = None;
        }
        self.saw(at);
        recorded
    }

    /// Whether a value is what the CRM made of what it was sent, which is the base since. Where it held something else, the
    /// old value is one that it would not change; where it was sent what it had, another value is a change of its own.
    fn is_form_of_sent(&self, before: &Self, field: Field, value: &str) -> bool {
        let was_held = before.held.get(field);
        let is_edit = before.base_of(field) != self.base_of(field);
        self.held.get(field).is_none() && (was_held.is_none() || is_edit != (was_held == Some(value)))
    }

    /// The CRM will not have the change that was sent last: it is not under way.
    pub fn update_refused(&mut self) {
        self.sent = None;
    }

    /// The CRM took `sent` as its record, of which its answer told `held`. `loaded` and `at` as for
    /// [`SyncedUser::fetched`]. A field that the answer shows as it was before, although something else was sent, is
    /// one that the CRM would not change: it has the last word.
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

    /// The CRM holds this value: what that makes of the field here.
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

    /// Whether any value is taken for the CRM's form of what it was sent last: its answer did not tell the form, the process
    /// that would have read it ended before, and an edit waits that is not to be lost to that form.
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
    fn a_create_whose_answer_was_lost_is_adopted_with_the_edit_that_came_after() {
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
    fn an_event_that_came_in_during_a_call_is_not_undone_by_its_answer() {
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

    /// Sends what is here, and has the CRM answer with what it makes of it.
    fn push(user: &mut SyncedUser, second: u32) -> Recorded {
        let (loaded, sent) = (user.clone(), user.local.clone());
        user.pushed(&loaded, &sent, &tidied(&sent), at(second))
    }

    /// What a CRM that tidies holds of it.
    fn tidied(fields: &UserFields) -> CrmFields {
        let digits: String = fields.phone.chars().filter(char::is_ascii_digit).collect();
        CrmFields::parse(Some(&fields.name.to_uppercase()), Some(&fields.email), Some(&digits))
            .expect("sound")
    }

    #[test]
    fn edits_of_a_user_whose_values_the_crm_tidies_all_stay_and_all_have_to_be_pushed() {
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
    fn a_push_whose_answer_was_lost_is_recognised_by_its_tidied_form() {
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
    fn a_field_that_the_crm_will_not_change_is_its_word() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), &fields("John", "1").into(), at(0));
        user.edit(&fields("Jack", "2"));
        let (loaded, sent) = (user.clone(), user.local.clone());
        let recorded = user.pushed(&loaded, &sent, &fields("John", "2").into(), at(1));
        let change = Change { field: Field::Name, from: "Jack".into(), to: "John".into(), overridden: true };
        assert_eq!(recorded, Recorded { changes: vec![change], verify: false });
        assert!(user.in_step());
    }

    /// A user whose record the CRM keeps as `held`, after a push of `name` that was answered without a body.
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
    fn what_is_read_after_a_write_is_the_crms_form_of_it() {
        for (sent, read, expected) in [
            ("Jack Smith", "Smith, Jack", "Jack Smith"),
            ("Jack Smith", "Jack Smith", "Jack Smith"),
            // It would not change it.
            ("Jack Smith", "Smith, John", "Smith, John"),
            // It was sent what it had, and has something else.
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
    fn what_was_sent_and_is_given_up_is_a_change_of_the_crm_when_it_turns_up_later() {
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
    fn what_an_answer_does_not_tell_is_left_alone() {
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
