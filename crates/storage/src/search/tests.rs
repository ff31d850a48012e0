//! A search whose words are all common, and that few records match.

#![expect(clippy::expect_used, reason = "a test that cannot go on should fail, there and then")]

use chrono::{DateTime, TimeZone, Utc};
use frontdesk_import::known::NewCustomer;
use frontdesk_testkit::backends;

use super::count::count_within;
use super::page::{Placed, page_within};
use super::{Kind, Search};
use crate::engine::recorded_statements::empty;
use crate::{Order, Position, Scoped, Slice, SortKey, StorageError, Total, customers};

/// Of each word: more than a search ranks in memory.
const MANY: usize = 600;
/// The entries that a page may read.
const MOST: usize = 100;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
}

/// Customers with one of two words each, and one with both.
fn fill(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    let mut create = |name: &str, kind: &str| {
        let (name, kind) = (Some(name.to_owned()), Some(kind.to_owned()));
        let new = NewCustomer { first_name: name, customer_type: kind, ..NewCustomer::default() };
        Ok::<i64, StorageError>(customers::create(scoped, &new, noon())?.expect("no phone").id.get())
    };
    for _ in 0..MANY {
        create("Adalbert", "Gold")?;
        create("Bertha", "Silver")?;
    }
    create("Adalbert", "Silver")
}

struct Found(i64);

impl Placed for Found {
    fn record_id(&self) -> i64 {
        self.0
    }

    fn put(&mut self, _: String) {}
}

fn search(scoped: &mut Scoped<'_>) -> Result<Search, StorageError> {
    Ok(customers::search_of(scoped, Some("adalbert silver"), &[Kind::Customer])?.expect("words"))
}

type Read = (Vec<i64>, Option<(i64, String)>);

fn read(scoped: &mut Scoped<'_>, after: Option<(i64, String)>) -> Result<Read, StorageError> {
    let after = after.map(|(id, place)| Position { id, key: Some(SortKey::Text(place)) });
    let slice = Slice { order: Order::BY_RELEVANCE, after, limit: 10 };
    let load = |_: &mut Scoped<'_>, ids: &[i64]| Ok(ids.iter().copied().map(Found).collect());
    let search = search(scoped)?;
    let rows = page_within(scoped, &search, &slice, MOST, load)?;
    Ok((rows.into_iter().map(|Found(id)| id).collect(), scoped.stopped_search()))
}

#[test]
fn a_page_ends_after_some_entries_and_the_next_one_continues_there() {
    for backend in backends() {
        let (_test, database, access) = empty(*backend);
        let both = database.write_blocking(access, fill).expect("written");
        let (mut found, mut pages, mut after) = (Vec::new(), 0, None);
        loop {
            let start = after.clone();
            let (rows, stopped) =
                database.read_blocking(access, move |scoped| read(scoped, start.clone())).expect("a page");
            found.extend(rows);
            pages += 1;
            match stopped {
                Some(position) => after = Some(position),
                None => break,
            }
        }
        assert_eq!(found, [both], "{backend}");
        assert!(pages > 2 && pages <= MANY / MOST + 2, "{backend}: {pages} pages");
        let all = |_: &mut Scoped<'_>, ids: &[i64]| Ok(ids.len() as i64);
        let count = move |scoped: &mut Scoped<'_>| {
            let search = search(scoped)?;
            Ok((count_within(scoped, &search, MOST, all)?, count_within(scoped, &search, 10 * MANY, all)?))
        };
        let counted = database.read_blocking(access, count).expect("a count");
        assert_eq!(counted, (Total::MoreThan(0), Total::Exactly(1)), "{backend}");
    }
}
