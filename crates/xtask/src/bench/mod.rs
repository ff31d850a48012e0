//! Benches: what is measured, and on what machine.

mod machine;
mod rules;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Something that is measured.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace) -> Result<bool>,
}

/// All there are, in the order in which they run.
const BENCHES: [Bench; 1] = [Bench {
    name: "rules",
    about: "the rule crates, by criterion",
    run: rules::run,
}];

/// Runs all of them, or the one that is named. Describes the machine first: no figure means anything without it.
pub(crate) fn run(name: Option<&str>) -> Result<bool> {
    let chosen: Vec<&Bench> = BENCHES
        .iter()
        .filter(|bench| name.is_none_or(|name| name == bench.name))
        .collect();
    if chosen.is_empty() {
        let known: Vec<String> = BENCHES
            .iter()
            .map(|bench| format!("  {:<12} {}", bench.name, bench.about))
            .collect();
        bail!("no such bench; there are\n{}", known.join("\n"));
    }
    let workspace = Workspace::read()?;
    println!("{}", machine::describe(&workspace.workspace_root));
    let mut all_well = true;
    for bench in chosen {
        println!("## {}: {}\n", bench.name, bench.about);
        all_well &= (bench.run)(&workspace)?;
    }
    Ok(all_well)
}
