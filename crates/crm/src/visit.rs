//! Synchronizes one user step by step; each answer is recorded before the next step.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_storage::sync::{self, Answer as Told, Claimed, Failure, Postponed, Progress};
use frontdesk_storage::{Database, StorageError};
use frontdesk_sync::{Action, Schedule, Setback, Step, UserFields, Verdict, backoff, tell_reason};

use crate::client::{Answer, Clock, Crm};
use crate::metrics::{Metrics, label};
use crate::records::{CrmRecord, LookedUp, is_proven, is_same_id};
use crate::shared::Shared;
use crate::tools::Tools;

/// Maximum calls of one visit: after contradictory answers the CRM is asked again later.
const MOST_STEPS: usize = 8;
/// Calls of the longest step: a token, another one after a refusal, the call itself twice, and a list instead.
const CALLS_OF_A_STEP: u32 = 3;
/// Added to the time of the calls: waiting for rate slots.
const FOR_TURNS: Duration = Duration::from_secs(5);

/// Who visits.
pub(crate) struct Visitor {
    database: Database,
    crm: Arc<Crm>,
    shared: Arc<Shared>,
    metrics: Metrics,
    schedule: Schedule,
    timeout: Duration,
    notifies: bool,
    trusts_events: bool,
    clock: Clock,
}

/// How a step ended.
enum Outcome {
    Told(Told),
    /// Ask the visit again: it has learnt something.
    Again,
    Stopped(Stopped),
}

/// Why a visit stops.
enum Stopped {
    /// The CRM could not or would not be asked: no attempt is used up.
    Later { after: Duration, said: String },
    /// It failed. A create that went without an answer may be `under_way` in the CRM.
    Failed { said: String, reason: String, under_way: bool },
    /// A retry cannot succeed.
    Hopeless { reason: String },
}

impl Stopped {
    fn failed(said: &str) -> Self {
        Self::Failed { said: said.to_owned(), reason: said.to_owned(), under_way: false }
    }

    fn hopeless(reason: &str) -> Self {
        Self::Hopeless { reason: reason.to_owned() }
    }
}

impl Visitor {
    pub(crate) fn new(tools: &Tools, shared: Arc<Shared>) -> Self {
        Self {
            database: tools.database.clone(),
            crm: Arc::clone(&tools.crm),
            shared,
            metrics: tools.metrics.clone(),
            schedule: Schedule::default()
                .attempts(tools.options.max_attempts)
                .first_delay(tools.options.backoff),
            timeout: tools.options.timeout,
            notifies: tools.notifier.is_some(),
            trusts_events: !tools.options.verify_webhooks,
            clock: tools.clock,
        }
    }

    /// How long a user is held for a step.
    pub(crate) fn lease(&self) -> Duration {
        self.timeout * CALLS_OF_A_STEP + FOR_TURNS
    }

    /// Until when a call may be begun, so that it has ended before the lease has.
    fn until(&self, since: Instant) -> Instant {
        since + self.lease() - self.timeout
    }

    /// Synchronizes a user, or returns why not.
    pub(crate) async fn visit(&self, mut claimed: Claimed, taken_at: Instant) {
        let (id, _guard) = (claimed.id, self.metrics.enter());
        claimed.trusts_events = self.trusts_events;
        if let Err(error) = self.go(claimed, taken_at).await {
            // Its lease runs out, and the next worker starts over.
            tracing::warn!(user = %id, %error, "the outcome of a user could not be recorded");
        }
    }

    async fn go(&self, mut claimed: Claimed, mut since: Instant) -> Result<(), StorageError> {
        for _ in 0..MOST_STEPS {
            let step = claimed.visit.next(self.crm.abilities());
            let began = Instant::now();
            let outcome = self.step(step, &mut claimed, self.until(since)).await;
            self.tell(&claimed, step, &outcome, began.elapsed());
            let told = match outcome {
                Outcome::Told(told) => told,
                Outcome::Again => continue,
                Outcome::Stopped(stopped) => {
                    claimed.visit.update_refused =
                        step.is_update() && matches!(stopped, Stopped::Hopeless { .. });
                    return self.stop(&claimed, stopped).await;
                }
            };
            if step != Step::Nothing {
                self.shared.works().await?;
            }
            let now = Instant::now();
            match sync::record(&self.database, claimed, told, self.lease(), (self.clock)()).await? {
                Progress::Go(next) => (claimed, since) = (*next, now),
                Progress::Done | Progress::Lost => return Ok(()),
                Progress::Failed(error) => {
                    tracing::error!(error, "a user failed");
                    self.metrics.gave_up();
                    return Ok(());
                }
            }
        }
        self.stop(&claimed, Stopped::failed("the CRM's answers contradict each other")).await
    }

