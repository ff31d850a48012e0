//! A user as far as it is kept in step, and what each answer of the CRM makes of it.

use chrono::{DateTime, Utc};

use crate::fields::{Field, UserFields};
use crate::merge::{Change, Merged, merge_field};

/// A user and what is known of the CRM's record of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncedUser {
    /// What is here.
    pub local: UserFields,
    /// What the CRM calls its record; none before it has one.
    pub crm_id: Option<String>,
    /// What both sides last agreed on. Without a `crm_id`: what was last sent to be created, if anything was, as
    /// the CRM may have it although no answer said so.
    pub base: Option<UserFields>,
    /// By the CRM's clock, when the last event that was heard of each field happened, in the order of
    /// [`Field::ALL`].
    pub heard_at: [Option<DateTime<Utc>>; 3],
    /// By our clock, when the CRM's record was last looked at or changed.
    pub seen_at: Option<DateTime<Utc>>,
}

/// What recording an answer of the CRM came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
        Self { local, crm_id: None, base: None, heard_at: [None; 3], seen_at: None }
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

    /// The CRM made a record of `sent`. `at` is when the answer came.
    pub fn created(&mut self, crm_id: &str, sent: &UserFields, at: DateTime<Utc>) {
        self.crm_id = Some(crm_id.to_owned());
        self.base = Some(sent.clone());
        self.saw(at);
    }

    /// The CRM has a record of this user already: one of ours whose answer was lost.
    pub fn found(&mut self, crm_id: &str, crm: &UserFields, at: DateTime<Utc>) -> Recorded {
        self.crm_id = Some(crm_id.to_owned());
        let loaded = self.clone();
        self.fetched(&loaded, crm, at)
    }

    /// The CRM has no such record any more. It can be looked up and made anew.
    pub fn gone(&mut self) {
        self.crm_id = None;
        self.heard_at = [None; 3];
        self.seen_at = None;
    }

    /// The CRM's record was read. `loaded` is the user as it was before the call: fields of which an event came in
    /// meanwhile are left alone, as the answer may be older than the event. `at` is when the answer came.
    pub fn fetched(&mut self, loaded: &Self, crm: &UserFields, at: DateTime<Utc>) -> Recorded {
        let mut recorded = Recorded::default();
        for field in Field::ALL {
            if self.has_moved(loaded, field) {
                recorded.verify = true;
                continue;
            }
            let value = crm.get(field);
            if let Merged::Take { overrides } = merge_field(self.base_of(field), self.local.get(field), value)
            {
                recorded.changes.push(self.take(field, value, overrides));
            }
        }
        self.agree(loaded, crm);
        self.saw(at);
        recorded
    }

    /// The CRM took `sent` as its record. `loaded` and `at` as for [`SyncedUser::fetched`].
    pub fn pushed(&mut self, loaded: &Self, sent: &UserFields, at: DateTime<Utc>) -> Recorded {
        let verify = Field::ALL.into_iter().any(|field| self.has_moved(loaded, field));
        self.agree(loaded, sent);
        self.saw(at);
        Recorded { changes: Vec::new(), verify }
    }

    fn agree(&mut self, loaded: &Self, crm: &UserFields) {
        let mut base = crm.clone();
        for field in Field::ALL.into_iter().filter(|field| self.has_moved(loaded, *field)) {
            if let Some(value) = self.base_of(field) {
                base.set(field, value);
            }
        }
        self.base = Some(base);
    }

    fn has_moved(&self, loaded: &Self, field: Field) -> bool {
        self.base_of(field) != loaded.base_of(field) || self.heard_at(field) != loaded.heard_at(field)
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
        let recorded = user.found("CRM1", &fields("John", "1"), at(1));
        assert_eq!(recorded, Recorded::default());
        assert_eq!(user.local.phone, "2", "the edit still has to be pushed");
        assert!(!user.in_step());
    }

    #[test]
    fn fetching_merges_each_field() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), at(0));
        user.edit(&fields("Jack", "2"));
        let loaded = user.clone();
        let recorded = user.fetched(&loaded, &fields("John", "3"), at(1));
        let change = Change { field: Field::Phone, from: "2".into(), to: "3".into(), overridden: true };
        assert_eq!(recorded, Recorded { changes: vec![change], verify: false });
        assert_eq!(user.local, fields("Jack", "3"));
        assert_eq!(user.base, Some(fields("John", "3")));
    }

    #[test]
    fn an_event_that_came_in_during_a_call_is_not_undone_by_its_answer() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), at(0));
        let loaded = user.clone();
        user.hear(&Event::parse(vec![("phone".into(), "9".into())], at(1)).expect("sound"), at(1));
        let mut fetching = user.clone();
        assert!(fetching.fetched(&loaded, &fields("Jim", "1"), at(2)).verify);
        assert_eq!(fetching.local, fields("Jim", "9"));
        assert!(user.pushed(&loaded, &fields("Jack", "1"), at(2)).verify);
        assert_eq!(user.base, Some(fields("Jack", "9")));
    }

    #[test]
    fn an_edit_during_a_push_is_still_to_be_pushed() {
        let mut user = SyncedUser::new(fields("John", "1"));
        user.created("CRM1", &fields("John", "1"), at(0));
        user.edit(&fields("John", "2"));
        let loaded = user.clone();
        user.edit(&fields("John", "3"));
        assert_eq!(user.pushed(&loaded, &fields("John", "2"), at(1)), Recorded::default());
        assert!(!user.in_step());
        assert_eq!(user.local.phone, "3");
    }
}
