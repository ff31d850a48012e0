//! Everything that the CRM holds.

use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use crate::counts::Counting;
use crate::dice::Dice;
use crate::faults::Faults;
use crate::limit::Limit;
use crate::options::{Clock, Options};
use crate::records::{Changes, Record, Records};
use crate::tokens::Tokens;
use crate::webhooks::{Event, Outgoing};

/// A simulated CRM, shared by all who serve it.
pub(crate) struct Crm {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) token_ttl: Duration,
    pub(crate) dice: Arc<Dice>,
    pub(crate) clock: Clock,
    pub(crate) outgoing: Outgoing,
    state: Mutex<State>,
}

/// What changes.
pub(crate) struct State {
    pub(crate) faults: Faults,
    pub(crate) records: Records,
    pub(crate) tokens: Tokens,
    pub(crate) limit: Limit,
    last_event: Option<DateTime<Utc>>,
}

impl Crm {
    pub(crate) fn new(options: Options, clock: Clock) -> Result<Self, reqwest::Error> {
        let dice = Arc::new(Dice::new(options.seed));
        let counting = Arc::new(Mutex::new(Counting::default()));
        let outgoing =
            Outgoing::new(options.webhook_url, options.webhook_secret, clock, Arc::clone(&dice), counting)?;
        Ok(Self {
            client_id: options.client_id,
            client_secret: options.client_secret,
            token_ttl: options.token_ttl,
            dice,
            clock,
            outgoing,
            state: Mutex::new(State {
                faults: options.faults,
                records: Records::default(),
                tokens: Tokens::default(),
                limit: Limit::default(),
                last_event: None,
            }),
        })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn counting(&self) -> MutexGuard<'_, Counting> {
        self.outgoing.counting()
    }

    pub(crate) fn set_faults(&self, faults: Faults) {
        self.state().faults = faults;
        self.counting().reset();
    }

    /// Changes a user as in the CRM, and sends the webhook.
    pub(crate) fn change(&self, crm_id: &str, changes: Changes) -> Option<Record> {
        let mut state = self.state();
        let record = state.records.change(crm_id, &changes)?;
        let at = state.next_event_at((self.clock)());
        let event = Event { crm_id: crm_id.to_owned(), updated_fields: changes, timestamp: at };
        self.outgoing.send(event, &state.faults);
        Some(record)
    }
}

impl State {
    /// No two events are at the same time.
    fn next_event_at(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let now = now.trunc_subsecs(6);
        let at = self.last_event.map_or(now, |last| now.max(last + TimeDelta::microseconds(1)));
        self.last_event = Some(at);
        at
    }
}

/// A second handle of a caller's connection, to drop it by.
pub(crate) struct Line(pub(crate) TcpStream);

impl Line {
    pub(crate) fn drop_connection(&self) {
        // It may be gone already.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}
