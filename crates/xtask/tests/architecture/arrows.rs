//! Arrows only point down, and each thing of the outside world is seen by the one crate that deals with it.

use crate::graph::{Graph, Kind};

/// A crate may depend on crates of lower layers only, never on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// Values that rule crates share.
    Core,
    /// Files as tables, which know nothing of what becomes of their rows.
    Tables,
    /// What Frontdesk decides, without a database, the network, a clock or the environment.
    Rules,
    /// The rules under one name, for other services.
    FrontDoor,
    /// The database.
    Storage,
    /// What talks to people and other systems.
    Edge,
    /// The program.
    Binary,
}

/// What is neither shipped nor depended on by what is.
const TOOLS: [&str; 3] = ["frontdesk-fuzz", "frontdesk-testkit", "frontdesk-xtask"];

fn layer(name: &str) -> Option<Layer> {
    match name {
        "frontdesk-core" => Some(Layer::Core),
        "frontdesk-tables" => Some(Layer::Tables),
        "frontdesk-import"
        | "frontdesk-opportunities"
        | "frontdesk-interactions"
        | "frontdesk-requests"
        | "frontdesk-sync" => Some(Layer::Rules),
        "frontdesk-rules" => Some(Layer::FrontDoor),
        "frontdesk-storage" => Some(Layer::Storage),
        "frontdesk-server" | "frontdesk-crm" | "frontdesk-console" | "frontdesk-mock-crm" => {
            Some(Layer::Edge)
        }
        "frontdesk" => Some(Layer::Binary),
        _ => None,
    }
}

/// Who may name a crate, or a family of crates that start alike, in the manifest.
const OWNED: [(&str, &[&str]); 11] = [
    ("actix-", &["frontdesk-server", "frontdesk-mock-crm", "frontdesk"]),
    ("anyhow", &["frontdesk", "frontdesk-mock-crm", "frontdesk-xtask"]),
    ("diesel", &["frontdesk-storage"]),
    ("hyper", &[]),
    ("libsqlite3-sys", &["frontdesk-storage"]),
    ("mysqlclient-sys", &["frontdesk-storage"]),
    ("pq-sys", &["frontdesk-storage"]),
    ("r2d2", &["frontdesk-storage"]),
    ("reqwest", &["frontdesk-crm", "frontdesk-mock-crm", "frontdesk-testkit"]),
    ("rusqlite", &[]),
    ("utoipa", &["frontdesk-server"]),
];

/// What rule crates must not even pull in by way of others: databases, the network, what runs tasks.
const OUTSIDE_WORLD: [&str; 10] = [
    "actix-",
    "anyhow",
    "diesel",
    "hyper",
    "libsqlite3-sys",
    "mysqlclient-sys",
    "pq-sys",
    "r2d2",
    "reqwest",
    "tokio",
];

/// Not even tests of rules may need these.
const NOT_FOR_TESTS_OF_RULES: [&str; 8] =
    ["actix-", "diesel", "hyper", "libsqlite3-sys", "mysqlclient-sys", "pq-sys", "r2d2", "reqwest"];

const SHIPPED: [Kind; 2] = [Kind::Normal, Kind::Build];

/// Everything that is wrong, one line each.
fn wrong_arrows(graph: &Graph) -> Vec<String> {
    let mut wrong: Vec<String> = graph.members.keys().flat_map(|name| wrong_arrows_of(graph, name)).collect();
    wrong.sort();
    wrong
}

fn wrong_arrows_of(graph: &Graph, name: &str) -> Vec<String> {
    let Some(from) = layer(name) else {
        return if TOOLS.contains(&name) {
            wrong_owners(graph, name)
        } else {
            vec![format!("{name} has no layer: give it one")]
        };
    };
    let mut wrong = wrong_owners(graph, name);
    for to in graph.direct(name, &SHIPPED).into_iter().filter(|to| graph.members.contains_key(*to)) {
        if layer(to).is_none_or(|to| to >= from) {
            wrong.push(format!("{name} -> {to}: not a lower layer"));
        }
    }
    if from <= Layer::FrontDoor {
        let shipped = (&SHIPPED[..], &OUTSIDE_WORLD[..]);
        // Examples of the front door are services.
        let tests = (from < Layer::FrontDoor).then_some((&[Kind::Dev][..], &NOT_FOR_TESTS_OF_RULES[..]));
        for (kinds, banned) in [shipped].into_iter().chain(tests) {
            let pulled_in = graph.reachable(name, kinds).into_iter().filter(|to| is_one_of(to, banned));
            wrong.extend(pulled_in.map(|to| format!("{name} -> {to}: rules do not see the outside world")));
        }
    }
    wrong
}

fn wrong_owners(graph: &Graph, name: &str) -> Vec<String> {
    let may = |to: &str| OWNED.iter().all(|(what, owners)| !is_one_of(to, &[what]) || owners.contains(&name));
    let named = graph.direct(name, &SHIPPED);
    named.into_iter().filter(|to| !may(to)).map(|to| format!("{name} -> {to}: belongs to others")).collect()
}

