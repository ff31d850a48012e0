//! Which file of a crate names which other one, from the text of its `use` lines and paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules of a crate, each with those that it names. `http::answer` is `src/http/answer.rs`; the root is empty.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    pub(crate) arrows: BTreeMap<String, BTreeSet<String>>,
}

impl Modules {
    /// Those of the crate in a folder.
    pub(crate) fn of_crate(folder: &Path) -> Self {
        Self::of_sources(sources_of_crate(folder))
    }

    /// Those of sources by their module. What is compiled for tests alone is left out.
    pub(crate) fn of_sources(sources: BTreeMap<String, String>) -> Self {
        let kept: BTreeMap<String, Source> = without_test_code(sources)
            .into_iter()
            .map(|(module, text)| (module, Source::read(&text)))
            .collect();
        let mut modules = Self::default();
        for (module, source) in &kept {
            let named = source.paths.iter().filter_map(|path| resolve(&kept, absolute(module, path)?, 0));
            let named = named.filter(|other| other != module).collect();
            modules.arrows.insert(module.clone(), named);
        }
        modules
    }

    /// The groups of modules that name each other. A parent and its child may, and everything may name the root.
    pub(crate) fn rings(&self) -> Vec<Vec<&str>> {
        let mut rings: Vec<Vec<&str>> = Vec::new();
        for module in self.arrows.keys().map(String::as_str) {
            let behind = self.reachable(module);
            if behind.contains(module) && !rings.iter().flatten().any(|known| *known == module) {
                rings.push(behind.into_iter().filter(|it| self.reachable(it).contains(module)).collect());
            }
        }
        rings
    }

    fn reachable<'a>(&'a self, from: &'a str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            let named = self.arrows.get(module).into_iter().flatten().map(String::as_str);
            for to in named.filter(|to| !is_within(to, module) && !is_within(module, to)) {
                if found.insert(to) {
                    open.push(to);
                }
            }
        }
        found
    }

    /// The arrows from a module or what is below it, as `from -> to`.
    pub(crate) fn arrows_from<'a>(&'a self, room: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside = self.arrows.iter().filter(move |(from, _)| is_within(from, room));
        inside.flat_map(|(from, named)| named.iter().map(move |to| (from.as_str(), to.as_str())))
    }
}

/// The sources of the crate in a folder, by their module.
pub(crate) fn sources_of_crate(folder: &Path) -> BTreeMap<String, String> {
    let src = folder.join("src");
    let files = crate::sources::files_below(&src);
    let sources = files.iter().filter(|file| file.extension().is_some_and(|it| it == "rs")).map(|file| {
        let text = fs::read_to_string(file).expect("a source");
        (module_of(file.strip_prefix(&src).expect("below the folder")), text)
    });
    sources.collect()
}

/// The sources without comments and without what is compiled for tests alone.
pub(crate) fn without_test_code(sources: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let tests = test_modules(&sources);
    let is_test = |module: &str| tests.iter().any(|test| is_within(module, test));
    let kept = sources.into_iter().filter(|(module, _)| !is_test(module));
    kept.map(|(module, text)| (module, without_tests(&without_comments(&text)))).collect()
}

/// Whether a module is another one or below it. All are below the root.
pub(crate) fn is_within(module: &str, room: &str) -> bool {
    room.is_empty() || module.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// `http/mod.rs` and `http.rs` are `http`; `lib.rs` and `main.rs` are the root.
fn module_of(file: &Path) -> String {
    let path = file.with_extension("");
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    match names.as_slice() {
        [root] if root == "lib" || root == "main" => String::new(),
        [folder @ .., last] if last == "mod" => folder.join("::"),
        names => names.join("::"),
    }
}

type Names = Vec<String>;

/// What a source names.
struct Source {
    /// Paths that begin with `crate`, `super` or `self`.
    paths: BTreeSet<Names>,
    /// What other modules find here under a name of its own.
    exports: BTreeMap<String, Names>,
}

impl Source {
    fn read(text: &str) -> Self {
        let (mut paths, mut exports) = (BTreeSet::new(), BTreeMap::new());
        let mut rest = String::new();
        for statement in text.split_inclusive(';') {
            let Some((before, is_public, tree)) = use_tree(statement) else {
                rest.push_str(statement);
                continue;
            };
            rest.push_str(before);
            for (path, name) in leaves(&[], tree) {
                if is_public {
                    exports.insert(name, path.clone());
                }
                paths.insert(path);
            }
        }
        paths.extend(inline_paths(&rest));
        Self { paths, exports }
    }
}

/// The tree of a `use` statement, what stands before it, and whether others see what it names.
fn use_tree(statement: &str) -> Option<(&str, bool, &str)> {
    let at = statement.rfind("use ").filter(|at| {
        let before = statement[..*at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '}', '{', ']', ')']) || before.ends_with("pub")
    })?;
    let (before, tree) = (&statement[..at], &statement[at + "use ".len()..]);
    let visibility = before.rsplit('\n').next().unwrap_or_default().trim();
    Some((before, visibility.starts_with("pub"), tree.trim_end_matches(';')))
}

