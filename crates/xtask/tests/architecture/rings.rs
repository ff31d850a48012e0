//! The rooms of the crates: no two files name each other, and plumbing names no business.

use std::path::Path;

use crate::graph::{Graph, root};
use crate::modules::{Modules, is_within};

fn modules_of(name: &str) -> Modules {
    Modules::of_crate(&root().join("crates").join(name))
}

#[test]
fn no_files_of_a_crate_name_each_other_in_a_ring() {
    let members = Graph::of_this_workspace().members;
    assert!(members.len() > 10, "where are the crates?");
    let rings: Vec<String> = members.values().flat_map(|folder| rings_of(folder)).collect();
    assert_eq!(rings, Vec::<String>::new());
}

fn rings_of(folder: &Path) -> Vec<String> {
    let modules = Modules::of_crate(folder);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    modules.rings().iter().map(|ring| format!("{name}: {}", ring.join(", "))).collect()
}

/// The arrows out of a room that are not allowed, one line each.
fn strays(modules: &Modules, room: &str, is_allowed: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let arrows: Vec<(&str, &str)> = modules.arrows_from(room).collect();
    assert!(!arrows.is_empty(), "where is {room}?");
    let strays = arrows.into_iter().filter(|(from, to)| !is_allowed(from, to));
    strays.map(|(from, to)| format!("{from} -> {to}")).collect()
}

#[test]
fn what_resources_share_names_none_of_them() {
    let modules = modules_of("server");
    assert_eq!(strays(&modules, "http", |_, to| !is_within(to, "resources")), Vec::<String>::new());
}

#[test]
fn no_resource_names_another_one() {
    const ROOM: &str = "resources";
    let resource = |module: &str| module.split("::").nth(1).map(str::to_owned);
    let is_allowed =
        |from: &str, to: &str| from == ROOM || !is_within(to, ROOM) || resource(from) == resource(to);
    assert_eq!(strays(&modules_of("server"), ROOM, is_allowed), Vec::<String>::new());
}

/// The business names in the engine: a job fails with one error, be it that of a file that is imported; and some keys are
/// folded by rules that SQL does not know, which is the end of a migration.
const KNOWN_TO_THE_ENGINE: [(&str, &str); 2] =
    [("engine::error", "imports"), ("engine::migrations", "refold")];

#[test]
fn the_engine_names_no_business_module() {
    let is_allowed = |from: &str, to: &str| {
        to.is_empty() || is_within(to, "engine") || KNOWN_TO_THE_ENGINE.contains(&(from, to))
    };
    assert_eq!(strays(&modules_of("storage"), "engine", is_allowed), Vec::<String>::new());
}
