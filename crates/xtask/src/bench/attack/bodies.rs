//! Bodies whose parsing might take quadratic time.

use anyhow::{Result, ensure};
use frontdesk_testkit::Server;

use super::{Target, cpu, status};
use crate::bench::finding::{Budget, Finding};

/// Sizes in kilobytes. Each is four times the previous one, and should take four times as long.
const SIZES: [usize; 3] = [125, 500, 2_000];
/// Requests per shape, size and endpoint: the clock of processor time has a resolution of 10 ms.
const ROUNDS: usize = 200;
/// The largest accepted ratio: four, plus measurement noise.
const MOST: f64 = 6.0;

const PLACES: [&str; 2] = ["PATCH /clients", "POST /users"];

/// A shape of bodies: its name, and a function for a body of about this many bytes.
type Shape = (&'static str, fn(usize) -> String);

const NUL: &str = r#""\u0000""#;

const SHAPES: [Shape; 5] = [
    ("a key of dots with a NUL below it", |size| format!(r#"{{"K":{{"{}":{NUL}}}}}"#, ".".repeat(size))),
    ("a long key with NULs below it", |size| {
        let nuls = vec![NUL; size / 2 / (NUL.len() + 1)].join(",");
        format!(r#"{{"{}":[{nuls}]}}"#, "k".repeat(size / 2))
    }),
    ("many fields, each with a NUL", |size| {
        let field = |number: usize| format!(r#""{number:07}":{NUL}"#);
        let fields: Vec<String> = (0..size / 19).map(field).collect();
        let fields = fields.join(",");
        format!(r#"{{"crm_id":"a","timestamp":"2026-01-01T00:00:00Z","updated_fields":{{{fields}}}}}"#)
    }),
    ("many entries", |size| format!(r#"{{"a":[{}]}}"#, vec!["0"; size / 2].join(","))),
    ("deep lists", |size| format!("{}{}", "[".repeat(size / 2), "]".repeat(size / 2))),
];

/// Processor time of the server for bodies of each shape and size.
pub(super) fn run(target: &Target) -> Result<Vec<Finding>> {
    let server = target.serve("bodies", &["--body-limit", "4MiB"]);
    let mut findings = Vec::new();
    for (name, shape) in SHAPES {
        let micros: Vec<f64> = SIZES
            .iter()
            .map(|size| micros(&server, &shape(size * 1_000), target.quick))
            .collect::<Result<_>>()?;
        for (sizes, times) in SIZES.windows(2).zip(micros.windows(2)) {
            let ([small, large], [less, more]) = (sizes, times) else { continue };
            let what = format!("processor time for a body of {large} KB: {name}; beside it {small} KB");
            findings.push(Finding::ratio(what, *more, *less, "µs", Budget::AtMost(MOST)));
        }
    }
    Ok(findings)
}

/// Microseconds per body, averaged over [`ROUNDS`].
fn micros(server: &Server, body: &str, quick: bool) -> Result<f64> {
    let rounds = if quick { ROUNDS / 10 } else { ROUNDS };
    let before = cpu(server)?;
    for place in PLACES {
        let length = body.len();
        let request = format!(
            "{place} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n{body}"
        );
        for _ in 0..rounds {
            let status = status(server.url(), request.as_bytes())?;
            ensure!(status.is_some_and(|status| (400..500).contains(&status)), "{place}: {status:?}");
        }
    }
    Ok((cpu(server)? - before) * 1e6 / (rounds * PLACES.len()) as f64)
}
