//! Values of settings: what is accepted, and what is said about the rest. Every message follows the value.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use clap::builder::PossibleValue;
use frontdesk_storage::DatabaseUrl;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Longer waits are mistakes.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// A whole number and its unit: `500ms`, `10s`, `2m`, `1h`; more than nothing, at most a day.
pub(crate) fn duration(text: &str) -> Result<Duration, &'static str> {
    const RULE: &str = "must be a time such as 500ms, 10s, 2m or 1h, at most 24h";
    let (number, unit) = split(text).ok_or(RULE)?;
    let unit = match unit {
        "ms" => Duration::from_millis(1),
        "s" => Duration::from_secs(1),
        "m" => Duration::from_secs(60),
        "h" => Duration::from_secs(60 * 60),
        _ => return Err(RULE),
    };
    let number = u32::try_from(number).map_err(|_| RULE)?;
    unit.checked_mul(number).filter(|duration| !duration.is_zero() && *duration <= LONGEST).ok_or(RULE)
}

/// A number of bytes, plain or with a unit: `4096`, `64KiB`, `1MiB`, `1GiB`; at least 1.
pub(crate) fn size(text: &str) -> Result<u64, &'static str> {
    const RULE: &str = "must be a size such as 4096, 64KiB, 1MiB or 1GiB";
    let (number, unit) = split(text).ok_or(RULE)?;
    let shift = match unit {
        "" | "B" => 0,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        "TiB" => 40,
        _ => return Err(RULE),
    };
    number.checked_mul(1 << shift).filter(|bytes| *bytes > 0 && *bytes <= i64::MAX as u64).ok_or(RULE)
}

/// The digits at the start as a number, and what follows them.
fn split(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    Some((number.parse().ok()?, unit))
}

/// A whole number between two others.
pub(crate) fn number<T: TryFrom<u32> + Clone + Send + Sync + 'static>(
    least: u32,
    most: u32,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        let number = number.and_then(|number: u32| T::try_from(number).ok());
        number.ok_or_else(|| format!("must be a whole number from {least} to {most}"))
    }
}

/// Yes or no, as people write it in variables.
pub(crate) fn boolean(text: &str) -> Result<bool, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err("must be true or false"),
    }
}

/// A part of one, such as 0.2.
pub(crate) fn rate(text: &str) -> Result<f64, &'static str> {
    let rate = text.parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
    rate.ok_or("must be a number from 0 to 1, such as 0.2")
}

/// An address of the web, with nothing in it that would be secret.
pub(crate) fn web_address(text: &str) -> Result<String, &'static str> {
    const RULE: &str = "must be a URL such as https://crm.example.com, without a user or a password";
    let rest = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme)).ok_or(RULE)?;
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let is_sound = !host.is_empty() && !host.starts_with(':') && !host.contains('@') && !text.contains('#');
    let is_plain = text.chars().all(|c| c.is_ascii_graphic());
    if is_sound && is_plain { Ok(text.trim_end_matches('/').to_owned()) } else { Err(RULE) }
}

/// Calls a second: more than nothing, at most a hundred thousand.
pub(crate) fn calls_a_second(text: &str) -> Result<f64, &'static str> {
    let calls = text.parse().ok().filter(|calls| (0.01..=100_000.0).contains(calls));
    calls.ok_or("must be a number from 0.01 to 100000")
}

/// A text that is never shown.
pub(crate) fn secret(text: &str) -> Result<frontdesk_crm::Secret, &'static str> {
    if text.is_empty() { Err("must not be empty") } else { Ok(frontdesk_crm::Secret::new(text)) }
}

/// What webhooks are signed with.
pub(crate) fn mock_webhook_secret(text: &str) -> Result<frontdesk_mock_crm::WebhookSecret, &'static str> {
    text.parse().map_err(|_| "must be whsec_ and base64, or any other text that is not empty")
}

/// A size that fits in memory.
pub(crate) fn memory_size(text: &str) -> Result<usize, &'static str> {
    usize::try_from(size(text)?).map_err(|_| "must fit in memory")
}

/// An IP address and a port. `localhost` stands for 127.0.0.1.
pub(crate) fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let port = text.strip_prefix("localhost:");
    let text = port.map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse().map_err(|_| "must be an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080")
}

/// An IP address without a port.
pub(crate) fn ip_address(text: &str) -> Result<IpAddr, &'static str> {
    text.parse().map_err(|_| "must be IP addresses such as 10.0.0.2 or ::1")
}

/// A name of a host, without a port.
pub(crate) fn host_name(text: &str) -> Result<String, &'static str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_sound = !text.is_empty() && text.chars().all(is_part);
    if is_sound { Ok(text.to_owned()) } else { Err("must be names such as desk.example.com, without a port") }
}

