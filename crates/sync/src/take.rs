//! The effect of each answer of the CRM on a user, and how a visit continues.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::answer::Action;
use crate::fields::{CrmFields, UserFields};
use crate::merge::Change;
use crate::retry::wait_for;
use crate::user::{Recorded, SyncedUser};
use crate::visit::Visit;

/// The most characters of a record's id in the CRM.
pub const LONGEST_CRM_ID: usize = 255;

/// The delay before retrying while the connection accepts no calls: 30 seconds.
pub const SHUT_OUT_FOR: Duration = Duration::from_secs(30);

/// The CRM's answer to a step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Answer {
    /// A record was created.
    Created {
        /// Its id in the CRM.
        crm_id: String,
        /// The values sent.
        sent: UserFields,
        /// The values of the record in the answer.
        held: CrmFields,
    },
    /// No record has our id.
    FoundNone,
    /// A record has our id.
    Found {
        /// Its id in the CRM.
        crm_id: String,
        /// Its values.
        fields: CrmFields,
    },
    /// The record was read.
    Fetched {
        /// Its values.
        fields: CrmFields,
    },
    /// The known record does not exist any more; it is looked up, and created again.
    Gone,
    /// The CRM accepted the update.
    Updated {
        /// The values sent.
        sent: UserFields,
        /// The values of the record in the answer.
        held: CrmFields,
    },
    /// There was nothing to do.
    Nothing,
}

/// The effect of an answer on a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// The local changes.
    pub changes: Vec<Change>,
    /// Whether an event arrived during the call, so that the CRM has to be asked again.
    pub verify: bool,
    /// Whether the two sides differed.
    pub differed: bool,
    /// Whether the user's record is a different one now, or none.
    pub relinked: bool,
}

/// How a visit continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Next {
    /// Store the user, and ask [`Visit::next`] again.
    Again,
    /// The visit is over.
    Done,
}

/// How a visit continues after an unexpected answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setback {
    /// Ask [`Visit::next`] again: an ability of the CRM was detected.
    Again,
    /// Call the CRM later. Does not count as an attempt.
    Later {
        /// The delay.
        after: Duration,
    },
    /// Credentials or rights have to be corrected first. Does not count as an attempt.
    ShutOut {
        /// When to check again.
        after: Duration,
    },
    /// The attempt failed; a [`Schedule`](crate::Schedule) decides on the retry.
    Failed,
    /// A retry would fail again.
    Hopeless,
}

impl Answer {
    /// Why the id in the answer cannot be used: it cannot be stored.
    pub fn bad_id(&self) -> Option<&'static str> {
        let (Self::Created { crm_id, .. } | Self::Found { crm_id, .. }) = self else { return None };
        let is_bad = crm_id.is_empty() || crm_id.chars().count() > LONGEST_CRM_ID || crm_id.contains('\0');
        is_bad.then_some("the CRM gave an id that cannot be stored")
    }
}

impl Visit {
    /// Applies the answer to a step: `user` is the stored user now, `at` the time of the answer. Apply the events that
    /// wait for the record next; then [`Visit::after`] says how to continue.
    ///
    /// ```
    /// use chrono::DateTime;
    /// use frontdesk_sync::{Abilities, Answer, Next, Step, SyncedUser, UserFields, Visit};
    ///
    /// let now = DateTime::UNIX_EPOCH;
    /// let fields = UserFields::parse("Ada", "ada@example.com", "202-555-0143")?;
    /// let mut user = SyncedUser::new(fields.clone());
    /// let mut visit = Visit::new(user.clone());
    /// assert_eq!(visit.next(Abilities::default()), Step::Create);
    /// user.about_to_create();
    /// // Here the service calls its CRM.
    /// let answer = Answer::Created { crm_id: "C-1".to_owned(), held: fields.clone().into(), sent: fields };
    /// let taken = visit.take(&mut user, &answer, now);
    /// assert!(taken.relinked && user.in_step());
    /// assert_eq!(visit.after(&mut user, &answer, taken.verify), Next::Done);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    pub fn take(&mut self, user: &mut SyncedUser, answer: &Answer, at: DateTime<Utc>) -> Taken {
        let mut taken = Taken::default();
        let recorded = match answer {
            Answer::Created { crm_id, sent, held } => {
                user.created(crm_id, sent, held, at);
                taken.relinked = true;
                Recorded::default()
            }
            Answer::FoundNone => {
                user.about_to_create();
                self.absent = true;
                taken.differed = true;
                Recorded::default()
            }
            Answer::Found { crm_id, fields } => {
                taken.differed = !fields.says_the_same_as(&user.local);
                taken.relinked = true;
                self.seen = true;
                user.found(crm_id, fields, at)
            }
            Answer::Fetched { fields } => {
                taken.differed = !fields.says_the_same_as(&user.local);
                self.seen = true;
                match self.wrote.take() {
                    Some(before) => user.read_back(&self.user, &before, fields, at),
                    None => user.fetched(&self.user, fields, at),
                }
            }
            Answer::Gone => {
                user.gone();
                (self.seen, self.absent, self.first_try, self.wrote) = (false, false, false, None);
                (taken.differed, taken.relinked) = (true, true);
                Recorded::default()
            }
            Answer::Updated { sent, held } => user.pushed(&self.user, sent, held, at),
            Answer::Nothing => Recorded::default(),
        };
        (taken.changes, taken.verify) = (recorded.changes, recorded.verify);
        taken
    }

    /// How to continue after an answer that was [applied](Visit::take). `verify` says that the CRM has to be asked
    /// again anyway because an event arrived meanwhile: the values read are then outdated, and must not be pushed.
    pub fn after(&mut self, user: &mut SyncedUser, answer: &Answer, verify: bool) -> Next {
        match answer {
            Answer::Nothing => return Next::Done,
            Answer::FoundNone | Answer::Gone => {}
            Answer::Found { .. } | Answer::Fetched { .. } => {
                if user.in_step() || verify {
                    return Next::Done;
                }
                user.about_to_update();
            }
            // The stored form of sent values is read, unless the answer showed it.
            Answer::Created { held, .. } | Answer::Updated { held, .. } => {
                if held.is_whole() || verify {
                    return Next::Done;
                }
                self.seen = false;
                self.wrote = Some(self.user.clone());
            }
        }
        self.user = user.clone();
        Next::Again
    }
}

