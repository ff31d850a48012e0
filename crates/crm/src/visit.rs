//! One user brought into step: step after step, each answer recorded before the next.

use std::sync::Arc;
use std::time::{Duration, Instant};

use frontdesk_storage::sync::{self, Answer as Told, Claimed, Failure, Progress};
use frontdesk_storage::{Database, StorageError};
use frontdesk_sync::{Action, Schedule, Step, UserFields, Verdict, backoff, wait_for};

use crate::client::{Answer, Clock, Crm};
use crate::metrics::{Metrics, label};
use crate::shared::Shared;
use crate::worker::Tools;

/// Calls of one visit at the most: a CRM whose answers contradict each other is asked again later.
const MOST_STEPS: usize = 8;
/// Calls of the longest step: a token, another one after a refusal, the call itself twice, and a list in its stead.
const CALLS_OF_A_STEP: u32 = 3;
/// On top of what calls may take: waiting for turns.
const FOR_TURNS: Duration = Duration::from_secs(5);
/// A connection that lets nobody in is tried again after so long.
const SHUT_OUT_FOR: Duration = Duration::from_secs(30);

/// Who visits.
pub(crate) struct Visitor {
    database: Database,
    crm: Arc<Crm>,
    shared: Arc<Shared>,
    metrics: Metrics,
    schedule: Schedule,
    timeout: Duration,
    notifies: bool,
    clock: Clock,
}

/// How a step ended.
enum Outcome {
    Told(Told),
    /// Ask the visit again: it has learnt something.
    Again,
    Stopped(Stopped),
}

/// Why a visit goes no further.
enum Stopped {
    /// The CRM could not or would not be asked: no attempt is used up.
    Later { after: Duration, said: String },
    /// It failed.
    Failed { said: String },
    /// There is no sense in trying again.
    Hopeless { said: String },
}