/// `diesel` stands for itself, `actix-` for all that start so, and both for what is built around them
/// (`diesel_migrations`, `reqwest-middleware`).
fn is_one_of(name: &str, families: &[&str]) -> bool {
    families.iter().any(|family| {
        name.strip_prefix(family)
            .is_some_and(|rest| family.ends_with('-') || rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

#[test]
fn arrows_only_point_down() {
    assert_eq!(wrong_arrows(&Graph::of_this_workspace()), Vec::<String>::new());
}

fn made_up(members: &[&str], arrows: &[(&str, Kind, &str)]) -> Graph {
    let mut graph = Graph::default();
    members.iter().for_each(|name| graph.add_member(name, "/".as_ref()));
    arrows.iter().for_each(|(from, kind, to)| graph.add(from, *kind, to));
    graph
}

#[test]
fn a_sound_graph_passes() {
    use Kind::{Build, Dev, Normal};
    let graph = made_up(
        &[
            "frontdesk-core",
            "frontdesk-import",
            "frontdesk-storage",
            "frontdesk-server",
            "frontdesk",
            "frontdesk-testkit",
        ],
        &[
            ("frontdesk", Normal, "frontdesk-server"),
            ("frontdesk", Normal, "frontdesk-core"),
            ("frontdesk", Normal, "anyhow"),
            ("frontdesk-server", Normal, "frontdesk-storage"),
            ("frontdesk-server", Normal, "actix-web"),
            ("frontdesk-server", Dev, "reqwest"),
            ("frontdesk-storage", Normal, "frontdesk-import"),
            ("frontdesk-storage", Normal, "diesel_migrations"),
            ("frontdesk-storage", Dev, "frontdesk-testkit"),
            ("frontdesk-import", Normal, "frontdesk-core"),
            ("frontdesk-import", Dev, "criterion"),
            ("frontdesk-core", Normal, "parser"),
            // What a dependency needs to be built or tested is not linked in.
            ("parser", Build, "anyhow"),
            ("parser", Dev, "tokio"),
            // Not everything that starts alike is of the family.
            ("frontdesk-core", Normal, "anyhowever"),
        ],
    );
    assert_eq!(wrong_arrows(&graph), Vec::<String>::new());
}

#[test]
fn every_wrong_arrow_is_found() {
    use Kind::{Build, Dev, Normal};
    let cases: [(&str, Kind, &str, &str); 16] = [
        ("frontdesk-core", Normal, "frontdesk-import", "not a lower layer"),
        ("frontdesk-import", Normal, "frontdesk-sync", "not a lower layer"),
        ("frontdesk-import", Build, "frontdesk-storage", "not a lower layer"),
        ("frontdesk-storage", Normal, "frontdesk-server", "not a lower layer"),
        ("frontdesk-storage", Normal, "frontdesk-testkit", "not a lower layer"),
        ("frontdesk-server", Normal, "frontdesk", "not a lower layer"),
        ("frontdesk-server", Normal, "diesel", "belongs to others"),
        ("frontdesk-server", Normal, "diesel_migrations", "belongs to others"),
        ("frontdesk-storage", Normal, "actix-web", "belongs to others"),
        ("frontdesk-storage", Normal, "anyhow", "belongs to others"),
        ("frontdesk-testkit", Normal, "diesel", "belongs to others"),
        ("frontdesk", Build, "reqwest", "belongs to others"),
        ("frontdesk-import", Normal, "innocent", "rules do not see the outside world"),
        ("frontdesk-rules", Normal, "innocent", "rules do not see the outside world"),
        ("frontdesk-import", Normal, "frontdesk-rules", "not a lower layer"),
        ("frontdesk-core", Dev, "innocent-for-tests", "rules do not see the outside world"),
    ];
    let members = [
        "frontdesk-core",
        "frontdesk-import",
        "frontdesk-rules",
        "frontdesk-sync",
        "frontdesk-storage",
        "frontdesk-server",
        "frontdesk",
        "frontdesk-testkit",
    ];
    for (from, kind, to, expected) in cases {
        let below = [
            ("innocent", Normal, "middle"),
            ("middle", Normal, "tokio"),
            ("innocent-for-tests", Normal, "hyper"),
        ];
        let graph = made_up(&members, &[&[(from, kind, to)], &below[..]].concat());
        let wrong = wrong_arrows(&graph);
        assert!(
            wrong.iter().any(|line| line.starts_with(from) && line.ends_with(expected)),
            "{from} -> {to}: {wrong:?}"
        );
    }
    let stranger = made_up(&["frontdesk-helpers"], &[]);
    assert_eq!(wrong_arrows(&stranger), ["frontdesk-helpers has no layer: give it one"]);
}