impl Action {
    /// How to continue after this result, when the step expected another one. `backoff` is the delay after a failed
    /// attempt.
    pub fn setback(self, backoff: Duration) -> Setback {
        match self {
            Self::NotSupported => Setback::Again,
            // A 503 without a wait is an error like any other.
            Self::SlowDown { at_least: None, in_doubt: true } | Self::Retry { .. } | Self::ReadAgain => {
                Setback::Failed
            }
            Self::SlowDown { at_least, .. } => Setback::Later { after: wait_for(at_least, backoff) },
            Self::Pause => Setback::ShutOut { after: SHUT_OUT_FOR },
            Self::Done | Self::RefreshToken | Self::Missing | Self::Refused => Setback::Hopeless,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::{Abilities, Step};

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn fields(phone: &str) -> UserFields {
        UserFields::parse("Ada", "ada@example.com", phone).expect("sound")
    }

    fn took(visit: &mut Visit, user: &mut SyncedUser, answer: &Answer) -> (Taken, Next) {
        let taken = visit.take(user, answer, NOW);
        let next = visit.after(user, answer, taken.verify);
        (taken, next)
    }

    #[test]
    fn a_record_that_is_gone_is_looked_up_and_created_again() {
        let mut user = SyncedUser::new(fields("555-0100"));
        user.created("C-1", &fields("555-0100"), &fields("555-0100").into(), NOW);
        let mut visit = Visit::new(user.clone());
        assert_eq!(visit.next(Abilities::default()), Step::Fetch);
        let (taken, next) = took(&mut visit, &mut user, &Answer::Gone);
        assert_eq!((taken.differed, taken.relinked, next), (true, true, Next::Again));
        assert_eq!(visit.next(Abilities::default()), Step::LookUp);
        assert_eq!(took(&mut visit, &mut user, &Answer::FoundNone).1, Next::Again);
        assert_eq!(visit.next(Abilities::default()), Step::Create);
    }

    #[test]
    fn a_read_is_followed_by_a_push_unless_an_event_arrived_meanwhile() {
        let mut user = SyncedUser::new(fields("555-0100"));
        user.created("C-1", &fields("555-0100"), &fields("555-0100").into(), NOW);
        user.edit(&fields("555-0199"));
        let answer = Answer::Fetched { fields: fields("555-0100").into() };
        for (verify, next) in [(true, Next::Done), (false, Next::Again)] {
            let (mut visit, mut user) = (Visit::new(user.clone()), user.clone());
            assert!(visit.take(&mut user, &answer, NOW).differed);
            assert_eq!(visit.after(&mut user, &answer, verify), next);
        }
        let mut visit = Visit::new(user.clone());
        assert_eq!(took(&mut visit, &mut user, &answer).1, Next::Again);
        assert_eq!(visit.next(Abilities::default()), Step::Update);
        let silent = Answer::Updated { sent: fields("555-0199"), held: CrmFields::default() };
        assert_eq!(took(&mut visit, &mut user, &silent).1, Next::Again, "the stored form is read");
        assert_eq!(visit.next(Abilities::default()), Step::Fetch);
        let read = Answer::Fetched { fields: fields("(555) 0199").into() };
        assert_eq!(took(&mut visit, &mut user, &read).1, Next::Done);
        assert_eq!(user.local.phone, "555-0199");
    }

    #[test]
    fn an_id_that_cannot_be_stored_is_reported() {
        for (crm_id, is_bad) in [
            ("C-1".to_owned(), false),
            (String::new(), true),
            ("a\0b".to_owned(), true),
            ("x".repeat(256), true),
        ] {
            let answer = Answer::Found { crm_id, fields: CrmFields::default() };
            assert_eq!(answer.bad_id().is_some(), is_bad, "{answer:?}");
        }
        assert_eq!(Answer::Gone.bad_id(), None);
    }

    #[test]
    fn setbacks_use_up_an_attempt_only_where_one_was_made() {
        let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
        for (action, setback) in [
            (Action::NotSupported, Setback::Again),
            (Action::Retry { in_doubt: true }, Setback::Failed),
            (Action::ReadAgain, Setback::Failed),
            (Action::SlowDown { at_least: None, in_doubt: true }, Setback::Failed),
            (Action::SlowDown { at_least: None, in_doubt: false }, Setback::Later { after: second }),
            (Action::SlowDown { at_least: Some(minute), in_doubt: true }, Setback::Later { after: minute }),
            (Action::Pause, Setback::ShutOut { after: SHUT_OUT_FOR }),
            (Action::Refused, Setback::Hopeless),
            (Action::Missing, Setback::Hopeless),
        ] {
            assert_eq!(action.setback(second), setback, "{action:?}");
        }
    }
}
