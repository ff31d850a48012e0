//! The worker's queue, and recording of its results.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
pub use frontdesk_sync::Answer;
use frontdesk_sync::{Change, Field, Next, SyncStatus, Visit};
use uuid::Uuid;

use super::parked::apply_parked;
use super::sweeps;
use crate::engine::audit::Action;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::sync::customer_users;
use crate::engine::scope::{Access, Scoped};
use crate::journal;
use crate::outbox::payload::{Notice, Payload, QueuedTask};
use crate::outbox::{self, Ending, Lease, Message, Taken, Topic};
use crate::users::{Cause, User, find_by_customer, keep, queue, reflect, save};

/// The lease for work within one transaction.
const AT_ONCE: Duration = Duration::from_secs(1);

/// A claimed user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The right to record the result.
    pub lease: Lease,
    /// The firm that it belongs to.
    pub access: Access,
    /// The user's public id, sent to the CRM as the external id.
    pub id: Uuid,
    /// How many attempts have failed.
    pub attempts: u32,
    /// The next step.
    pub visit: Visit,
    /// Whether the CRM's events are applied without asking it. False once claimed.
    pub trusts_events: bool,
    customer_id: i64,
    queued: QueuedTask,
    /// Whether the two sides differed.
    differed: bool,
}

/// How to continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Another process has claimed the user. Nothing was recorded.
    Lost,
    /// It is done.
    Done,
    /// Failed for good for this reason: the answer of the CRM is not possible.
    Failed(&'static str),
    /// Another step follows: ask the visit again. The lease was renewed.
    Go(Box<Claimed>),
}

/// Why the synchronization of a user failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// In one line, without personal data.
    pub error: String,
    /// Whether to queue a [`Notice`].
    pub notify: bool,
    /// Until when a create may still be under way in the CRM.
    pub unsettled_until: Option<DateTime<Utc>>,
}

/// When and why to retry a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponed {
    /// The delay.
    pub after: Duration,
    /// Whether the attempt counts.
    pub uses_attempt: bool,
    /// In one line, without personal data.
    pub error: String,
    /// Until when a create may still be under way in the CRM.
    pub unsettled_until: Option<DateTime<Utc>>,
}

