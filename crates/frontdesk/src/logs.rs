//! The log, on standard error.

use std::fmt::Debug;
use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use frontdesk_core::visible;
use frontdesk_storage::{STATEMENT_LOG, log_statements};
use tracing::field::Field;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::fmt::format::{Writer, debug_fn};

use crate::settings::LogSettings;
use crate::settings::values::{LogFilter, LogFormat};

/// Where and when the server starts and stops is told once already.
const DEFAULT: &str = "info,actix_server=warn";

/// Input that is not HTTP is answered with a 400 and is not our error: port scans would fill the log. A filter that names
/// these parts has its way.
const STRANGERS: &str = "actix_http::h1::dispatcher=off,actix_http::h1::decoder=off";

/// Of commands that say by themselves what they do.
const QUIET: &str = "warn";

/// Starts logging. `quiet` is the default level of commands that say by themselves what they do; `for_machines` is
/// whether JSON is the default on a terminal too.
///
/// # Errors
/// Statements cannot be logged.
pub(crate) fn start(settings: &LogSettings, quiet: bool, for_machines: bool) -> Result<()> {
    let wanted = settings.log.as_ref().map_or(if quiet { QUIET } else { DEFAULT }, LogFilter::as_str);
    let echo = if settings.echo_sql { format!(",{STATEMENT_LOG}=debug") } else { String::new() };
    let filter = EnvFilter::new(format!("{STRANGERS},{wanted}{echo}"));
    let on_terminal = io::stderr().is_terminal();
    let colours = on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(colours);
    match settings.log_format {
        LogFormat::Auto if for_machines || !on_terminal => {
            log.json().flatten_event(true).with_span_list(false).with_writer(json_writer).init()
        }
        LogFormat::Json => {
            log.json().flatten_event(true).with_span_list(false).with_writer(json_writer).init()
        }
        LogFormat::Auto | LogFormat::Human => {
            log.with_target(false).fmt_fields(debug_fn(write_field).delimited(" ")).init();
        }
    }
    if settings.echo_sql {
        log_statements()?;
    }
    Ok(())
}

/// Writes a field so that nothing of what others sent acts on the terminal or begins a line of its own.
fn write_field(writer: &mut Writer<'_>, field: &Field, value: &dyn Debug) -> std::fmt::Result {
    let text = format!("{value:?}");
    match field.name() {
        "message" => write!(writer, "{}", visible(&text)),
        // Where a line of a library that knows no fields comes from is told already.
        name if name.starts_with("log.") => Ok(()),
        name => write!(writer, "{name}={}", visible(&text)),
    }
}

/// JSON escapes fewer characters than act on a terminal.
struct JsonWriter<W>(W);

fn json_writer() -> JsonWriter<io::Stderr> {
    JsonWriter(io::stderr())
}

impl<W: Write> Write for JsonWriter<W> {
    /// Takes one event, which ends with a line feed.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        self.0.write_all(format!("{}\n", visible(line)).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Keeps what is written.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Kept {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().expect("no panic").clone()).expect("UTF-8")
        }
    }

    const HOSTILE: &str = "a\u{1b}[2J\u{202e}b\nINFO forged\u{9b}0m";

    fn log_hostile() {
        let error = io::Error::other(HOSTILE);
        tracing::info!(%error, text = HOSTILE, "{HOSTILE}");
    }

    #[test]
    fn nothing_in_a_log_acts() {
        let (human, json) = (Kept::default(), Kept::default());
        let (to_human, to_json) = (human.clone(), json.clone());
        let fields = debug_fn(write_field).delimited(" ");
        let subscriber = tracing_subscriber::fmt().with_ansi(false).fmt_fields(fields);
        let subscriber = subscriber.with_writer(move || to_human.clone()).finish();
        tracing::subscriber::with_default(subscriber, log_hostile);
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true);
        let subscriber = subscriber.with_writer(move || JsonWriter(to_json.clone())).finish();
        tracing::subscriber::with_default(subscriber, log_hostile);
        for text in [human.text(), json.text()] {
            let line = text.strip_suffix('\n').expect("a line");
            assert_eq!(visible(line), line, "{text:?}");
            assert!(line.contains(r"\u001b[2J\u202eb"), "{text}");
        }
        let event: serde_json::Value = serde_json::from_str(&json.text()).expect("JSON");
        assert_eq!(event["message"], HOSTILE);
    }
}
