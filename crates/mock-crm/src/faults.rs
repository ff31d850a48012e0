//! What goes wrong, and how often.

use std::time::Duration;

use serde::Deserialize;

use crate::dice::{Dice, Throw};

/// What goes wrong. Rates are parts of one: `0.2` is one call in five.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// Calls that are answered 500, 502, 503 or 504; half of them after their work was done.
    pub error_rate: f64,
    /// Calls that are never answered; half of them after their work was done.
    pub hang_rate: f64,
    /// Calls that make or replace a record, whose connection is then dropped without an answer.
    pub lose_answers: f64,
    /// Calls that are answered 429 without reaching a limit; so are all calls until `Retry-After`.
    pub throttle_rate: f64,
    /// How long each answer takes.
    #[serde(rename = "latency_ms", deserialize_with = "millis")]
    pub latency: Duration,
    /// How long a record takes to be made, on top of that. The record is made even when its caller is gone by then.
    #[serde(rename = "create_takes_ms", deserialize_with = "millis")]
    pub create_takes: Duration,
    /// Calls in any one second; more are answered 429 with `Retry-After`.
    pub rate_limit: Option<u32>,
    /// Whether `Retry-After` is a date instead of a number of seconds.
    pub retry_after_date: bool,
    /// Webhooks that are sent a second time.
    pub duplicate_webhooks: f64,
    /// Whether webhooks come in any order.
    pub shuffle_webhooks: bool,
    /// Webhooks that are never sent.
    pub drop_webhooks: f64,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            error_rate: 0.0,
            hang_rate: 0.0,
            lose_answers: 0.0,
            throttle_rate: 0.0,
            latency: Duration::ZERO,
            create_takes: Duration::ZERO,
            rate_limit: None,
            retry_after_date: false,
            duplicate_webhooks: 0.0,
            shuffle_webhooks: false,
            drop_webhooks: 0.0,
        }
    }
}

/// Rates that are none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFaults {
    /// Below 0 or above 1.
    #[error("{0} must be from 0 to 1")]
    NoPart(&'static str),
    /// Errors, hangs, lost answers and throttling are more than all calls.
    #[error("the rates of errors, hangs, lost answers and throttling must not be more than 1 together")]
    MoreThanAll,
    /// A limit of nothing.
    #[error("the rate limit must be at least 1")]
    NoCalls,
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered,
    Failed { status: u16, applied: bool },
    Hung { applied: bool },
    Lost,
    Throttled,
}

impl Faults {
    /// The same, if its rates make sense.
    ///
    /// # Errors
    /// They do not.
    pub fn checked(self) -> Result<Self, BadFaults> {
        let rates = [
            ("the error rate", self.error_rate),
            ("the hang rate", self.hang_rate),
            ("the rate of lost answers", self.lose_answers),
            ("the rate of throttling", self.throttle_rate),
            ("the rate of duplicate webhooks", self.duplicate_webhooks),
            ("the rate of dropped webhooks", self.drop_webhooks),
        ];
        if let Some((name, _)) = rates.iter().find(|(_, rate)| !(0.0..=1.0).contains(rate)) {
            return Err(BadFaults::NoPart(name));
        }
        if self.error_rate + self.hang_rate + self.lose_answers + self.throttle_rate > 1.0 {
            return Err(BadFaults::MoreThanAll);
        }
        if self.rate_limit == Some(0) {
            return Err(BadFaults::NoCalls);
        }
        Ok(self)
    }

    /// How long a call takes.
    pub(crate) fn time_of(&self, throw: Throw) -> Duration {
        self.latency + if throw == Throw::Create { self.create_takes } else { Duration::ZERO }
    }

    /// Draws what becomes of the next call.
    pub(crate) fn fate(&self, dice: &Dice, throw: Throw) -> Fate {
        const STATUSES: [u16; 4] = [500, 502, 503, 504];
        let (part, detail) = (dice.part(throw), dice.number(throw));
        let applied = detail & 1 == 1;
        let status = STATUSES.get((detail >> 1) as usize % STATUSES.len()).copied().unwrap_or(500);
        let kinds = [
            (self.error_rate, Fate::Failed { status, applied }),
            (self.hang_rate, Fate::Hung { applied }),
            (if throw.changes_a_record() { self.lose_answers } else { 0.0 }, Fate::Lost),
            (self.throttle_rate, Fate::Throttled),
        ];
        let mut left = part;
        for (rate, fate) in kinds {
            if left < rate {
                return fate;
            }
            left -= rate;
        }
        Fate::Answered
    }
}

fn millis<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fates_come_as_often_as_they_should() {
        let faults = Faults {
            error_rate: 0.2,
            hang_rate: 0.1,
            lose_answers: 0.1,
            throttle_rate: 0.05,
            ..Faults::default()
        };
        let dice = Dice::new(3);
        let fates: Vec<Fate> = (0..20_000).map(|_| faults.fate(&dice, Throw::Create)).collect();
        let share = |is: fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count() as f64 / 20_000.0;
        for (part, expected) in [
            (share(|fate| matches!(fate, Fate::Failed { .. })), 0.2),
            (share(|fate| matches!(fate, Fate::Failed { applied: true, .. })), 0.1),
            (share(|fate| matches!(fate, Fate::Hung { .. })), 0.1),
            (share(|fate| matches!(fate, Fate::Lost)), 0.1),
            (share(|fate| matches!(fate, Fate::Throttled)), 0.05),
            (share(|fate| matches!(fate, Fate::Answered)), 0.55),
        ] {
            assert!((part - expected).abs() < 0.01, "{part} for {expected}");
        }
    }

    #[test]
    fn without_faults_everything_is_answered_and_with_a_rate_of_one_nothing_is() {
        let dice = Dice::new(3);
        let always = Faults { lose_answers: 1.0, ..Faults::default() };
        for _ in 0..1_000 {
            assert_eq!(Faults::default().fate(&dice, Throw::Create), Fate::Answered);
            for throw in [Throw::Create, Throw::Update] {
                assert_eq!(always.fate(&dice, throw), Fate::Lost);
            }
            for throw in [Throw::Token, Throw::List, Throw::Fetch] {
                assert_eq!(always.fate(&dice, throw), Fate::Answered, "there is nothing to find out");
            }
        }
    }

    #[test]
    fn rates_that_make_no_sense_are_refused() {
        let sound = Faults::default();
        assert_eq!(sound.clone().checked(), Ok(sound.clone()));
        for (faults, expected) in [
            (Faults { error_rate: 1.5, ..sound.clone() }, BadFaults::NoPart("the error rate")),
            (Faults { hang_rate: -0.1, ..sound.clone() }, BadFaults::NoPart("the hang rate")),
            (
                Faults { drop_webhooks: f64::NAN, ..sound.clone() },
                BadFaults::NoPart("the rate of dropped webhooks"),
            ),
            (Faults { error_rate: 0.6, hang_rate: 0.6, ..sound.clone() }, BadFaults::MoreThanAll),
            (Faults { rate_limit: Some(0), ..sound.clone() }, BadFaults::NoCalls),
        ] {
            assert_eq!(faults.checked(), Err(expected));
        }
    }
}
