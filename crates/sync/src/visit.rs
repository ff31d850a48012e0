//! The next CRM call for a user.

use std::fmt;
use std::str::FromStr;

use crate::user::SyncedUser;

/// Why a user is visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Task {
    /// Local values may have to be pushed.
    Push,
    /// The CRM may have other values.
    Fetch,
}

impl Task {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Fetch => "fetch",
        }
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a [`Task`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be push or fetch")]
pub struct UnknownTask;

impl FromStr for Task {
    type Err = UnknownTask;

    fn from_str(text: &str) -> Result<Self, UnknownTask> {
        [Self::Push, Self::Fetch].into_iter().find(|task| task.as_str() == text).ok_or(UnknownTask)
    }
}

/// Abilities of the CRM, as far as detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Abilities {
    /// Whether records can be looked up by our id.
    pub look_up: bool,
    /// Whether records can be updated.
    pub update: bool,
}

/// All abilities, until a call shows otherwise.
impl Default for Abilities {
    fn default() -> Self {
        Self { look_up: true, update: true }
    }
}

impl Abilities {
    /// Sets [`Self::look_up`].
    #[must_use]
    pub fn looking_up(mut self, can: bool) -> Self {
        self.look_up = can;
        self
    }

    /// Sets [`Self::update`].
    #[must_use]
    pub fn updating(mut self, can: bool) -> Self {
        self.update = can;
        self
    }
}

/// The next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Step {
    /// `POST` the local values. They have been stored before.
    Create,
    /// Query records with our id.
    LookUp,
    /// `GET` the record.
    Fetch,
    /// `PUT` the local values.
    Update,
    /// There is nothing to do.
    Nothing,
    /// An update is needed, and the CRM does not support it.
    CannotUpdate,
}

impl Step {
    /// Whether an update was sent, or was found not to be supported.
    pub fn is_update(self) -> bool {
        matches!(self, Self::Update | Self::CannotUpdate)
    }
}

/// The visit of one user: the user as loaded, and the results so far.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Visit {
    /// The user as last stored.
    pub user: SyncedUser,
    /// Whether no create was sent before this visit: only then may a record be created without a look-up.
    pub first_try: bool,
    /// Whether a look-up found no record.
    pub absent: bool,
    /// Whether the record was read.
    pub seen: bool,
    /// Whether an update was answered as if the record did not exist.
    pub update_missed: bool,
    /// Whether an update conflicted with another change.
    pub conflicted: bool,
    /// Whether the CRM rejected an update for good.
    pub update_refused: bool,
    /// The user before a write, while the stored form is unknown.
    pub wrote: Option<SyncedUser>,
}

impl Visit {
    /// Begins a visit. Call it before [`SyncedUser::about_to_create`].
    pub fn new(user: SyncedUser) -> Self {
        let first_try = user.base.is_none();
        Self {
            user,
            first_try,
            absent: false,
            seen: false,
            update_missed: false,
            conflicted: false,
            update_refused: false,
            wrote: None,
        }
    }

    /// The next step.
    ///
    /// A record is read before it is updated: a `PUT` has all fields, and would undo changes in the CRM of fields that
    /// were not changed here. It is also read when there is nothing to push: an earlier worker may have sent an update
    /// and died before recording it.
    ///
    /// ```
    /// use frontdesk_sync::{Abilities, Step, SyncedUser, UserFields, Visit};
    ///
    /// let user = UserFields::parse("John Smith", "john.smith@example.com", "123-456-7890").expect("sound");
    /// let visit = Visit::new(SyncedUser::new(user));
    /// assert_eq!(visit.next(Abilities::default()), Step::Create);
    /// ```
    pub fn next(&self, can: Abilities) -> Step {
        if self.user.crm_id.is_none() {
            let may_exist = !self.first_try && !self.absent && can.look_up;
            return if may_exist { Step::LookUp } else { Step::Create };
        }
        if !self.seen {
            return Step::Fetch;
        }
        if self.user.in_step() {
            Step::Nothing
        } else if can.update && !self.update_missed {
            Step::Update
        } else {
            Step::CannotUpdate
        }
    }

    /// Records that an update was answered as if the record did not exist, or conflicted: the record is read again. If
    /// it exists after all, the CRM does not support updates.
    pub fn update_missed(&mut self, missing: bool) {
        self.seen = false;
        self.update_missed |= missing;
        self.conflicted |= !missing;
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::fields::UserFields;

    fn user() -> SyncedUser {
        SyncedUser::new(UserFields::parse("John", "john@example.com", "1").expect("sound"))
    }

    fn edited() -> SyncedUser {
        let mut user = user();
        let fields = user.local.clone();
        user.created("CRM1", &fields, &fields.clone().into(), DateTime::UNIX_EPOCH);
        user.edit(&UserFields { phone: "2".into(), ..fields });
        user
    }

    #[test]
    fn the_next_call_depends_on_what_is_known() {
        let all = Abilities::default();
        let mut sent = user();
        sent.about_to_create();
        let mut in_step = user();
        let fields = in_step.local.clone();
        in_step.created("CRM1", &fields, &fields.clone().into(), DateTime::UNIX_EPOCH);

        assert_eq!(Visit::new(user()).next(all), Step::Create);
        let again = Visit::new(sent);
        assert_eq!(again.next(all), Step::LookUp);
        assert_eq!(again.next(Abilities { look_up: false, ..all }), Step::Create);
        assert_eq!(Visit { absent: true, ..again }.next(all), Step::Create);

        let fetch = Visit::new(in_step);
        assert_eq!(fetch.next(all), Step::Fetch);
        assert_eq!(Visit { seen: true, ..fetch }.next(all), Step::Nothing);

        let push = Visit::new(edited());
        assert_eq!(push.next(all), Step::Fetch);
        let seen = Visit { seen: true, ..push };
        assert_eq!(seen.next(all), Step::Update);
        assert_eq!(seen.next(Abilities { update: false, ..all }), Step::CannotUpdate);
    }

    #[test]
    fn a_record_that_exists_although_an_update_did_not_find_it_cannot_be_updated() {
        let mut visit = Visit { seen: true, ..Visit::new(edited()) };
        visit.update_missed(true);
        assert_eq!(visit.next(Abilities::default()), Step::Fetch);
        visit.seen = true;
        assert_eq!(visit.next(Abilities::default()), Step::CannotUpdate);
        let mut conflict = Visit { seen: true, ..Visit::new(edited()) };
        conflict.update_missed(false);
        conflict.seen = true;
        assert_eq!(conflict.next(Abilities::default()), Step::Update);
    }

    #[test]
    fn tasks_are_parsed_as_printed() {
        for task in [Task::Push, Task::Fetch] {
            assert_eq!(task.to_string().parse(), Ok(task));
        }
        assert_eq!("pull".parse::<Task>(), Err(UnknownTask));
    }
}
