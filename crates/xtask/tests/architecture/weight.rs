//! What a service builds that embeds a rule crate: how many crates, and none that reads a clock.

use std::collections::BTreeSet;
use std::process::Command;

use crate::graph::root;

/// A rule crate, the features that are asked for, and the most crates that are built for it, itself included.
const LIMITS: [(&str, &str, usize); 11] = [
    ("core", "", 15),
    ("requests", "", 15),
    ("opportunities", "", 15),
    ("interactions", "", 20),
    ("sync", "", 15),
    ("sync", "json", 28),
    ("sync", "signature", 28),
    ("tables", "", 15),
    ("tables", "csv,xlsx", 28),
    ("import", "", 90),
    ("rules", "", 15),
];

/// The crates that are linked into a crate or needed to build it, each with its features.
fn built_for(name: &str, features: &str) -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(root());
    tree.args(["tree", "--package", &format!("frontdesk-{name}"), "--no-default-features"]);
    tree.args(["--features", features, "--edges", "normal,build", "--prefix", "none"]);
    tree.args(["--format", "{p} [{f}]", "--no-dedupe"]);
    let output = tree.output().expect("cargo tree");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("text");
    lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_rule_crate_is_light() {
    for (name, features, most) in LIMITS {
        let built = built_for(name, features);
        // A crate may be there twice, with the features for its build and those for what is linked in.
        let crates: BTreeSet<String> = built
            .iter()
            .map(|line| line.split(" [").next().unwrap_or(line).replace(" (proc-macro)", ""))
            .collect();
        assert!(crates.len() > 3, "{name}: {crates:?}");
        assert!(crates.len() <= most, "{name} with {features:?}: {} crates: {crates:#?}", crates.len());
    }
}

#[test]
fn a_rule_crate_has_no_clock() {
    for (name, features, _) in LIMITS {
        for line in built_for(name, features).iter().filter(|line| line.starts_with("chrono v")) {
            assert!(!line.contains("clock") && !line.contains("now"), "{name}: {line}");
        }
    }
}
