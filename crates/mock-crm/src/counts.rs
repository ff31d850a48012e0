//! What the CRM was asked, by its own counts.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::Serialize;

/// What was asked of the CRM since it was started or its faults were changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Calls that the limit and the faults apply to.
    pub calls: u64,
    /// How they were answered: by status, or `hung` and `lost`.
    pub by_answer: BTreeMap<String, u64>,
    /// Tokens that were given out.
    pub tokens: u64,
    /// Calls that came before the time that an earlier answer had told.
    pub early: u64,
    /// Seconds from the first call to the last.
    pub seconds: f64,
    /// Webhooks that were answered by 2xx, repeated ones among them.
    pub webhooks_delivered: u64,
    /// Webhooks that were not accepted after many attempts, or dropped by the faults.
    pub webhooks_lost: u64,
    /// Webhooks that are still under way.
    pub webhooks_waiting: u64,
}

/// The counts, and when the first call came.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    pub(crate) counts: Counts,
    first_call: Option<Instant>,
}

impl Counting {
    /// A call came.
    pub(crate) fn call(&mut self, now: Instant, early: bool) {
        let first = *self.first_call.get_or_insert(now);
        self.counts.calls += 1;
        self.counts.early += u64::from(early);
        self.counts.seconds = now.duration_since(first).as_secs_f64();
    }

    /// It was answered, or was not.
    pub(crate) fn answer(&mut self, answer: &str) {
        *self.counts.by_answer.entry(answer.to_owned()).or_default() += 1;
    }

    /// Begins anew, but for what is under way.
    pub(crate) fn reset(&mut self) {
        let webhooks_waiting = self.counts.webhooks_waiting;
        *self = Self { counts: Counts { webhooks_waiting, ..Counts::default() }, first_call: None };
    }
}

impl Counts {
    /// Calls that were answered with a status, or `hung` or `lost`.
    pub fn answered(&self, answer: &str) -> u64 {
        self.by_answer.get(answer).copied().unwrap_or_default()
    }
}
