//! Every crate of others that is depended on is named in `docs/dependencies.md`, with who uses it and why.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;

use crate::graph::{Graph, Kind, root};
use crate::sources::files_below;

type Users = BTreeMap<String, BTreeSet<String>>;

/// The rows of the page: name, users, why. Its table looks like ``| `csv` | import, server | why |``.
fn rows(page: &str) -> Vec<(String, BTreeSet<String>, String)> {
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    page.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| match cells(line).as_slice() {
            [name, users, why] => {
                let users = users.split(',').map(|user| user.trim().to_owned()).collect();
                (name.trim_matches('`').to_owned(), users, why.clone())
            }
            _ => panic!("not three cells: {line}"),
        })
        .collect()
}

fn users(graph: &Graph) -> Users {
    let mut users = Users::new();
    for member in graph.members.keys() {
        let short = member.strip_prefix("frontdesk-").unwrap_or(member);
        for name in graph.direct(member, &[Kind::Normal, Kind::Build, Kind::Dev]) {
            if !graph.members.contains_key(name) {
                users.entry(name.to_owned()).or_default().insert(short.to_owned());
            }
        }
    }
    users
}

/// Everything in which the page and the manifests differ, one line each.
fn differences(page: &str, graph: &Graph) -> Vec<String> {
    let mut documented = Users::new();
    let mut found = Vec::new();
    for (name, users, why) in rows(page) {
        if why.is_empty() {
            found.push(format!("{name}: no reason is given"));
        }
        if documented.insert(name.clone(), users).is_some() {
            found.push(format!("{name}: named twice"));
        }
    }
    let real = users(graph);
    let listed = |users: &BTreeSet<String>| users.iter().cloned().collect::<Vec<_>>().join(", ");
    for (name, users) in &real {
        match documented.get(name) {
            None => found.push(format!("{name}: not on the page, used by {}", listed(users))),
            Some(named) if named != users => found.push(format!("{name}: used by {}", listed(users))),
            Some(_) => {}
        }
    }
    found.extend(
        documented.keys().filter(|name| !real.contains_key(*name)).map(|name| format!("{name}: not used")),
    );
    found
}

#[test]
fn the_page_on_dependencies_names_them_all_and_no_other() {
    let page = fs::read_to_string(root().join("docs/dependencies.md")).expect("the page");
    assert_eq!(differences(&page, &Graph::of_this_workspace()), Vec::<String>::new());
}

#[test]
fn every_difference_is_found() {
    let mut graph = Graph::default();
    graph.add_member("frontdesk-import", "/".as_ref());
    graph.add_member("frontdesk", "/".as_ref());
    graph.add("frontdesk-import", Kind::Normal, "csv");
    graph.add("frontdesk-import", Kind::Dev, "proptest");
    graph.add("frontdesk", Kind::Normal, "frontdesk-import");
    graph.add("frontdesk", Kind::Build, "csv");
    graph.add("csv", Kind::Normal, "memchr");
    let sound = "| name | used by | why |\n|---|---|---|\n| `csv` | import, frontdesk | files |\n| `proptest` | import | tests |";
    assert_eq!(differences(sound, &graph), Vec::<String>::new());
    let cases = [
        ("| `csv` | import, frontdesk | files |", "proptest: not on the page, used by import"),
        ("| `csv` | import | files |\n| `proptest` | import | tests |", "csv: used by frontdesk, import"),
        (&format!("{sound}\n| `memchr` | import | fast |"), "memchr: not used"),
        (&format!("{sound}\n| `csv` | import, frontdesk | again |"), "csv: named twice"),
        ("| `csv` | frontdesk, import | |\n| `proptest` | import | tests |", "csv: no reason is given"),
    ];
    for (page, expected) in cases {
        assert_eq!(differences(page, &graph), [expected], "{page}");
    }
}

/// The packages in the section of the page on the console.
fn packages_on(page: &str) -> Vec<String> {
    let section = page.split("## Packages of the console").nth(1).unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| package "));
    rows.filter_map(|line| line.split('|').nth(1)).map(|name| name.trim().to_owned()).collect()
}

#[test]
fn the_page_names_the_packages_of_the_console_and_no_other() {
    let page = fs::read_to_string(root().join("docs/dependencies.md")).expect("the page");
    let manifest = fs::read_to_string(root().join("crates/console/package.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let lists = [&manifest["dependencies"], &manifest["devDependencies"]];
    let real: BTreeSet<String> =
        lists.iter().flat_map(|list| list.as_object().expect("a list").keys().cloned()).collect();
    let named = packages_on(&page);
    assert_eq!(named.iter().cloned().collect::<BTreeSet<_>>(), real);
    assert_eq!(named.len(), real.len(), "one is named twice");
}

#[test]
fn the_lock_file_names_no_place_that_packages_came_from() {
    let lock = fs::read_to_string(root().join("crates/console/package-lock.json")).expect("the lock file");
    assert!(lock.contains("\"node_modules/react\""), "where are the packages?");
    assert!(!lock.contains("\"resolved\""), "see .npmrc");
}

#[test]
fn every_dependency_in_a_manifest_is_used_in_the_code() {
    let graph = Graph::of_this_workspace();
    let mut unused = Vec::new();
    for (member, folder) in &graph.members {
        let files = files_below(folder).into_iter().filter(|file| file.extension() == Some(OsStr::new("rs")));
        let code: String = files.map(|file| fs::read_to_string(file).expect("text")).collect();
        for name in graph.direct(member, &[Kind::Normal, Kind::Build, Kind::Dev]) {
            if !is_used(name, &code) {
                unused.push(format!("{member} -> {name}"));
            }
        }
    }
    assert_eq!(unused, Vec::<String>::new());
}

/// The names in a manifest's `[workspace.dependencies]`.
fn shared_versions(manifest: &str) -> Vec<&str> {
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect()
}

#[test]
fn every_version_that_the_workspace_fixes_is_of_use_to_a_crate() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let graph = Graph::of_this_workspace();
    let kinds = [Kind::Normal, Kind::Build, Kind::Dev];
    let used: BTreeSet<&str> = graph.members.keys().flat_map(|member| graph.direct(member, &kinds)).collect();
    let names = shared_versions(&manifest);
    assert!(names.contains(&"serde"), "where are the versions?");
    let unused: Vec<&str> =
        names.into_iter().filter(|name| !used.contains(name) && !graph.members.contains_key(*name)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// Whether `code` has a path that begins with the crate's name, or gives the crate another name.
fn is_used(name: &str, code: &str) -> bool {
    let name = name.replace('-', "_");
    if code.contains(&format!("use {name} as ")) {
        return true;
    }
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        !code
            .get(..at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
    })
}

#[test]
fn a_use_is_a_path_that_begins_with_the_crates_name() {
    let cases = [
        ("serde", "use serde::Serialize;", true),
        ("serde", "#[derive(serde::Serialize)]", true),
        ("serde", "use serde_json::Value;", false),
        ("csv", "let x = crate::csv::read();", false),
        ("csv", "let x = my_csv::read();", false),
        ("frontdesk-core", "use frontdesk_core::Email;", true),
        ("frontdesk-core", "pub use frontdesk_core as core;", true),
        ("core", "// the core of it", false),
    ];
    for (name, code, expected) in cases {
        assert_eq!(is_used(name, code), expected, "{name} in {code}");
    }
}
