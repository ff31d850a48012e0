//! Links between the pages of the documentation.

use std::fs;
use std::path::{Path, PathBuf};

/// The pages: the ones at the top of the repository, and all below `docs`.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("docs")];
    let mut pages = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages
}

/// What a page links to, code left out.
fn links(page: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut links = Vec::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            let text = line.split('`').step_by(2);
            let ends = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            // Within backticks there is no link, yet backticks may stand in a link's text.
            links.extend(ends.filter(|end| text.clone().any(|piece| piece.contains(*end))));
        }
    }
    links
}

#[test]
fn links_are_found_and_code_is_no_link() {
    let page = "[a](b.md) and [`c`](d.md#e)\n```\n[f](g)\n```\nsays `[h](i)`, [j](https://k)\n";
    assert_eq!(links(page), ["b.md", "d.md#e", "https://k"]);
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    assert!(pages.len() > 8, "{pages:?}");
    let mut dead = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page).expect("a page");
        let is_elsewhere = |link: &str| link.contains("://") || link.starts_with("mailto:");
        for link in links(&text).into_iter().filter(|link| !is_elsewhere(link)) {
            let file = link.split('#').next().unwrap_or_default();
            let target = page.parent().expect("a folder").join(file);
            if !file.is_empty() && !target.exists() {
                dead.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}
