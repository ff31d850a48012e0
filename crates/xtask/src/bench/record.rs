//! The record of figures in the repository.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::commands::first_line;

/// Adds the findings to `docs/performance.md`, with the day, the machine and the command.
pub(crate) fn append(root: &Path, name: Option<&str>, machine: &str, tables: &[String]) -> Result<()> {
    let file = root.join("docs/performance.md");
    let before = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let day = first_line("date", &["-u", "+%F"]).context("cannot tell the day")?;
    let text = format!("{}\n\n{}", before.trim_end(), entry(&day, name, machine, tables));
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

fn entry(day: &str, name: Option<&str>, machine: &str, tables: &[String]) -> String {
    let command = name.map_or("cargo xtask bench".to_owned(), |name| format!("cargo xtask bench {name}"));
    format!("## {day}: `{command}`\n\n{}\n\n{}\n", machine.trim(), tables.join("\n").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_day_machine_figures_and_command() {
        let tables = ["**read**\n\n| a |\n".to_owned(), "**write**\n\n| b |\n".to_owned()];
        assert_eq!(
            entry("2026-01-31", None, "| machine |\n", &tables),
            "## 2026-01-31: `cargo xtask bench`\n\n| machine |\n\n**read**\n\n| a |\n\n**write**\n\n| b |\n"
        );
        assert!(
            entry("2026-01-31", Some("read"), "", &tables)
                .starts_with("## 2026-01-31: `cargo xtask bench read`")
        );
    }
}