impl Visitor {
    pub(crate) fn new(tools: &Tools, shared: Arc<Shared>) -> Self {
        Self {
            database: tools.database.clone(),
            crm: Arc::clone(&tools.crm),
            shared,
            metrics: tools.metrics.clone(),
            schedule: Schedule {
                max_attempts: tools.options.max_attempts.max(1),
                first: tools.options.backoff,
            },
            timeout: tools.options.timeout,
            notifies: tools.notifier.is_some(),
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

    /// Brings a user into step, or says why not.
    pub(crate) async fn visit(&self, claimed: Claimed, taken_at: Instant) {
        let (id, _guard) = (claimed.id, self.metrics.enter());
        if let Err(error) = self.go(claimed, taken_at).await {
            // Its lease runs out, and somebody starts over.
            tracing::warn!(user = %id, %error, "what became of a user could not be recorded");
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
                Outcome::Stopped(stopped) => return self.stop(&claimed, stopped).await,
            };
            if step != Step::Nothing {
                self.shared.works().await?;
            }
            let now = Instant::now();
            match sync::record(&self.database, claimed, told, self.lease(), (self.clock)()).await? {
                Progress::Go(next) => (claimed, since) = (*next, now),
                Progress::Done | Progress::Lost => return Ok(()),
                Progress::Failed(error) => {
                    tracing::error!(error, "a user was given up");
                    self.metrics.gave_up();
                    return Ok(());
                }
            }
        }
        self.stop(&claimed, Stopped::Failed { said: "the CRM's answers contradict each other".to_owned() })
            .await
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
                Outcome::Stopped(Stopped::Hopeless { said: "the CRM does not support updates".to_owned() })
            }
            Step::Create => match self.crm.create(&id, &sent, until).await {
                Answer::Done(crm_id) => Outcome::Told(Told::Created { crm_id, sent }),
                Answer::Else { action: Action::ReadAgain, .. } if self.crm.abilities().look_up => {
                    (claimed.visit.first_try, claimed.visit.absent) = (false, false);
                    Outcome::Again
                }
                other => self.otherwise(other, claimed),
            },
            Step::LookUp => {
                let base = user.base.clone().unwrap_or_else(|| sent.clone());
                match self.crm.look_up(&id, &base, until).await {
                    Answer::Done(found) => found_one(found),
                    Answer::Else { action: Action::Missing, .. } => Outcome::Told(Told::FoundNone),
                    other => self.otherwise(other, claimed),
                }
            }
            Step::Fetch => match self.crm.fetch(&crm_id, &id, until).await {
                Answer::Done(record) => Outcome::Told(Told::Fetched { fields: record.fields }),
                Answer::Else { action: Action::Missing, .. } => Outcome::Told(Told::Gone),
                other => self.otherwise(other, claimed),
            },
            Step::Update => match self.crm.update(&crm_id, &id, &sent, until).await {
                Answer::Done(()) => Outcome::Told(Told::Updated { sent }),
                Answer::Else { action: Action::Missing, .. } => {
                    claimed.visit.update_missed(true);
                    Outcome::Again
                }
                Answer::Else { action: Action::ReadAgain, .. } => {
                    claimed.visit.update_missed(false);
                    Outcome::Again
                }
                other => self.otherwise(other, claimed),
            },
        }
    }

    fn otherwise<T>(&self, answer: Answer<T>, claimed: &Claimed) -> Outcome {
        let (action, said, reason) = match answer {
            Answer::Done(_) => return Outcome::Again,
            Answer::Held { wait, said } => {
                // Those who were held back together come back one after the other.
                let after = wait + Duration::from_millis(fastrand::u64(10..250));
                return Outcome::Stopped(Stopped::Later { after, said });
            }
            Answer::Else { action, said, reason } => (action, said, reason),
        };
        let attempts = claimed.attempts.saturating_add(1);
        let wait = |asked| wait_for(asked, backoff(self.schedule.first, attempts, fastrand::f64()));
        Outcome::Stopped(match action {
            Action::NotSupported => return Outcome::Again,
            // A 503 that does not say for how long is an error like any other.
            Action::SlowDown { at_least: None, in_doubt: true } | Action::Retry { .. } => {
                Stopped::Failed { said }
            }
            Action::SlowDown { at_least, .. } => Stopped::Later { after: wait(at_least), said },
            Action::Pause => Stopped::Later { after: SHUT_OUT_FOR, said },
            Action::ReadAgain => Stopped::Failed { said },
            Action::Done | Action::RefreshToken | Action::Missing | Action::Refused => {
                Stopped::Hopeless { said: impersonal(reason, &said, &claimed.visit.user.local) }
            }
        })
    }

    async fn stop(&self, claimed: &Claimed, stopped: Stopped) -> Result<(), StorageError> {
        let now = (self.clock)();
        let after_failure = self.schedule.after_failure(claimed.attempts.saturating_add(1), fastrand::f64());
        let (after, uses_attempt, said) = match (stopped, after_failure) {
            (Stopped::Later { after, said }, _) => {
                self.shared.hold_everybody().await?;
                (after, false, said)
            }
            (Stopped::Failed { said }, Verdict::Again { after }) => (after, true, said),
            (Stopped::Failed { said } | Stopped::Hopeless { said }, _) => {
                return self.give_up(claimed, said).await;
            }
        };
        sync::postpone(&self.database, claimed, after, uses_attempt, &said, now).await.map(drop)
    }

    async fn give_up(&self, claimed: &Claimed, error: String) -> Result<(), StorageError> {
        let attempts = claimed.attempts.saturating_add(1);
        tracing::error!(user = %claimed.id, attempts, error, "a user was given up");
        self.metrics.gave_up();
        let failure = Failure { error, notify: self.notifies };
        sync::fail(&self.database, claimed, failure, (self.clock)()).await.map(drop)
    }

    /// One event for each call.
    fn tell(&self, claimed: &Claimed, step: Step, outcome: &Outcome, took: Duration) {
        let (outcome, said) = match outcome {
            Outcome::Told(_) => ("done", ""),
            Outcome::Again => ("again", ""),
            Outcome::Stopped(Stopped::Later { said, .. }) => ("later", said.as_str()),
            Outcome::Stopped(Stopped::Failed { said }) => ("failed", said.as_str()),
            Outcome::Stopped(Stopped::Hopeless { .. }) => ("refused", "the CRM will not have it"),
        };
        self.metrics.step(step, outcome, took);
        if step != Step::Nothing {
            let (attempt, millis) = (claimed.attempts.saturating_add(1), took.as_secs_f64() * 1_000.0);
            tracing::info!(user = %claimed.id, step = label(step), outcome, attempt, millis, said, "sync attempt");
        }
    }
}

fn found_one(mut found: Vec<crate::records::CrmRecord>) -> Outcome {
    match (found.len(), found.pop()) {
        (1, Some(record)) => Outcome::Told(Told::Found { crm_id: record.crm_id, fields: record.fields }),
        (0, _) => Outcome::Told(Told::FoundNone),
        (count, _) => {
            Outcome::Stopped(Stopped::Hopeless { said: format!("the CRM has {count} records of this user") })
        }
    }
}

/// The CRM's reason, unless it says what is personal: what is told of a failure may be logged and sent around.
fn impersonal(reason: String, said: &str, user: &UserFields) -> String {
    let is_personal = |text: &str| {
        let text = text.to_lowercase();
        let names = user.name.split_whitespace().chain([user.email.as_str(), user.phone.as_str()]);
        text.contains('@') || names.map(str::to_lowercase).any(|word| word.len() > 1 && text.contains(&word))
    };
    let own = reason.strip_prefix(said).unwrap_or(&reason);
    if is_personal(own) { said.to_owned() } else { reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_names_the_user_is_not_told() {
        let user = UserFields { name: "Ada King".into(), email: "a@b.example".into(), phone: "555-1".into() };
        let tell = |reason: &str| {
            impersonal(format!("the CRM answered 422: {reason}"), "the CRM answered 422", &user)
        };
        assert_eq!(tell("phone must be longer"), "the CRM answered 422: phone must be longer");
        for personal in ["KING is taken", "a@b.example is taken", "555-1 is no number", "x@y is known"] {
            assert_eq!(tell(personal), "the CRM answered 422", "{personal}");
        }
    }
}