/// A URL of a database that this binary can open.
pub(crate) fn database_url(text: &str) -> Result<DatabaseUrl, String> {
    compiled_in(text.parse().map_err(|error: frontdesk_storage::InvalidDatabaseUrl| error.to_string())?)
}

/// The same URL, if this binary can open it.
pub(crate) fn compiled_in(url: DatabaseUrl) -> Result<DatabaseUrl, String> {
    let (feature, compiled_in) = match url {
        DatabaseUrl::Sqlite(_) => ("sqlite", cfg!(feature = "sqlite")),
        DatabaseUrl::Postgres(_) => ("postgres", cfg!(feature = "postgres")),
        DatabaseUrl::Mysql(_) => ("mysql", cfg!(feature = "mysql")),
    };
    if compiled_in {
        Ok(url)
    } else {
        Err(format!("needs a binary that was built with `--features {feature}`; this one was not"))
    }
}

/// `*`, or what a browser sends as `Origin`: scheme, host, perhaps a port, nothing behind it.
pub(crate) fn origin(text: &str) -> Result<String, &'static str> {
    const RULE: &str = "must be * or origins such as https://desk.example.com, with no path";
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let host = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    match host {
        Some(host) if !host.is_empty() && host.chars().all(is_host) => Ok(text.to_owned()),
        None if text == "*" => Ok(text.to_owned()),
        _ => Err(RULE),
    }
}

/// The name of a database as it can stand in a URL.
pub(crate) fn database_name(text: &str) -> Result<String, &'static str> {
    let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    if !text.is_empty() && text.chars().all(is_sound) {
        Ok(text.to_owned())
    } else {
        Err("must be a name of letters, digits, -, _ and $")
    }
}

/// The name or the address of a host. An IPv6 address comes with brackets or without.
pub(crate) fn host(text: &str) -> Result<String, &'static str> {
    if let Ok(IpAddr::V6(address)) = text.trim_start_matches('[').trim_end_matches(']').parse() {
        return Ok(format!("[{address}]"));
    }
    let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !text.is_empty() && text.chars().all(is_sound) {
        Ok(text.to_owned())
    } else {
        Err("must be the name or the address of a host, without a port")
    }
}

/// A title on one line.
pub(crate) fn app_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if (1..=64).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err("must be a text of 1 to 64 characters on one line")
    }
}

/// Where an installation stands.
#[derive(Debug, Clone)]
pub(crate) struct Environment(String);

impl Environment {
    /// Reads a word such as `staging`.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if (1..=32).contains(&text.len()) && text.chars().all(is_sound) {
            Ok(Self(text.to_owned()))
        } else {
            Err("must be a word such as development, staging or production")
        }
    }

    /// The word.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_production(&self) -> bool {
        ["production", "prod"].iter().any(|name| self.0.eq_ignore_ascii_case(name))
    }
}

/// What is logged: a level, or levels by part of the program.
#[derive(Debug, Clone)]
pub(crate) struct LogFilter(String);

