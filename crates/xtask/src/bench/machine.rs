//! The machine on which figures were measured, as Markdown.

use std::fs;
use std::path::Path;
use std::thread;

use frontdesk_testkit::Backend;

use crate::commands::first_line;

/// A table of properties that influence the figures.
pub(crate) fn describe(repository: &Path) -> String {
    let rows = [
        ("processor", processor()),
        ("cores", thread::available_parallelism().ok().map(|count| count.to_string())),
        ("load before", load()),
        ("memory", memory()),
        ("system", system()),
        ("kernel", first_line("uname", &["-sr"])),
        ("rustc", first_line("rustc", &["--version"])),
        ("PostgreSQL", Backend::Postgres.server_version()),
        ("MariaDB", Backend::Mysql.server_version()),
        ("commit", commit(repository)),
    ];
    let lines = rows.iter().map(|(name, value)| {
        format!("| {name} | {} |\n", value.as_deref().filter(|text| !text.is_empty()).unwrap_or("unknown"))
    });
    format!("| machine | |\n|---|---|\n{}", lines.collect::<String>())
}

fn processor() -> Option<String> {
    value_of(&fs::read_to_string("/proc/cpuinfo").ok()?, "model name", ':')
        .or_else(|| first_line("sysctl", &["-n", "machdep.cpu.brand_string"]))
}

/// The load of the last minute: above the number of cores, figures mean little.
fn load() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next().map(str::to_owned)
}

fn memory() -> Option<String> {
    let kibibytes = value_of(&fs::read_to_string("/proc/meminfo").ok()?, "MemTotal", ':')?;
    let kibibytes: u64 = kibibytes.split_whitespace().next()?.parse().ok()?;
    Some(format!("{:.1} GiB", kibibytes as f64 / f64::from(1 << 20)))
}

fn system() -> Option<String> {
    let text = fs::read_to_string("/etc/os-release").ok()?;
    value_of(&text, "PRETTY_NAME", '=').map(|name| name.trim_matches('"').to_owned())
}

/// The current commit, and whether files differ from it.
fn commit(repository: &Path) -> Option<String> {
    let folder = repository.to_str()?;
    let id = first_line("git", &["-C", folder, "rev-parse", "--short", "HEAD"])?;
    let changed =
        first_line("git", &["-C", folder, "status", "--porcelain"]).is_some_and(|line| !line.is_empty());
    Some(if changed { format!("{id}, with changes") } else { id })
}

fn value_of(text: &str, key: &str, separator: char) -> Option<String> {
    text.lines().find_map(|line| {
        let (name, value) = line.split_once(separator)?;
        (name.trim() == key).then(|| value.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_whole_name() {
        let text = "model\t\t: 85\nmodel name\t: Some CPU @ 2.00GHz\n";
        assert_eq!(value_of(text, "model name", ':').as_deref(), Some("Some CPU @ 2.00GHz"));
        assert_eq!(value_of(text, "name", ':'), None);
    }

    #[test]
    fn every_row_has_a_value() {
        let text = describe(Path::new("/"));
        assert!(text.lines().count() >= 10, "{text}");
        assert!(!text.contains("|  |"), "{text}");
    }
}
