//! The tables, in an order that satisfies their foreign keys.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::engine::error::StorageError;

/// A table of the embedded database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub(super) struct Column {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_binary: bool,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Every table with Frontdesk's data, referenced tables first.
pub(super) fn tables(conn: &mut SqliteConnection) -> Result<Vec<Table>, StorageError> {
    let names: Vec<Named> = diesel::sql_query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name <> '__diesel_schema_migrations' ORDER BY name",
    )
    .load(conn)?;
    let mut parents = BTreeMap::new();
    for Named { name } in names {
        let referred: Vec<Named> =
            diesel::sql_query("SELECT DISTINCT \"table\" AS name FROM pragma_foreign_key_list(?)")
                .bind::<Text, _>(&name)
                .load(conn)?;
        let referred = referred.into_iter().map(|it| it.name).filter(|it| *it != name).collect();
        parents.insert(name, referred);
    }
    parents_first(parents)
        .into_iter()
        .map(|name| Ok(Table { columns: columns(conn, &name)?, name }))
        .collect()
}

fn columns(conn: &mut SqliteConnection, table: &str) -> Result<Vec<Column>, StorageError> {
    let query = diesel::sql_query(
        "SELECT name, upper(type) IN ('BLOB', 'BINARY(16)') AS is_binary FROM pragma_table_info(?) ORDER BY cid",
    );
    Ok(query.bind::<Text, _>(table).load(conn)?)
}

/// Names in an order in which each comes after those it refers to. Tables in a reference cycle come last, in no
/// particular order.
fn parents_first(mut waiting: BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut sorted: Vec<String> = Vec::with_capacity(waiting.len());
    loop {
        let is_ready = |parents: &BTreeSet<String>| parents.iter().all(|parent| sorted.contains(parent));
        let ready: Vec<String> =
            waiting.iter().filter(|(_, parents)| is_ready(parents)).map(|(name, _)| name.clone()).collect();
        if ready.is_empty() {
            sorted.extend(waiting.into_keys());
            return sorted;
        }
        for name in ready {
            waiting.remove(&name);
            sorted.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(arrows: &[(&str, &[&str])]) -> Vec<String> {
        let parents = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        parents_first(arrows.iter().map(|(name, names)| ((*name).to_owned(), parents(names))).collect())
    }

    #[test]
    fn each_table_comes_after_those_it_refers_to() {
        let order = sorted(&[("a", &["c"]), ("b", &[]), ("c", &["b"]), ("d", &["a", "b"])]);
        assert_eq!(order, ["b", "c", "a", "d"]);
        assert_eq!(sorted(&[("a", &["b"]), ("b", &["a"]), ("c", &[])]), ["c", "a", "b"]);
    }
}
