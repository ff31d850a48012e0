//! What sources must say, and what they must not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::graph::{Graph, root};

/// Crates that need no database, no network and no pointer.
const SAFE: [&str; 8] =
    ["core", "import", "opportunities", "interactions", "requests", "rules", "sync", "tables"];

const FORBIDDEN: &str = "#![forbid(unsafe_code)]";

#[test]
fn rule_crates_forbid_unsafe_code() {
    let members = Graph::of_this_workspace().members;
    let rules: Vec<&PathBuf> =
        SAFE.iter().filter_map(|name| members.get(&format!("frontdesk-{name}"))).collect();
    assert!(rules.len() >= 2, "where are the rule crates?");
    for folder in rules {
        let source = fs::read_to_string(folder.join("src/lib.rs")).expect("a library");
        assert!(source.lines().any(|line| line == FORBIDDEN), "{} lacks {FORBIDDEN}", folder.display());
    }
}

/// Folders of one machine, and working papers that are no part of the repository. Put together here, so that this
/// file does not hold what it looks for.
fn strange_words() -> Vec<String> {
    let folders = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let papers = ["CONTRACT", "DESIGN", "STYLE"].map(|name| format!("{name}.md"));
    folders.into_iter().chain(papers).chain([format!("/tmp/{}", "target")]).collect()
}

#[test]
fn no_file_names_a_machine_or_a_working_paper() {
    let files = files_below(&root());
    assert!(files.iter().any(|file| file.ends_with("crates/xtask/Cargo.toml")), "where are the files?");
    let found: Vec<String> = files.iter().flat_map(|file| strange_lines(file)).collect();
    assert_eq!(found, Vec::<String>::new());
}

fn strange_lines(file: &Path) -> Vec<String> {
    let text = String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned();
    let words = strange_words();
    let is_strange = |line: &str| words.iter().any(|word| line.contains(word));
    let lines = text.lines().enumerate().filter(|(_, line)| is_strange(line));
    lines.map(|(number, line)| format!("{}:{}: {line}", file.display(), number + 1)).collect()
}

#[test]
fn strange_words_are_found_where_they_are() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for word in strange_words() {
        let file = folder.join("strange.txt");
        fs::write(&file, format!("fine\nsee {word} there\n")).expect("written");
        assert_eq!(strange_lines(&file).len(), 1, "{word}");
    }
}

/// Every file of the repository but what is built, run or kept by git.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    const NOT_OURS: [&str; 4] = [".git", "target", "data", "node_modules"];
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .filter(|entry| !NOT_OURS.iter().any(|name| entry.file_name() == *name))
        .flat_map(|entry| match entry.file_type().expect("a type") {
            kind if kind.is_dir() => files_below(&entry.path()),
            kind if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}
