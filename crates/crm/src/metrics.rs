//! What is counted of the sync, for Prometheus.

use std::sync::Arc;
use std::time::Duration;

use frontdesk_sync::Step;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode_registry;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// From five milliseconds to the longest usual time-out.
const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// The counters of one process. Clones share them.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    calls: Family<CallLabels, Counter>,
    durations: Family<StepLabels, Histogram, fn() -> Histogram>,
    given_up: Counter,
    under_way: Gauge,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallLabels {
    step: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StepLabels {
    step: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("frontdesk");
        let calls = Family::default();
        let durations: Family<_, _, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        let (given_up, under_way) = (Counter::default(), Gauge::default());
        registry.register("crm_steps", "Steps of bringing users into step with the CRM", calls.clone());
        registry.register(
            "crm_step_duration_seconds",
            "Time that a step took, its turn included",
            durations.clone(),
        );
        registry.register("crm_users_given_up", "Users that were given up", given_up.clone());
        registry.register("crm_users_under_way", "Users that are being brought into step", under_way.clone());
        Self(Arc::new(Inner { registry, calls, durations, given_up, under_way }))
    }
}

impl Metrics {
    /// All of them, as Prometheus reads them, without an end mark.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = encode_registry(&mut text, &self.0.registry);
        text
    }

    pub(crate) fn step(&self, step: Step, outcome: &'static str, took: Duration) {
        let step = label(step);
        self.0.calls.get_or_create_owned(&CallLabels { step, outcome }).inc();
        self.0.durations.get_or_create_owned(&StepLabels { step }).observe(took.as_secs_f64());
    }

    pub(crate) fn gave_up(&self) {
        self.0.given_up.inc();
    }

    /// Counts a user as under way until the guard is dropped.
    pub(crate) fn enter(&self) -> UnderWay {
        self.0.under_way.inc();
        UnderWay(self.0.under_way.clone())
    }
}

pub(crate) struct UnderWay(Gauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The word for a step in labels and logs.
pub(crate) fn label(step: Step) -> &'static str {
    match step {
        Step::Create => "create",
        Step::LookUp => "look_up",
        Step::Fetch => "fetch",
        Step::Update => "update",
        Step::Nothing => "nothing",
        Step::CannotUpdate => "cannot_update",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_by_kind_and_outcome() {
        let metrics = Metrics::default();
        metrics.step(Step::Create, "done", Duration::from_millis(20));
        metrics.step(Step::Create, "failed", Duration::from_millis(20));
        metrics.gave_up();
        let _guard = metrics.enter();
        let text = metrics.text();
        for line in [
            r#"frontdesk_crm_steps_total{step="create",outcome="done"} 1"#,
            r#"frontdesk_crm_steps_total{step="create",outcome="failed"} 1"#,
            r#"frontdesk_crm_step_duration_seconds_count{step="create"} 2"#,
            "frontdesk_crm_users_given_up_total 1",
            "frontdesk_crm_users_under_way 1",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(!text.contains("EOF"));
    }
}
