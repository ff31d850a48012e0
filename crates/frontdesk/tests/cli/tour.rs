//! The README's tour and the examples of the API, run as written.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Desk;

/// In expected output: any text, also none.
const ANYTHING: char = '…';

/// The address and the program of the pages; the test replaces them by its own.
const ADDRESS: &str = "localhost:8080";
const PROGRAM: &str = "./target/release/frontdesk";

/// A command of the tour and what it prints.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    line: usize,
    command: String,
    output: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect(name)
}

/// The lines of each code block in a language, with the numbers that they have in the file.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<Vec<(usize, &'a str)>> {
    let mut blocks: Vec<Vec<_>> = Vec::new();
    let (mut within, mut wanted) = (false, false);
    for (number, line) in (1..).zip(page.lines()) {
        if let Some(name) = line.strip_prefix("```") {
            within = !within;
            wanted = within && name == language;
            blocks.extend(wanted.then(Vec::new));
        } else if wanted {
            blocks.last_mut().expect("begun above").push((number, line));
        }
    }
    blocks
}

/// A line that begins with `$ ` is a command; what follows is what it prints.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (line, text) in blocks(page, "console").concat() {
        if let Some(command) = text.strip_prefix("$ ") {
            steps.push(Step { line, command: command.to_owned(), output: String::new() });
        } else {
            let step = steps.last_mut().expect("a block begins with a command");
            step.output.push_str(text);
            step.output.push('\n');
        }
    }
    steps
}

/// Whether `actual` is `expected`, in which `…` stands for anything and a line of it alone for any lines.
fn is_as_expected(expected: &str, actual: &str) -> bool {
    let expected = expected.trim_end().replace("…\n", "…");
    let mut pieces = expected.split(ANYTHING);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = actual.trim_end().strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[test]
fn three_dots_stand_for_anything_and_all_else_for_itself() {
    let cases = [
        ("a\nb\n", "a\nb\n", true),
        ("a\nb\n", "a\nb", true),
        ("a\n", "a\nb", false),
        ("", "a", false),
        ("a…z", "az", true),
        ("a…z", "a-z-", false),
        ("…b…c", "abc", true),
        ("…c…b", "abc", false),
        ("…\nend\n", "end", true),
        ("…\nend\n", "begun\nend\n", true),
        ("a\n…\n", "a\nb\nc\n", true),
        ("aba…aba", "aba", false),
    ];
    for (expected, actual, is_equal) in cases {
        assert_eq!(is_as_expected(expected, actual), is_equal, "{expected:?} {actual:?}");
    }
}

#[test]
fn commands_and_what_they_print_are_read_from_the_page() {
    let page = "```sh\nno\n```\n```console\n$ one\n1\n\n2\n$ two\n```\ntext\n```console\n$ three\n```\n";
    let step = |line, command: &str, output: &str| Step {
        line,
        command: command.to_owned(),
        output: output.to_owned(),
    };
    assert_eq!(steps(page), [step(5, "one", "1\n\n2\n"), step(9, "two", ""), step(13, "three", "")]);
}

#[test]
fn the_page_begins_with_two_commands() {
    let page = page("README.md");
    let (_, rest) = page.split_once("\n```").expect("a code block");
    assert!(rest.starts_with("sh\n"), "the first block is for a shell");
    let blocks = blocks(&page, "sh");
    let commands: Vec<&str> = blocks.first().expect("a block").iter().map(|(_, line)| *line).collect();
    assert_eq!(commands, ["cargo run --release -- serve", "cargo xtask test"]);
}

#[test]
fn the_tour_runs_as_written() {
    assert!(run_page("README.md") >= 20, "where is the tour?");
}

#[test]
fn the_examples_of_the_api_run_as_written() {
    assert!(run_page("docs/using-the-api.md") >= 15, "where are the examples?");
}

/// Runs the commands of a page against an empty database, and returns how many there were.
fn run_page(name: &str) -> usize {
    let desk = Desk::new();
    std::os::unix::fs::symlink(root().join("docs"), desk.path("docs")).expect("linked");
    let server = desk.serve(&[]);
    let address = server.url().trim_start_matches("http://");
    let here = |text: &str| text.replace(ADDRESS, address).replace(PROGRAM, env!("CARGO_BIN_EXE_frontdesk"));
    let steps = steps(&page(name));
    for step in &steps {
        let printed = run(&desk, &here(&step.command));
        assert!(
            is_as_expected(&here(&step.output), &printed),
            "{name}, line {}: {}\nexpected:\n{}\nprinted:\n{printed}",
            step.line,
            step.command,
            step.output
        );
    }
    steps.len()
}

/// What a command prints, standard error included. Any exit code is accepted: `import` reports rejected rows by it.
fn run(desk: &Desk, command: &str) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(desk.path("."))
        .env_clear()
        .env("PATH", path)
        .output()
        .expect("a shell runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}
