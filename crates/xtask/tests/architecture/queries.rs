//! Queries of the storage crate: each names the firm whose rows it may see.

use std::collections::BTreeSet;

use crate::graph::root;
use crate::modules::{is_within, sources_of_crate, without_test_code};

const SCHEMA: &str = "engine::schema";
/// Methods that a query of a firm's table may begin with, and the two that are parts of other statements.
const BEGINNINGS: [&str; 5] = [".of_firm(", ".living(", ".across_firms(", ".on(", ".primary_key("];
/// What may stand before the bare name of a table: joins begin at another table, and an insert names the firm itself.
const FRAMES: [&str; 6] = ["_join(", "insert_into(", "insert_or_ignore_into(", "<", ",", ":"];

#[test]
fn every_query_of_a_firms_table_begins_with_the_firm() {
    let sources = without_test_code(sources_of_crate(&root().join("crates/storage")));
    let (schema, others): (Vec<_>, Vec<_>) =
        sources.iter().partition(|(module, _)| is_within(module, SCHEMA));
    let tables: BTreeSet<&str> = schema.iter().flat_map(|(_, text)| tables_of_firms(text)).collect();
    assert!(tables.len() > 20 && tables.contains("customers"), "where are the tables? {tables:?}");
    let strays: Vec<String> = others
        .iter()
        .flat_map(|(module, text)| strays(&tables, text).into_iter().map(move |it| format!("{module}: {it}")))
        .collect();
    assert_eq!(strays, Vec::<String>::new());
}

/// Tables with a firm in each row. In the others a row belongs to all firms, or its firm is not known yet.
fn tables_of_firms(schema: &str) -> Vec<&str> {
    let tables = schema.split("diesel::table! {").skip(1).filter_map(|table| table.split("\n}").next());
    tables
        .filter(|it| it.contains("firm_id -> BigInt,"))
        .filter_map(|it| it.split_whitespace().next())
        .collect()
}

/// The beginnings of queries that name no firm.
fn strays(tables: &BTreeSet<&str>, text: &str) -> Vec<String> {
    const TABLE: &str = "::table";
    let aliases: BTreeSet<&str> =
        text.split("self as ").skip(1).filter_map(|rest| rest.split([',', '}', ';']).next()).collect();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let found = text.match_indices(TABLE).filter_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + TABLE.len()..]);
        let name = before.rsplit(|c| !is_name(c)).next().unwrap_or_default();
        let before = before.strip_suffix(name).unwrap_or_default().trim_end();
        let is_table = (tables.contains(name) || aliases.contains(name)) && !after.starts_with(is_name);
        let after = after.trim_start();
        let is_sound = match after.starts_with('.') {
            true => BEGINNINGS.iter().any(|beginning| after.starts_with(beginning)),
            false => FRAMES.iter().any(|frame| before.ends_with(frame)),
        };
        let end = after.find(['\n', ';']).unwrap_or(after.len()).min(40);
        (is_table && !is_sound).then(|| format!("{name}{TABLE}{}", after.get(..end).unwrap_or_default()))
    });
    found.collect()
}

#[test]
fn a_query_that_names_no_firm_is_found() {
    let tables = BTreeSet::from(["customers", "outbox"]);
    for (text, expected) in [
        ("customers::table.of_firm(firm).filter(x)", 0),
        ("customers::table\n    .living(scoped.firm)\n    .select(y)", 0),
        ("outbox::table\n    .across_firms()", 0),
        ("x.inner_join(customers::table).left_join(customers::table.on(y))", 0),
        ("diesel::insert_into(outbox::table).values(row)", 0),
        ("type Rows<'a> = IntoBoxed<'a, customers::table, MultiBackend>;", 0),
        ("firms::table.filter(x)", 0),
        ("customers::tables.filter(x)", 0),
        ("customers::table.filter(customers::firm_id.eq(firm))", 1),
        ("customers::table\n    .find(id)", 1),
        ("customers::table.count()", 1),
        ("diesel::delete(outbox::table)", 1),
        ("let all = customers::table;\nall.filter(x)", 1),
        ("diesel::update(outbox::table.filter(x)); customers::table.into_boxed()", 2),
        ("use schema::outbox::{self as rows};\nrows::table.select(x)", 1),
        ("use schema::outbox::{self as rows};\nrows::table.of_firm(x)", 0),
    ] {
        assert_eq!(strays(&tables, text).len(), expected, "{text}");
    }
}

#[test]
fn only_tables_with_a_firm_in_each_row_need_one() {
    let schema = "diesel::table! {\n    a (id) {\n        firm_id -> BigInt,\n    }\n}\n\
                  diesel::table! {\n    b (id) {\n        firm_id -> Nullable<BigInt>,\n    }\n}\n\
                  diesel::table! {\n    c (id) {\n        id -> BigInt,\n    }\n}\n";
    assert_eq!(tables_of_firms(schema), ["a"]);
}
