//! Who depends on whom, from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Normal,
    Build,
    Dev,
}

/// Every crate of the build, and what each depends on directly.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// The crates of this workspace, by name.
    pub(crate) members: BTreeMap<String, PathBuf>,
    arrows: BTreeMap<String, BTreeSet<(Kind, String)>>,
}

impl Graph {
    pub(crate) fn add_member(&mut self, name: &str, folder: &Path) {
        self.members.insert(name.to_owned(), folder.to_owned());
    }

    pub(crate) fn add(&mut self, from: &str, kind: Kind, to: &str) {
        self.arrows.entry(from.to_owned()).or_default().insert((kind, to.to_owned()));
    }

    /// What a crate names in its own manifest.
    pub(crate) fn direct<'a>(&'a self, from: &str, kinds: &'a [Kind]) -> BTreeSet<&'a str> {
        let arrows = self.arrows.get(from).into_iter().flatten();
        arrows.filter(|(kind, _)| kinds.contains(kind)).map(|(_, to)| to.as_str()).collect()
    }

    /// Everything that is linked in by dependencies of these kinds: theirs, and what those need in turn.
    pub(crate) fn reachable<'a>(&'a self, from: &str, kinds: &'a [Kind]) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = self.direct(from, kinds).into_iter().collect();
        while let Some(name) = open.pop() {
            if found.insert(name) {
                open.extend(self.direct(name, &[Kind::Normal]));
            }
        }
        found
    }

    /// The workspace as it is.
    pub(crate) fn of_this_workspace() -> Self {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--all-features", "--locked"])
            .current_dir(root())
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Metadata::graph(&serde_json::from_slice(&output.stdout).expect("cargo writes JSON"))
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

impl Metadata {
    fn graph(&self) -> Graph {
        let packages: BTreeMap<&str, &Package> =
            self.packages.iter().map(|it| (it.id.as_str(), it)).collect();
        let mut graph = Graph::default();
        for package in self.workspace_members.iter().map(|id| packages[id.as_str()]) {
            graph.add_member(&package.name, package.manifest_path.parent().expect("a folder"));
        }
        for node in &self.resolve.nodes {
            let from = packages[node.id.as_str()];
            // A procedural macro runs in the compiler: what it depends on is not linked in.
            let runs_in_compiler =
                from.targets.iter().any(|it| it.kind.iter().any(|kind| kind == "proc-macro"));
            for dependency in &node.deps {
                for it in &dependency.dep_kinds {
                    let kind = Kind::read(it.kind.as_deref());
                    let kind = if runs_in_compiler && kind == Kind::Normal { Kind::Build } else { kind };
                    graph.add(&from.name, kind, &packages[dependency.pkg.as_str()].name);
                }
            }
        }
        graph
    }
}

impl Kind {
    fn read(name: Option<&str>) -> Self {
        match name {
            None => Self::Normal,
            Some("build") => Self::Build,
            Some("dev") => Self::Dev,
            Some(other) => panic!("cargo has a new kind of dependency: {other}"),
        }
    }
}
