//! The record of figures in the repository: the last run of each bench, and one line for each earlier run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::commands::first_line;

/// Stands before the lines of earlier runs.
const EARLIER: &str = "Earlier runs:";
/// Begins a section of the page.
const SECTION: &str = "\n## ";

/// A run of a bench: the bench's name, and its figures as Markdown.
pub(crate) type Run = (&'static str, String);

/// Puts the runs into `docs/performance.md`, with the day, the machine and the command.
pub(crate) fn put(root: &Path, machine: &str, runs: &[Run]) -> Result<()> {
    let file = root.join("docs/performance.md");
    let mut page = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let day = first_line("date", &["-u", "+%F"]).context("cannot tell the day")?;
    for (bench, figures) in runs {
        page = with_run(&page, bench, |history| entry(&day, bench, machine, figures, history));
    }
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))
}

/// The page with the section of a bench replaced, or added at the end.
fn with_run(page: &str, bench: &str, entry: impl FnOnce(&[String]) -> String) -> String {
    let title = format!(": `cargo xtask bench {bench}`");
    let is_of_bench = |section: &&str| section.lines().next().is_some_and(|line| line.ends_with(&title));
    let sections: Vec<&str> = page.trim_end().split(SECTION).collect();
    let history: Vec<String> =
        sections.iter().filter(|it| is_of_bench(it)).flat_map(|it| history(it)).collect();
    let place = sections.iter().position(is_of_bench).unwrap_or(sections.len());
    let entry = entry(&history);
    let mut kept: Vec<&str> =
        sections.iter().copied().filter(|it| !is_of_bench(it)).map(str::trim_end).collect();
    kept.insert(place, entry.trim_end());
    kept.join(&format!("\n{SECTION}")) + "\n"
}

fn entry(day: &str, bench: &str, machine: &str, figures: &str, history: &[String]) -> String {
    let earlier =
        if history.is_empty() { String::new() } else { format!("\n\n{EARLIER}\n\n{}", history.join("\n")) };
    format!("{day}: `cargo xtask bench {bench}`\n\n{}\n\n{}{earlier}", machine.trim(), figures.trim())
}

/// The lines of earlier runs, after the run of the section itself is one of them.
fn history(section: &str) -> Vec<String> {
    let earlier = section.lines().skip_while(|line| *line != EARLIER).filter(|line| line.starts_with("- "));
    summary(section).into_iter().chain(earlier.map(str::to_owned)).collect()
}

/// The day of a run, its commit, and its figures that have a budget, in one line.
fn summary(section: &str) -> Option<String> {
    let (day, _) = section.split_once(": ")?;
    let rows: Vec<Vec<&str>> = section.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    let commit = rows.iter().find_map(|row| match row.as_slice() {
        ["commit", commit] => Some(*commit),
        _ => None,
    });
    let figures: Vec<String> = rows.iter().filter_map(|row| figure(row)).collect();
    Some(format!("- {day}, {}: {}", commit.unwrap_or("unknown"), figures.join("; ")))
}

fn figure(row: &[&str]) -> Option<String> {
    let [what, _, _, figure, budget, kept @ ("yes" | "**no**")] = row else { return None };
    let what = what.split("; ").next().unwrap_or_default();
    let missed = if *kept == "yes" { String::new() } else { format!(" (budget {budget})") };
    Some(format!("{what} {figure}{missed}"))
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Performance\n\nText.\n\n## Other\n\nMore.\n";

    fn page_with(page: &str, day: &str, bench: &str, figure: &str, kept: &str) -> String {
        let machine = format!("| machine | |\n|---|---|\n| commit | {day}c |\n");
        let table = format!(
            "**{bench}**: about\n\n| what | Frontdesk | beside it | figure | budget | kept |\n|---|---|---|---|---|---|\n\
             | reads; beside it a static answer | 1 | 2 | {figure} × | ≥ 0.65 × | {kept} |\n| p99 |  |  | 3 ms |  |  |\n"
        );
        with_run(page, bench, |history| entry(day, bench, &machine, &table, history))
    }

    #[test]
    fn a_first_run_is_added_with_its_day_machine_and_command() {
        let page = page_with(PAGE, "2026-01-31", "read", "0.70", "yes");
        assert!(page.starts_with(PAGE.trim_end()), "{page}");
        assert!(
            page.contains(
                "\n\n## 2026-01-31: `cargo xtask bench read`\n\n| machine | |\n|---|---|\n| commit |"
            ),
            "{page}"
        );
        assert!(page.ends_with("| p99 |  |  | 3 ms |  |  |\n") && !page.contains(EARLIER), "{page}");
    }

    #[test]
    fn of_earlier_runs_of_the_same_bench_a_line_each_remains() {
        let mut page = page_with(PAGE, "2026-01-01", "read", "0.70", "yes");
        page = page_with(&page, "2026-01-01", "read-more", "0.10", "**no**");
        page = page_with(&page, "2026-01-02", "read", "0.61", "**no**");
        page = page_with(&page, "2026-01-03", "read", "0.80", "yes");
        assert_eq!(page.matches("`cargo xtask bench read`").count(), 1, "{page}");
        assert!(page.contains("## 2026-01-03: `cargo xtask bench read`"), "{page}");
        let lines = "Earlier runs:\n\n- 2026-01-02, 2026-01-02c: reads 0.61 × (budget ≥ 0.65 ×)\n\
                     - 2026-01-01, 2026-01-01c: reads 0.70 ×\n\n## 2026-01-01: `cargo xtask bench read-more`";
        assert!(page.contains(lines), "{page}");
        assert!(page.starts_with(PAGE.trim_end()), "{page}");
    }
}