/// The paths of a `use` tree, each with the name that it is known by.
fn leaves(prefix: &[String], tree: &str) -> Vec<(Names, String)> {
    let tree = tree.trim();
    if tree.is_empty() {
        // Behind the last comma of a group.
        return Vec::new();
    }
    if let Some((path, group)) = tree.split_once('{') {
        let prefix = [prefix, &names(path)].concat();
        let group = group.trim_end().trim_end_matches('}');
        return items(group).into_iter().flat_map(|item| leaves(&prefix, item)).collect();
    }
    let (path, name) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut path = [prefix, &names(path)].concat();
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let Some(last) = path.last().cloned() else { return Vec::new() };
    let name = if name.is_empty() { last } else { name.trim().to_owned() };
    vec![(path, name)]
}

fn names(path: &str) -> Names {
    path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The items of a group, at the commas that are in no group of their own.
fn items(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0_usize, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&group[start..]);
    items
}

/// Paths in code: `crate::engine::sqlite::Sqlite`, `super::values::port`.
fn inline_paths(text: &str) -> Vec<Names> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.split(|c: char| !is_name(c) && c != ':');
    let begins = |word: &&str| word.starts_with("crate::") || word.starts_with("super::");
    words.map(|word| word.trim_matches(':')).filter(begins).map(names).collect()
}

fn without_comments(text: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

/// The text without its `#[cfg(test)] mod tests { … }`, which rustfmt ends with a brace at the first column. The
/// condition may name features, too.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(TESTS) {
        let (before, tests) = rest.split_at(at);
        kept.push_str(before);
        rest = tests.split_once("\n}\n").map_or("", |(_, after)| after);
    }
    kept + rest
}

const TESTS: &str = "\nmod tests {\n";

/// The modules that are declared for tests alone.
fn test_modules(sources: &BTreeMap<String, String>) -> Vec<String> {
    let declared = sources.iter().flat_map(|(module, text)| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let pairs = lines.windows(2).filter(|pair| pair[0].starts_with("#[cfg(") && pair[0].contains("test"));
        let names = pairs.filter_map(|pair| pair[1].strip_suffix(';')?.rsplit_once("mod ").map(|it| it.1));
        names.map(|name| joined(module, name)).collect::<Vec<_>>()
    });
    declared.collect()
}