    async fn step(&self, step: Step, claimed: &mut Claimed, until: Instant) -> Outcome {
        let id = claimed.id.to_string();
        let user = &claimed.visit.user;
        let crm_id = user.crm_id.clone().unwrap_or_default();
        let sent = user.local.clone();
        match step {
            Step::Nothing => Outcome::Told(Told::Nothing),
            Step::CannotUpdate => {
                self.crm.cannot_update();
                Outcome::Stopped(Stopped::hopeless("the CRM does not support updates"))
            }
            Step::Create => match self.crm.create(&id, &sent, until).await {
                Answer::Done(made) => {
                    Outcome::Told(Told::Created { crm_id: made.crm_id, sent, held: made.held })
                }
                Answer::Else { action: Action::ReadAgain, said, words, existing, .. } => {
                    let reason = reason_of(&said, words.as_deref(), &sent);
                    self.adopt(claimed, &id, existing, reason, until).await
                }
                other => self.otherwise(other, claimed),
            },
            Step::LookUp => {
                let base = user.base.clone().unwrap_or_else(|| sent.clone());
                match self.crm.look_up(&id, &base, until).await {
                    Answer::Done(found) => self.looked_up(found, claimed),
                    Answer::Else { action: Action::Missing, .. } => self.looked_up(LookedUp::None, claimed),
                    other => self.otherwise(other, claimed),
                }
            }
            Step::Fetch => match self.crm.fetch(&crm_id, &id, until).await {
                Answer::Done(record) if is_of_another(&record, &id) => {
                    Outcome::Stopped(Stopped::hopeless("the CRM's record belongs to another user"))
                }
                Answer::Done(record) => Outcome::Told(Told::Fetched { fields: record.fields }),
                Answer::Else { action: Action::Missing, .. } => Outcome::Told(Told::Gone),
                other => self.otherwise(other, claimed),
            },
            Step::Update => match self.crm.update(&crm_id, &id, &sent, until).await {
                Answer::Done(held) => Outcome::Told(Told::Updated { sent, held }),
                Answer::Else { action: Action::Missing, .. } => {
                    claimed.visit.update_missed(true);
                    Outcome::Again
                }
                Answer::Else { action: Action::ReadAgain, .. } if !claimed.visit.conflicted => {
                    claimed.visit.update_missed(false);
                    Outcome::Again
                }
                Answer::Else { action: Action::ReadAgain, said, words, .. } => {
                    let reason = reason_of(&said, words.as_deref(), &sent);
                    Outcome::Stopped(Stopped::Hopeless { reason })
                }
                other => self.otherwise(other, claimed),
            },
        }
    }

    /// A look-up that finds nothing proves that a create failed only once the CRM cannot be at work on it any more.
    fn looked_up(&self, found: LookedUp, claimed: &Claimed) -> Outcome {
        let left =
            claimed.visit.user.unsettled_until.and_then(|until| (until - (self.clock)()).to_std().ok());
        match (found, left) {
            (LookedUp::One(record), _) => {
                Outcome::Told(Told::Found { crm_id: record.crm_id, fields: record.fields })
            }
            (LookedUp::None, None) => Outcome::Told(Told::FoundNone),
            (LookedUp::None, Some(after)) => {
                let said = "an earlier create may still be under way in the CRM".to_owned();
                Outcome::Stopped(Stopped::Later { after, said })
            }
            (LookedUp::Many(count), _) => Outcome::Stopped(Stopped::Hopeless {
                reason: format!("the CRM has {count} records of this user"),
            }),
            (LookedUp::Doubt(why), _) => Outcome::Stopped(Stopped::failed(why)),
        }
    }

    /// The CRM says that the record exists: the one that it names is adopted if it is proven to be this user's, else the
    /// one that has our id. Without either the CRM's reason stands.
    async fn adopt(
        &self,
        claimed: &Claimed,
        id: &str,
        existing: Option<String>,
        reason: String,
        until: Instant,
    ) -> Outcome {
        let sent = &claimed.visit.user.local;
        if let Some(crm_id) = existing {
            match self.crm.fetch_by_id(&crm_id, until).await {
                Answer::Done(record) if is_proven(&record, id, sent) => {
                    return Outcome::Told(Told::Found { crm_id: record.crm_id, fields: record.fields });
                }
                Answer::Done(_)
                | Answer::Else { action: Action::Missing | Action::NotSupported | Action::Refused, .. } => {}
                other => return self.otherwise(other, claimed),
            }
        }
        if !self.crm.abilities().look_up {
            return Outcome::Stopped(Stopped::Hopeless { reason });
        }
        match self.crm.look_up(id, sent, until).await {
            Answer::Done(LookedUp::None)
            | Answer::Else { action: Action::Missing | Action::NotSupported, .. } => {
                Outcome::Stopped(Stopped::Hopeless { reason })
            }
            Answer::Done(found) => self.looked_up(found, claimed),
            other => self.otherwise(other, claimed),
        }
    }

