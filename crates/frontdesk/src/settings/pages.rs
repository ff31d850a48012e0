//! Pages that name every setting, held to the command line. `UPDATE_PAGES=1 cargo test -p frontdesk` writes them anew.

use std::fs;
use std::path::PathBuf;

use clap::Arg;

use super::{all, default_of, purpose_of, variable_of};

const BEGIN: &str = "<!-- settings: written by a test, see below -->\n";
const END: &str = "<!-- end of settings -->\n";

const EXAMPLE: &str = "\
# Copy this file to `.env` and remove the `#` in front of what you change. `frontdesk config` shows what is set, and from where.
# Environment variables take precedence over this file, flags over both. A value with spaces, quotes or `$` goes in single
# quotes. docs/configuration.md says more.
";

/// The longest line of comment in the example.
const WIDTH: usize = 118;

fn settings() -> Vec<Arg> {
    all(&crate::arguments::command())
}

fn heading_of(arg: &Arg) -> &str {
    arg.get_help_heading().unwrap_or_default()
}

/// The settings in groups, each under its heading.
fn grouped() -> Vec<(String, Vec<Arg>)> {
    let mut groups: Vec<(String, Vec<Arg>)> = Vec::new();
    for arg in settings() {
        let heading = heading_of(&arg).to_owned();
        match groups.last_mut() {
            Some((last, args)) if *last == heading => args.push(arg),
            _ => groups.push((heading, vec![arg])),
        }
    }
    groups
}

/// Whether the default can stand as a value.
fn has_plain_default(arg: &Arg) -> bool {
    !arg.get_default_values().is_empty() || !arg.get_action().takes_values()
}

fn tables() -> String {
    let mut text = String::new();
    for (heading, args) in grouped() {
        text.push_str(&format!(
            "\n### {heading}\n\n| variable | flag | default | meaning |\n|---|---|---|---|\n"
        ));
        for arg in args {
            let default = match default_of(&arg) {
                Some(default) if has_plain_default(&arg) => format!("`{default}`"),
                default => default.unwrap_or_else(|| "none".to_owned()),
            };
            let (variable, flag) = (variable_of(&arg), arg.get_long().unwrap_or_default());
            let purpose = purpose_of(&arg).replace('*', "\\*").replace('|', "\\|");
            text.push_str(&format!("| `{variable}` | `--{flag}` | {default} | {purpose} |\n"));
        }
    }
    text.push('\n');
    text
}

fn example() -> String {
    let mut text = EXAMPLE.to_owned();
    for (heading, args) in grouped() {
        text.push_str(&format!("\n# == {heading}\n"));
        for arg in args {
            let plain = has_plain_default(&arg);
            let default = default_of(&arg).unwrap_or_else(|| "none".to_owned());
            let said = if plain { String::new() } else { format!(" (default: {default})") };
            text.push_str(&format!("\n{}", comment(&format!("{}{said}.", purpose_of(&arg)))));
            text.push_str(&format!("#{}={}\n", variable_of(&arg), if plain { &default } else { "" }));
        }
    }
    text
}

fn comment(text: &str) -> String {
    let mut lines = vec![String::from("#")];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("# {word}")),
        }
    }
    format!("{}\n", lines.join("\n"))
}

/// Compares a page with what it should be, or makes it so when told to.
fn check(page: &str, expected: impl FnOnce(&str) -> String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let expected = expected(&text);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &expected).expect("written");
    } else {
        assert!(text == expected, "{page} is not current: UPDATE_PAGES=1 cargo test -p frontdesk");
    }
}

#[test]
fn the_page_on_configuration_names_every_setting() {
    check("docs/configuration.md", |text| {
        let (before, rest) = text.split_once(BEGIN).expect("the begin of the settings");
        let (_, after) = rest.split_once(END).expect("the end of the settings");
        format!("{before}{BEGIN}{}{END}{after}", tables())
    });
}

#[test]
fn the_example_of_an_env_file_names_every_setting() {
    check(".env.example", |_| example());
}

#[test]
fn every_setting_is_documented_and_is_a_setting_of_config_too() {
    let command = crate::arguments::command();
    let config = command.find_subcommand("config").expect("config");
    for arg in all(&command) {
        let id = arg.get_id();
        assert!(!purpose_of(&arg).is_empty(), "{id} has no help");
        assert!(!heading_of(&arg).is_empty(), "{id} has no heading");
        assert!(arg.get_long().is_some(), "{id} has no flag");
        let is_global = arg.is_global_set();
        assert!(
            is_global || config.get_arguments().any(|known| known.get_id() == id),
            "{id} is unknown to config"
        );
    }
    assert!(all(&command).len() > 15, "where are the settings?");
}

#[test]
fn a_default_that_the_help_tells_is_found() {
    let defaults: Vec<_> = settings().iter().map(|arg| (variable_of(arg), default_of(arg))).collect();
    for (variable, default) in [
        ("FRONTDESK_LISTEN", Some("127.0.0.1:8080")),
        ("FRONTDESK_INSECURE_NO_AUTH", Some("false")),
        ("FRONTDESK_WORKERS", Some("one for each core")),
        ("FRONTDESK_CORS_ORIGINS", None),
    ] {
        assert!(
            defaults.contains(&(variable.to_owned(), default.map(str::to_owned))),
            "{variable}: {defaults:?}"
        );
    }
}