fn joined(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// A path from the root of the crate; `None` for one into another crate.
fn absolute(module: &str, path: &[String]) -> Option<Names> {
    let mut base = names(module);
    let mut rest = path;
    loop {
        match rest.split_first() {
            Some((first, after)) if first == "crate" => return Some(after.to_vec()),
            Some((first, after)) if first == "super" => {
                base.pop();
                rest = after;
            }
            Some((first, after)) if first == "self" => rest = after,
            // A path without a keyword begins at a child, or in another crate: then no module is found behind it.
            _ => return Some([&base, rest].concat()),
        }
    }
}

/// The module that holds what a path names: through what modules export of others, as deep as there are modules.
fn resolve(sources: &BTreeMap<String, Source>, path: Names, depth: usize) -> Option<String> {
    const DEEPEST: usize = 8;
    for length in (0..=path.len()).rev() {
        let module = path[..length].join("::");
        let Some(source) = sources.get(&module) else { continue };
        let exported = path.get(length).and_then(|name| source.exports.get(name));
        let Some(exported) = exported.filter(|_| depth < DEEPEST) else { return Some(module) };
        let target = [absolute(&module, exported)?, path[length + 1..].to_vec()].concat();
        return if target == path { Some(module) } else { resolve(sources, target, depth + 1) };
    }
    None
}

#[cfg(test)]
mod reader {
    use super::*;

    fn modules(sources: &[(&str, &str)]) -> Modules {
        let sources = sources.iter().map(|(module, text)| ((*module).to_owned(), (*text).to_owned()));
        Modules::of_sources(sources.collect())
    }

    fn named_by(module: &str, text: &str) -> Vec<String> {
        let others = ["", "a", "a::b", "a::c", "a::c::d", "e"].map(|other| (other, ""));
        let modules = modules(&[&others[..], &[(module, text)]].concat());
        modules.arrows[module].iter().filter(|other| !other.is_empty()).cloned().collect()
    }

    #[test]
    fn every_way_to_name_a_module_is_read() {
        for (module, text, expected) in [
            ("e", "use crate::a::b::Thing;\n", &["a::b"][..]),
            ("e", "pub(crate) use crate::a::{self, b::{One, Two}, c};\n", &["a", "a::b", "a::c"]),
            ("e", "use crate::{\n    a::b as other,\n    a::c::d::*,\n};\n", &["a::b", "a::c::d"]),
            ("a::b", "use super::c::Thing;\nfn f() { super::super::e::g() }\n", &["a::c", "e"]),
            ("a::c", "mod d;\nuse d::Thing;\nuse std::fmt;\n", &["a::c::d"]),
            ("a::c", "use self::d::Thing;\n", &["a::c::d"]),
            ("e", "use crate::a::{\n    b::One,\n};\n", &["a::b"]),
            ("e", "#[cfg(feature = \"x\")]\nuse crate::a::b::Thing;\n", &["a::b"]),
            ("e", "fn f() -> crate::a::c::d::Thing {}\n", &["a::c::d"]),
            ("e", "fn f() {\n    use crate::a::c::Thing;\n}\n", &["a::c"]),
            ("e", "//! See crate::a::b.\n/// And [`crate::a::c`].\nfn f() {}\n", &[]),
            ("e", "#[cfg(test)]\nmod tests {\n    use crate::a::b;\n}\n", &[]),
            ("e", "use frontdesk_core::a;\nuse serde::{Serialize, ser::e};\n", &[]),
        ] {
            assert_eq!(named_by(module, text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_module_exports_of_another_is_named_there() {
        let sources = [
            ("a", "mod b;\npub use b::Thing;\n"),
            ("a::b", ""),
            ("c", "use crate::a::Thing;\nuse crate::a::Other;\n"),
        ];
        let modules = modules(&sources);
        assert_eq!(modules.arrows["c"].iter().collect::<Vec<_>>(), ["a", "a::b"]);
    }

    #[test]
    fn a_ring_is_found_and_parent_and_child_are_none() {
        for (sources, expected) in [
            (&[("a", "use crate::b::X;\n"), ("b", "use crate::a::Y;\n")][..], vec![vec!["a", "b"]]),
            (
                &[("a", "use crate::b::X;\n"), ("b", "use crate::c::X;\n"), ("c", "use super::a;\n")],
                vec![vec!["a", "b", "c"]],
            ),
            (&[("a", "use crate::b::X;\n"), ("b", "use crate::c::X;\n"), ("c", "")], vec![]),
            (&[("a", "mod b;\nuse b::X;\n"), ("a::b", "use super::Y;\n")], vec![]),
            (&[("", "use crate::a::X;\n"), ("a", "use crate::Y;\n")], vec![]),
            // A ring by way of a parent that only passes names on.
            (
                &[("a", "mod b;\npub use b::X;\n"), ("a::b", "use crate::c;\n"), ("c", "use crate::a::X;\n")],
                vec![vec!["a::b", "c"]],
            ),
            // What only tests see closes no ring.
            (&[("", "#[cfg(test)]\nmod a;\n"), ("a", "use crate::b;\n"), ("b", "use crate::a;\n")], vec![]),
        ] {
            assert_eq!(modules(sources).rings(), expected, "{sources:?}");
        }
    }
}