impl LogFilter {
    /// Reads `info`, or `info,frontdesk_storage=debug`.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        const RULE: &str =
            "must be off, error, warn, info, debug or trace, or a list such as warn,frontdesk_storage=debug";
        let is_level = |text: &str| text.parse::<LevelFilter>().is_ok() && !text.is_empty();
        // A lone word that is no level would be taken for the name of a part, and all else be silent.
        let is_sound = |part: &str| part.contains(['=', '[']) || is_level(part);
        if text.split(',').all(|part| is_sound(part.trim())) && EnvFilter::try_new(text).is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(RULE)
        }
    }

    /// The same as the logger takes it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// `Human` on a terminal, else `Json`.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl clap::ValueEnum for LogFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Human, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Auto => "auto",
            Self::Human => "human",
            Self::Json => "json",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit_and_an_end() {
        let cases = [("500ms", 500), ("10s", 10_000), ("2m", 120_000), ("24h", 86_400_000), ("1ms", 1)];
        for (text, millis) in cases {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for bad in [
            "",
            "10",
            "s",
            "10 s",
            "-1s",
            "+1s",
            "1.5s",
            "0s",
            "25h",
            "1d",
            "10S",
            "99999999999h",
            "٣s",
            "1s1s",
        ] {
            assert!(duration(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn sizes_are_bytes_or_powers_of_two() {
        let cases =
            [("1", 1), ("4096", 4096), ("7B", 7), ("64KiB", 65_536), ("1MiB", 1 << 20), ("1GiB", 1 << 30)];
        for (text, bytes) in cases {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for bad in [
            "",
            "0",
            "0MiB",
            "1MB",
            "1M",
            "MiB",
            "-1",
            "1.5MiB",
            "1 MiB",
            "18446744073709551615",
            "9999999999TiB",
        ] {
            assert!(size(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn numbers_lie_between_two_others() {
        let read = number::<u16>(1, 64);
        assert_eq!((read("1"), read("64")), (Ok(1), Ok(64)));
        for bad in ["", "0", "65", "-1", "1.0", "x", "4294967297"] {
            assert!(read(bad).is_err_and(|error| error.ends_with("from 1 to 64")), "{bad:?}");
        }
    }

    #[test]
    fn addresses_have_a_port() {
        for (text, shown) in
            [("127.0.0.1:0", "127.0.0.1:0"), ("[::1]:80", "[::1]:80"), ("localhost:8080", "127.0.0.1:8080")]
        {
            assert_eq!(address(text).map(|address| address.to_string()).as_deref(), Ok(shown));
        }
        for bad in
            ["", "127.0.0.1", "8080", ":8080", "127.0.0.1:65536", "example.com:80", "::1:80", "localhost:"]
        {
            assert!(address(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn origins_are_what_browsers_send() {
        for good in ["*", "https://desk.example.com", "http://localhost:5173", "http://[::1]:80"] {
            assert!(origin(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "desk.example.com",
            "https://",
            "https://a/",
            "https://a/b",
            "ftp://a",
            "https://*.a",
            "null",
            "https://a b",
        ] {
            assert!(origin(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn hosts_and_databases_can_stand_in_a_url() {
        for (good, read) in [
            ("localhost", "localhost"),
            ("db_1.example", "db_1.example"),
            ("::1", "[::1]"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(host(good).as_deref(), Ok(read));
        }
        for bad in ["", "db:3306", "a/b", "a@b", "a b", "[::1]:3306", "db?x"] {
            assert!(host(bad).is_err(), "{bad:?}");
        }
        assert!(database_name("desk_2-x$").is_ok());
        for bad in ["", "a/b", "a?b", "a b", "é"] {
            assert!(database_name(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn production_is_known_by_two_names() {
        for (text, expected) in [
            ("production", true),
            ("Prod", true),
            ("PRODUCTION", true),
            ("staging", false),
            ("nonprod", false),
        ] {
            assert_eq!(Environment::parse(text).map(|it| it.is_production()), Ok(expected), "{text}");
        }
        for bad in ["", "two words", "a/b"] {
            assert!(Environment::parse(bad).is_err(), "{bad:?}");
        }
        let long = "x".repeat(65);
        for bad in ["", " ", "a\nb", &long] {
            assert!(app_name(bad).is_err(), "{bad:?}");
        }
        assert_eq!(app_name(" Desk <1> ").as_deref(), Ok("Desk <1>"));
    }

    #[test]
    fn rates_are_parts_of_one() {
        assert_eq!((rate("0"), rate("0.25"), rate("1")), (Ok(0.0), Ok(0.25), Ok(1.0)));
        for bad in ["", "-0.1", "1.1", "NaN", "inf", "20%", "x"] {
            assert!(rate(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn web_addresses_have_a_host_and_no_password() {
        for (good, read) in [
            ("http://127.0.0.1:9090", "http://127.0.0.1:9090"),
            ("https://crm.example.com/api/", "https://crm.example.com/api"),
            ("https://[::1]:80/x?y=z", "https://[::1]:80/x?y=z"),
        ] {
            assert_eq!(web_address(good).as_deref(), Ok(read));
        }
        for bad in [
            "",
            "crm.example.com",
            "https://",
            "http://:80",
            "ftp://a",
            "https://u:p@a",
            "https://a b",
            "https://a#b",
        ] {
            assert!(web_address(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn log_filters_are_levels() {
        for good in ["info", "OFF", "warn,frontdesk_storage=debug", "frontdesk=trace", "info,[request]=debug"]
        {
            assert!(LogFilter::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "loud", "info,loud", "frontdesk=loud", "info,,debug", "a=b=c"] {
            assert!(LogFilter::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_database_that_is_not_compiled_in_is_named() {
        assert!(database_url("sqlite:x.db").is_ok());
        assert!(database_url("oracle://h/db").is_err_and(|error| error.contains("must be a URL")));
        if !cfg!(feature = "postgres") {
            let error = database_url("postgres://u:s3cret@h/db").expect_err("not compiled in");
            assert!(error.contains("--features postgres"), "{error}");
            assert!(!error.contains("s3cret"), "{error}");
        }
    }
}