    fn otherwise<T>(&self, answer: Answer<T>, claimed: &Claimed) -> Outcome {
        let (action, said, words, under_way) = match answer {
            Answer::Done(_) => return Outcome::Again,
            Answer::Held { wait, said } => {
                // Those who were held back together come back one after the other.
                let after = wait + Duration::from_millis(fastrand::u64(10..250));
                return Outcome::Stopped(Stopped::Later { after, said });
            }
            Answer::Else { action, said, words, under_way, .. } => (action, said, words, under_way),
        };
        let attempts = claimed.attempts.saturating_add(1);
        let backoff = backoff(self.schedule.first, attempts, fastrand::f64());
        let reason = reason_of(&said, words.as_deref(), &claimed.visit.user.local);
        Outcome::Stopped(match action.setback(backoff) {
            Setback::Again => return Outcome::Again,
            Setback::Failed => Stopped::Failed { said, reason, under_way },
            Setback::Later { after } => Stopped::Later { after, said },
            Setback::ShutOut { after } => Stopped::Later { after, said: reason },
            Setback::Hopeless => Stopped::Hopeless { reason },
        })
    }

    async fn stop(&self, claimed: &Claimed, stopped: Stopped) -> Result<(), StorageError> {
        let now = (self.clock)();
        let after_failure = self.schedule.after_failure(claimed.attempts.saturating_add(1), fastrand::f64());
        let unsettled_until = self.unsettled_until(claimed, &stopped, now);
        let (after, uses_attempt, reason) = match (stopped, after_failure) {
            (Stopped::Later { after, said }, _) => {
                self.shared.hold_all_processes().await?;
                (after, false, said)
            }
            (Stopped::Failed { reason, .. }, Verdict::Again { after }) => (after, true, reason),
            (Stopped::Failed { reason, .. } | Stopped::Hopeless { reason }, _) => {
                return self.give_up(claimed, reason, unsettled_until).await;
            }
        };
        let postponed = Postponed { after, uses_attempt, error: reason, unsettled_until };
        sync::postpone(&self.database, claimed, postponed, now).await.map(drop)
    }

    /// Until when a create that brought no answer may be under way: its time-out once more from now on.
    fn unsettled_until(
        &self,
        claimed: &Claimed,
        stopped: &Stopped,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let is_create = claimed.visit.user.crm_id.is_none();
        let is_under_way = is_create && matches!(stopped, Stopped::Failed { under_way: true, .. });
        is_under_way.then(|| now + TimeDelta::from_std(self.timeout).unwrap_or_default())
    }

    async fn give_up(
        &self,
        claimed: &Claimed,
        error: String,
        unsettled_until: Option<DateTime<Utc>>,
    ) -> Result<(), StorageError> {
        let attempts = claimed.attempts.saturating_add(1);
        tracing::error!(user = %claimed.id, attempts, error, "a user failed");
        self.metrics.gave_up();
        let failure = Failure { error, notify: self.notifies, unsettled_until };
        sync::fail(&self.database, claimed, failure, (self.clock)()).await.map(drop)
    }

    /// One event for each call.
    fn tell(&self, claimed: &Claimed, step: Step, outcome: &Outcome, took: Duration) {
        let (outcome, said) = match outcome {
            Outcome::Told(_) => ("done", ""),
            Outcome::Again => ("again", ""),
            Outcome::Stopped(Stopped::Later { said, .. }) => ("later", said.as_str()),
            Outcome::Stopped(Stopped::Failed { said, .. }) => ("failed", said.as_str()),
            Outcome::Stopped(Stopped::Hopeless { .. }) => ("refused", "the CRM refused it"),
        };
        self.metrics.step(step, outcome, took);
        if step != Step::Nothing {
            let (attempt, millis) = (claimed.attempts.saturating_add(1), took.as_secs_f64() * 1_000.0);
            tracing::info!(user = %claimed.id, step = label(step), outcome, attempt, millis, said, "sync attempt");
        }
    }
}

/// Whether the CRM keeps our ids, and has that of another user at a record.
fn is_of_another(record: &CrmRecord, id: &str) -> bool {
    record.external_id.as_ref().is_some_and(|theirs| !is_same_id(theirs, id))
}

/// What happened with the CRM's own reason, without what is personal: what is told of a failure may be sent around.
fn reason_of(said: &str, words: Option<&str>, user: &UserFields) -> String {
    match words.and_then(|words| tell_reason(words, user)) {
        Some(words) => format!("{said}: {words}"),
        None => said.to_owned(),
    }
}