/// Claims up to `limit` due users for the duration `lease`. For new users, the same transaction records what is about
/// to be sent.
///
/// # Errors
/// The database did not answer.
pub async fn claim(
    database: &Database,
    limit: u32,
    lease: Duration,
    now: DateTime<Utc>,
) -> Result<Vec<Claimed>, StorageError> {
    if !outbox::is_due(database, Topic::UserSync).await? {
        return Ok(Vec::new());
    }
    database
        .write_system(move |system| {
            let taken = outbox::take(system.conn, Topic::UserSync, limit, lease)?;
            let claimed = taken
                .into_iter()
                .map(|taken| system.in_firm(taken.access.firm(), |scoped| visit(scoped, taken, now)));
            Ok(claimed.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
        .await
}

fn visit(scoped: &mut Scoped<'_>, taken: Taken, now: DateTime<Utc>) -> Result<Option<Claimed>, StorageError> {
    let corrupt = StorageError::Corrupt { table: "outbox", column: "payload", id: taken.entity_id };
    let queued = Payload::parse(&taken.payload).ok_or(corrupt)?;
    let Some(mut user) = find_by_customer(scoped, taken.entity_id)? else {
        end_without_user(scoped, &taken.lease, queued, now)?;
        return Ok(None);
    };
    let mut visit = Visit::new(user.sync.clone());
    if visit.first_try && user.sync.crm_id.is_none() {
        user.sync.about_to_create();
        note(scoped, &mut user)?;
        visit.user = user.sync.clone();
    }
    Ok(Some(Claimed {
        lease: taken.lease,
        access: taken.access,
        id: user.id,
        attempts: taken.attempts,
        visit,
        trusts_events: false,
        customer_id: taken.entity_id,
        queued,
        differed: false,
    }))
}

/// The customer was deleted: the task ends.
fn end_without_user(
    scoped: &mut Scoped<'_>,
    lease: &Lease,
    queued: QueuedTask,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    outbox::end(scoped.conn, lease, &Ending::Done)?;
    match queued.sweep {
        Some(sweep) => sweeps::count_one(scoped, sweep, false, false, now),
        None => Ok(()),
    }
}

/// Writes fields that callers do not see.
fn note(scoped: &mut Scoped<'_>, user: &mut User) -> Result<(), StorageError> {
    let at = user.updated_at;
    save(scoped, user, at)
}

/// Records the answer to a step of a visit, and returns how to continue. `lease` is the time for the next step, `now`
/// the time of the answer.
///
/// # Errors
/// The database did not answer. Nothing was recorded then; the lease expires, and the step is repeated.
pub async fn record(
    database: &Database,
    claimed: Claimed,
    answer: Answer,
    lease: Duration,
    now: DateTime<Utc>,
) -> Result<Progress, StorageError> {
    database
        .write_system(move |system| {
            if !outbox::hold(system.conn, &claimed.lease, lease)? {
                return Ok(Progress::Lost);
            }
            let progress = system.in_firm(claimed.access.firm(), |scoped| {
                let Some(user) = find_by_customer(scoped, claimed.customer_id)? else {
                    end_without_user(scoped, &claimed.lease, claimed.queued, now)?;
                    return Ok(Progress::Done);
                };
                let recording = Recording { scoped, user, claimed: claimed.clone(), verify: false, now };
                recording.take(&answer)
            })?;
            // Tasks queued for the same user meanwhile waited for this one.
            system.queued |= progress == Progress::Done;
            Ok(progress)
        })
        .await
}

/// An answer being recorded in its transaction.
struct Recording<'r, 'c> {
    scoped: &'r mut Scoped<'c>,
    user: User,
    claimed: Claimed,
    verify: bool,
    now: DateTime<Utc>,
}

impl Recording<'_, '_> {
    fn take(mut self, answer: &Answer) -> Result<Progress, StorageError> {
        self.scoped.cause = journal::Cause::SYNC;
        if let Some(error) = self.refuses(answer)? {
            return self.give_up(error);
        }
        let taken = self.claimed.visit.take(&mut self.user.sync, answer, self.now);
        self.claimed.differed |= taken.differed;
        self.verify |= taken.verify;
        if taken.relinked {
            self.tell();
        }
        if matches!(answer, Answer::Found { .. } | Answer::Fetched { .. } | Answer::Updated { .. }) {
            self.keep(&taken.changes)?;
        }
        if matches!(answer, Answer::Created { .. } | Answer::Found { .. }) {
            self.verify |= apply_parked(self.scoped, &mut self.user, self.now)?;
        }
        let verify = self.has_to_verify();
        match self.claimed.visit.after(&mut self.user.sync, answer, verify) {
            Next::Done => self.done(),
            Next::Again => self.go_on(answer),
        }
    }

    /// Notes for the audit log that the CRM has changed the user.
    fn tell(&mut self) {
        self.scoped.note(Action::Updated, "user", self.user.id, self.now);
    }

    /// Why the record in an answer cannot belong to this user.
    fn refuses(&mut self, answer: &Answer) -> Result<Option<&'static str>, StorageError> {
        if let Some(error) = answer.bad_id() {
            return Ok(Some(error));
        }
        let (Answer::Created { crm_id, .. } | Answer::Found { crm_id, .. }) = answer else { return Ok(None) };
        let others = customer_users::table
            .across_firms()
            .filter(customer_users::crm_id.eq(crm_id))
            .filter(customer_users::customer_id.ne(self.claimed.customer_id));
        let taken: bool = diesel::select(diesel::dsl::exists(others)).get_result(self.scoped.conn)?;
        Ok(taken.then_some("the CRM gave the id of another user's record"))
    }

    /// Stores replaced values, and updates the customer.
    fn keep(&mut self, changes: &[Change]) -> Result<(), StorageError> {
        let (customer, sweep) = (self.user.customer_id, self.claimed.queued.sweep);
        let cause = if sweep.is_some() { Cause::Sweep } else { Cause::Fetch };
        keep(self.scoped, customer, changes, cause, sweep, self.now)?;
        let changed: Vec<Field> = changes.iter().map(|change| change.field).collect();
        if !changed.is_empty() {
            self.tell();
        }
        reflect(self.scoped, &self.user, &changed, self.now)
    }

    fn has_to_verify(&self) -> bool {
        self.verify && !self.claimed.trusts_events
    }

    fn go_on(mut self, answer: &Answer) -> Result<Progress, StorageError> {
        // After a write with an unclear answer the record still has to be read back.
        let is_write = matches!(answer, Answer::Created { .. } | Answer::Updated { .. });
        if is_write && self.user.sync.in_step() {
            self.user.set_status(SyncStatus::Synced, self.now);
        }
        save(self.scoped, &mut self.user, self.now)?;
        Ok(Progress::Go(Box::new(self.claimed)))
    }

    fn done(mut self) -> Result<Progress, StorageError> {
        let in_step = self.user.sync.in_step();
        let (id, lease) = (self.claimed.customer_id, &self.claimed.lease);
        let task = if self.has_to_verify() {
            Some(QueuedTask::FETCH)
        } else if !in_step && !outbox::has_more(self.scoped, Topic::UserSync, id, lease)? {
            Some(QueuedTask::PUSH)
        } else {
            None
        };
        let status = if in_step { SyncStatus::Synced } else { SyncStatus::Pending };
        self.user.set_status(status, self.now);
        self.user.last_error = None;
        self.user.attempts = self.claimed.attempts.saturating_add(1);
        queue(self.scoped, &mut self.user, task.as_slice(), self.now)?;
        outbox::end(self.scoped.conn, lease, &Ending::Done)?;
        if let Some(sweep) = self.claimed.queued.sweep {
            sweeps::count_one(self.scoped, sweep, self.claimed.differed, false, self.now)?;
        }
        Ok(Progress::Done)
    }

    fn give_up(self, error: &'static str) -> Result<Progress, StorageError> {
        let failure = Failure { error: error.to_owned(), notify: false, unsettled_until: None };
        end_as_failed(self.scoped, self.user, &self.claimed, &failure, self.now)?;
        Ok(Progress::Failed(error))
    }
}

/// Performs the next step of a user with a known answer, in the caller's transaction; `Err` means that the CRM gave no
/// useful answer. Does nothing for a user without a task, or one that a worker has claimed.
///
/// # Errors
/// The database did not answer.
pub fn settle(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    answer: Result<&Answer, &Failure>,
    now: DateTime<Utc>,
) -> Result<Option<Progress>, StorageError> {
    let Some(taken) = outbox::take_of(scoped, Topic::UserSync, customer.get(), AT_ONCE)? else {
        return Ok(None);
    };
    let Some(claimed) = visit(scoped, taken, now)? else { return Ok(None) };
    let Some(user) = find_by_customer(scoped, customer.get())? else { return Ok(None) };
    match answer {
        Ok(answer) => Recording { scoped, user, claimed, verify: false, now }.take(answer).map(Some),
        Err(failure) => {
            end_as_failed(scoped, user, &claimed, failure, now)?;
            Ok(Some(Progress::Failed("the CRM took nothing")))
        }
    }
}

/// Schedules a retry of a failed attempt. False when another process has claimed the user.
///
/// # Errors
/// The database did not answer.
pub async fn postpone(
    database: &Database,
    claimed: &Claimed,
    postponed: Postponed,
    now: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let Postponed { after, uses_attempt, error, unsettled_until } = postponed;
    let ending = Ending::Later { after, uses_attempt, error: error.clone() };
    with_user(database, claimed.clone(), move |scoped, user, claimed| {
        outbox::end(scoped.conn, &claimed.lease, &ending)?;
        let Some(mut user) = user else { return Ok(()) };
        user.attempts = claimed.attempts.saturating_add(u32::from(uses_attempt));
        user.last_error = Some(error.clone());
        user.sync.unsettled_until = user.sync.unsettled_until.max(unsettled_until);
        save(scoped, &mut user, now)
    })
    .await
}

/// Marks the synchronization of a user as failed. False when another process has claimed the user. A user that is in
/// sync as far as is known, and only could not be read, keeps its status; its last error is set.
///
/// # Errors
/// The database did not answer.
pub async fn fail(
    database: &Database,
    claimed: &Claimed,
    failure: Failure,
    now: DateTime<Utc>,
) -> Result<bool, StorageError> {
    with_user(database, claimed.clone(), move |scoped, user, claimed| match user {
        Some(user) => end_as_failed(scoped, user, claimed, &failure, now),
        None => end_without_user(scoped, &claimed.lease, claimed.queued, now),
    })
    .await
}

fn end_as_failed(
    scoped: &mut Scoped<'_>,
    mut user: User,
    claimed: &Claimed,
    failure: &Failure,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let only_read = user.sync.in_step();
    user.attempts = claimed.attempts.saturating_add(1);
    user.last_error = Some(failure.error.clone());
    user.sync.unsettled_until = user.sync.unsettled_until.max(failure.unsettled_until);
    if claimed.visit.update_refused {
        user.sync.update_refused();
    }
    user.set_status(if only_read { SyncStatus::Synced } else { SyncStatus::Failed }, now);
    save(scoped, &mut user, now)?;
    outbox::end(scoped.conn, &claimed.lease, &Ending::Dead { error: failure.error.clone() })?;
    if let Some(sweep) = claimed.queued.sweep {
        sweeps::count_one(scoped, sweep, claimed.differed, true, now)?;
    }
    if failure.notify && !only_read && claimed.queued.sweep.is_none() {
        outbox::enqueue(scoped, notice(scoped.firm_id(), &user, now))?;
    }
    Ok(())
}

fn notice(firm_id: i64, user: &User, now: DateTime<Utc>) -> Message {
    let notice = Notice {
        firm_id,
        user_id: user.id,
        crm_id: user.sync.crm_id.clone(),
        error: user.last_error.clone().unwrap_or_default(),
        attempts: user.attempts,
        failed_at: now,
    };
    Message {
        topic: Topic::UserFailed,
        entity_id: user.customer_id.get(),
        entity_version: user.version,
        payload: serde_json::to_string(&notice).unwrap_or_default(),
    }
}

/// Runs `job` on a user whose lease is still valid.
async fn with_user(
    database: &Database,
    claimed: Claimed,
    job: impl Fn(&mut Scoped<'_>, Option<User>, &Claimed) -> Result<(), StorageError> + Send + 'static,
) -> Result<bool, StorageError> {
    database
        .write_system(move |system| {
            if !outbox::hold(system.conn, &claimed.lease, Duration::from_secs(1))? {
                return Ok(false);
            }
            system.in_firm(claimed.access.firm(), |scoped| {
                let user = find_by_customer(scoped, claimed.customer_id)?;
                job(scoped, user, &claimed)
            })?;
            Ok(true)
        })
        .await
}
