//! The server's metrics, for Prometheus.

mod sync;

pub(crate) use sync::SyncGauges;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The media type of [`Metrics::text`].
pub(crate) const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// From half a millisecond, a look-up, to ten seconds, the longest that callers wait.
const LATENCY_SECONDS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The counters of one server. Clones share them.
#[derive(Clone)]
pub(crate) struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    latency: Family<RouteLabels, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    more: RwLock<Vec<Box<dyn Fn() -> String + Send + Sync>>>,
    webhooks: Family<WebhookLabels, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct WebhookLabels {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    method: &'static str,
    status: &'static str,
}

/// The counters of one method of one route, looked up once.
#[derive(Clone)]
pub(crate) struct MethodMetrics {
    by_class: [Counter; 5],
    latency: Histogram,
}

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("frontdesk");
        let requests = Family::default();
        let latency: Family<_, _, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(LATENCY_SECONDS));
        let in_flight = Gauge::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register(
            "http_request_duration_seconds",
            "Time from request head to response head",
            latency.clone(),
        );
        registry.register("http_requests_in_flight", "Requests in progress", in_flight.clone());
        let webhooks = Family::default();
        registry.register("crm_webhooks", "Webhook events of the CRM, by outcome", webhooks.clone());
        let more = RwLock::default();
        Self(Arc::new(Inner { registry, requests, latency, in_flight, webhooks, more }))
    }

    /// The counters of a method of a route.
    pub(crate) fn of(&self, route: &str, method: &Method) -> MethodMetrics {
        let method = label(method);
        let labels = RouteLabels { route: route.to_owned(), method };
        MethodMetrics {
            by_class: CLASSES.map(|status| {
                let labels = RequestLabels { route: route.to_owned(), method, status };
                self.0.requests.get_or_create_owned(&labels)
            }),
            latency: self.0.latency.get_or_create_owned(&labels),
        }
    }

    /// Counts a request as in progress until the guard is dropped.
    pub(crate) fn enter(&self) -> InFlight {
        self.0.in_flight.inc();
        InFlight(self.0.in_flight.clone())
    }

    pub(crate) fn count_webhook(&self, outcome: &'static str) {
        self.0.webhooks.get_or_create_owned(&WebhookLabels { outcome }).inc();
    }

    /// Adds metrics of another component, in Prometheus' text format without an end mark.
    pub(crate) fn add(&self, more: impl Fn() -> String + Send + Sync + 'static) {
        self.0.more.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(more));
    }

    /// All metrics and `last`, in Prometheus' text format.
    pub(crate) fn text(&self, last: &str) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode_registry(&mut text, &self.0.registry);
        let more = self.0.more.read().unwrap_or_else(PoisonError::into_inner);
        more.iter().for_each(|more| text.push_str(&more()));
        text.push_str(last);
        let _ = encode_eof(&mut text);
        text
    }
}

impl MethodMetrics {
    pub(crate) fn count(&self, status: StatusCode, took: Duration) {
        if let Some(counter) = self.by_class.get(usize::from(status.as_u16() / 100).saturating_sub(1)) {
            counter.inc();
        }
        self.latency.observe(took.as_secs_f64());
    }
}

pub(crate) struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Clients can invent methods; labels must stay bounded.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_method_and_class() {
        let metrics = Metrics::new();
        let get = metrics.of("/clients/{id}", &Method::GET);
        get.count(StatusCode::OK, Duration::from_millis(2));
        get.count(StatusCode::NOT_FOUND, Duration::from_millis(2));
        get.count(StatusCode::OK, Duration::from_millis(2));
        let _guard = metrics.enter();
        metrics.add(|| "# TYPE other counter\nother_total 7\n".to_owned());
        let text = metrics.text("# TYPE last gauge\nlast 1\n");
        for line in [
            r#"frontdesk_http_requests_total{route="/clients/{id}",method="GET",status="2xx"} 2"#,
            r#"frontdesk_http_requests_total{route="/clients/{id}",method="GET",status="4xx"} 1"#,
            r#"frontdesk_http_request_duration_seconds_count{route="/clients/{id}",method="GET"} 3"#,
            "frontdesk_http_requests_in_flight 1",
            "other_total 7\n# TYPE last gauge\nlast 1\n# EOF\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}
