//! The features that can be compiled here. Lints and tests use the same ones, so that nothing is compiled twice.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::commands::{answers, first_line, in_ci};
use crate::workspace::Workspace;

/// A linked database client library.
struct Library {
    /// The feature that needs it.
    feature: &'static str,
    is_there: fn() -> bool,
    missing: &'static str,
}

const LIBRARIES: [Library; 2] = [
    Library {
        feature: "postgres",
        is_there: has_libpq,
        missing: "libpq is not installed, PostgreSQL is left out: `apt-get install libpq-dev`",
    },
    Library {
        feature: "mysql",
        is_there: has_libmariadb,
        missing: "libmariadb is not installed, MySQL is left out: `apt-get install libmariadb-dev pkg-config`",
    },
];

/// The features to compile with, and what was left out.
pub(crate) struct Features {
    /// `package/feature`, separated by commas.
    pub(crate) list: String,
    /// One line for each client library that is missing.
    pub(crate) missing: Vec<&'static str>,
}

impl Features {
    /// Every feature of every crate, except those whose client library is missing.
    ///
    /// # Errors
    /// In CI, when one is missing.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let absent: Vec<&Library> = LIBRARIES.iter().filter(|library| !(library.is_there)()).collect();
        let missing: Vec<_> = absent.iter().map(|library| library.missing).collect();
        missing.iter().for_each(|line| println!("{line}"));
        ensure!(missing.is_empty() || !in_ci(), "{}", missing.join("\n"));
        let left_out: Vec<_> = absent.iter().map(|library| library.feature).collect();
        Ok(Self { list: list(workspace, &left_out), missing })
    }
}

fn list(workspace: &Workspace, left_out: &[&str]) -> String {
    let names = workspace.packages.iter().flat_map(|package| {
        let wanted = package.features.keys().filter(|name| !left_out.contains(&name.as_str()));
        wanted.map(|feature| format!("{}/{feature}", package.name))
    });
    names.collect::<Vec<_>>().join(",")
}

fn has_libpq() -> bool {
    let named_by_pg_config = || {
        first_line("pg_config", &["--libdir"]).is_some_and(|folder| {
            ["so", "dylib"].iter().any(|it| Path::new(&folder).join(format!("libpq.{it}")).exists())
        })
    };
    std::env::var_os("PQ_LIB_DIR").is_some()
        || answers("pkg-config", &["--exists", "libpq"])
        || named_by_pg_config()
}

fn has_libmariadb() -> bool {
    ["mysqlclient", "libmariadb"].iter().any(|name| answers("pkg-config", &["--exists", name]))
        || std::env::var_os("MYSQLCLIENT_LIB_DIR").is_some()
        || answers("mysql_config", &["--libs"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Package;

    #[test]
    fn a_missing_library_removes_its_feature_from_every_crate() {
        let package = |name: &str, features: &[&str]| Package {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            rust_version: None,
            features: features.iter().map(|feature| ((*feature).to_owned(), Vec::new())).collect(),
            targets: Vec::new(),
        };
        let workspace = Workspace {
            packages: vec![
                package("a", &["mysql", "sqlite"]),
                package("b", &[]),
                package("c", &["mysql", "xlsx"]),
            ],
            workspace_root: "/".into(),
            target_directory: std::path::PathBuf::new(),
        };
        assert_eq!(list(&workspace, &[]), "a/mysql,a/sqlite,c/mysql,c/xlsx");
        assert_eq!(list(&workspace, &["mysql"]), "a/sqlite,c/xlsx");
    }
}
