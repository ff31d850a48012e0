//! Who is found by a search, and in which order; the same on every database.

use chrono::Duration;
use frontdesk_core::{CustomerId, Edit, SearchWords};
use frontdesk_import::account::{AccountEdit, RawEdit};
use frontdesk_requests::{Prose, Wanted};
use frontdesk_storage::clients::{self, ClientFilter, DeleteOutcome, UpsertOutcome};
use frontdesk_storage::customers::{self, CustomerFilter};
use frontdesk_storage::interactions;
use frontdesk_storage::requests::{self, RequestFilter};
use frontdesk_storage::users::{self, UserFilter};
use frontdesk_storage::{Expected, Order, Position, Slice, SortKey, Total};
use frontdesk_sync::UserFields;

use crate::support::{World, access_to, noon, on_each, raw, read, second_firm, upsert, write};

/// Takes a client, and gives its id.
fn take(world: &World, id: &str, first: &str, last: &str, email: &str, phone: &str) -> i64 {
    let mut raw = raw(id, phone);
    (raw.first_name, raw.last_name) = (Some(first.into()), Some(last.into()));
    raw.email = Some(email.into());
    let taken = upsert(raw);
    match write(world, move |scoped| clients::upsert(scoped, &taken)) {
        UpsertOutcome::Taken { client: Some(client), .. } => client.id.get(),
        other => panic!("not taken: {other:?}"),
    }
}

fn best_first(after: Option<Position>, limit: i64) -> Slice {
    Slice { order: Order::BY_RELEVANCE, after, limit }
}

fn found(world: &World, q: &str) -> Vec<i64> {
    let filter = ClientFilter { q: Some(q.into()), ..ClientFilter::default() };
    let slice = best_first(None, 1_000);
    let rows = read(world, move |scoped| clients::list(scoped, &filter, slice.clone()));
    rows.iter().map(|client| client.id.get()).collect()
}

/// All who are found, so many at a time.
fn walked(world: &World, q: &str, limit: i64) -> Vec<i64> {
    let filter = ClientFilter { q: Some(q.into()), ..ClientFilter::default() };
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let (filter, slice) = (filter.clone(), best_first(after.take(), limit));
        let rows = read(world, move |scoped| clients::list(scoped, &filter, slice.clone()));
        let Some(last) = rows.last() else { return ids };
        after = Some(Position { id: last.id.get(), key: last.place.clone().map(SortKey::Text) });
        ids.extend(rows.iter().map(|client| client.id.get()));
    }
}

fn total(world: &World, q: &str) -> Total {
    let filter = ClientFilter { q: Some(q.into()), ..ClientFilter::default() };
    read(world, move |scoped| clients::count(scoped, &filter))
}

#[test]
fn every_word_of_a_search_is_the_start_of_a_word_of_the_record() {
    on_each(|world| {
        let ada = take(world, "CRM-1", "Ada", "King-Lovelace", "ada.l@mail.example.com", "+442079460003");
        let loic = take(world, "CRM-2", "Loïc", "Müller", "loic+work@example.org", "+12025550143");
        let adam = take(world, "X_9", "Adam", "O'Straße", "a@example.com", "+12025550199");
        for (q, expected) in [
            ("ada", vec![ada, adam]),
            ("ADAM", vec![adam]),
            ("lovelace ada", vec![ada]),
            ("king-love", vec![ada]),
            ("loic", vec![loic]),
            ("mü lo", vec![loic]),
            ("muller", vec![loic]),
            ("ostrasse", vec![adam]),
            ("crm", vec![ada, loic]),
            ("crm-2", vec![loic]),
            ("x_9", vec![adam]),
            ("ada.l@", vec![ada]),
            ("mail.example", vec![ada]),
            ("example.com", vec![ada, adam]),
            ("work@example", vec![loic]),
            ("loic work@example", vec![loic]),
            ("+44 20 7946", vec![ada]),
            ("202 555-0143", vec![loic]),
            ("0143", vec![loic]),
            ("adam 0143", vec![]),
            ("adam 0199", vec![adam]),
            ("143", vec![]),
            ("com", vec![]),
            ("velace", vec![]),
            ("%", vec![]),
            ("_", vec![]),
            ("'", vec![]),
        ] {
            assert_eq!(found(world, q), expected, "{q:?}");
            assert_eq!(total(world, q), Total::Exactly(expected.len() as i64), "{q:?}");
        }
        assert_eq!(found(world, "  "), [ada, loic, adam], "a blank search is none");
    });
}

#[test]
fn whole_words_come_first_and_then_ids() {
    on_each(|world| {
        let ids: Vec<i64> = ["Anna", "Ann", "Annabel", "Ann"]
            .iter()
            .enumerate()
            .map(|(n, first)| take(world, &format!("e{n}"), first, "Lee", &format!("{n}@x.org"), &phone(n)))
            .collect();
        assert_eq!(found(world, "ann"), [ids[1], ids[3], ids[0], ids[2]]);
        assert_eq!(walked(world, "ann", 1), found(world, "ann"));
        assert_eq!(found(world, "lee ann"), [ids[1], ids[3], ids[0], ids[2]]);
        let filter = ClientFilter { q: Some("ann".into()), ..ClientFilter::default() };
        let by_id = frontdesk_storage::Page { after: Some(ids[1]), limit: 10 };
        let rows = read(world, move |scoped| clients::list(scoped, &filter, by_id));
        assert_eq!(rows.iter().map(|client| client.id.get()).collect::<Vec<_>>(), [ids[2], ids[3]]);
    });
}

fn phone(number: usize) -> String {
    format!("+1202555{number:04}")
}

/// Many customers, by turns of four first names and of two last names.
fn crowd(world: &World, count: usize) {
    write(world, move |scoped| {
        let lasts = ["Sato", "Stone"].iter().flat_map(|last| [*last; 4]).cycle();
        let names = ["Sam", "Samuel", "Sara", "Sam"].iter().cycle().zip(lasts);
        for (first, last) in names.take(count) {
            let new = frontdesk_import::known::NewCustomer {
                first_name: Some((*first).into()),
                last_name: Some(last.into()),
                ..Default::default()
            };
            customers::create(scoped, &new, noon())?.expect("no phone");
        }
        Ok(())
    });
}

#[test]
fn words_of_many_are_walked_without_a_repeat_or_a_gap() {
    on_each(|world| {
        crowd(world, 1_200);
        for (q, expected) in [
            ("s", 1_200),
            ("sam", 900),
            ("stone", 600),
            ("sam stone", 450),
            ("st sa", 600),
            ("sara sato", 150),
        ] {
            let all = found_up_to(world, q, 2_000);
            let distinct: std::collections::BTreeSet<i64> = all.iter().copied().collect();
            assert_eq!((all.len(), distinct.len()), (expected, expected), "{q:?}");
            assert_eq!(walked(world, q, 77), all, "{q:?}");
            assert_eq!(total(world, q), Total::Exactly(expected as i64), "{q:?}");
        }
        let sam = found_up_to(world, "sam", 600);
        let is_whole = |id: &i64| (id - 1) % 4 == 0 || (id - 1) % 4 == 3;
        assert!(sam.iter().all(is_whole), "whole words come first: {sam:?}");
        assert!(sam.is_sorted());
    });
}

fn found_up_to(world: &World, q: &str, limit: i64) -> Vec<i64> {
    let filter = ClientFilter { q: Some(q.into()), ..ClientFilter::default() };
    let slice = best_first(None, limit);
    let rows = read(world, move |scoped| clients::list(scoped, &filter, slice.clone()));
    rows.iter().map(|client| client.id.get()).collect()
}

#[test]
fn a_change_a_deletion_and_another_firm_are_seen_at_once() {
    on_each(|world| {
        let id = take(world, "e1", "Ada", "Lovelace", "ada@example.com", "+12025550143");
        assert_eq!(take(world, "e1", "Augusta", "Lovelace", "augusta@example.com", "+12025550199"), id);
        assert_eq!((found(world, "ada"), found(world, "augusta")), (vec![], vec![id]));
        assert_eq!((found(world, "0143"), found(world, "0199")), (vec![id], vec![id]), "numbers are kept");
        let other = access_to(world, second_firm(world));
        let filter = ClientFilter { q: Some("augusta".into()), ..ClientFilter::default() };
        let (theirs, slice) = (filter.clone(), best_first(None, 10));
        let rows =
            world.database.read_blocking(other, move |scoped| clients::list(scoped, &theirs, slice.clone()));
        assert_eq!(rows.expect("an answer"), []);
        let customer = CustomerId::try_from(id).expect("an id");
        let deleted = write(world, move |scoped| clients::delete(scoped, customer, &Expected::Any, noon()));
        assert_eq!(deleted, DeleteOutcome::Deleted);
        assert_eq!(found(world, "augusta"), Vec::<i64>::new());
        for (show_deleted, expected) in [(false, vec![]), (true, vec![id])] {
            let filter =
                CustomerFilter { q: Some("augusta".into()), show_deleted, ..CustomerFilter::default() };
            let slice = best_first(None, 10);
            let rows = read(world, move |scoped| customers::list(scoped, &filter, slice.clone()));
            assert_eq!(rows.iter().map(|it| it.id.get()).collect::<Vec<_>>(), expected);
        }
    });
}

fn users_found(world: &World, q: &str) -> usize {
    let filter = UserFilter { q: Some(q.into()), ..UserFilter::default() };
    let slice = best_first(None, 10);
    read(world, move |scoped| users::list(scoped, &filter, slice.clone())).len()
}

#[test]
fn users_are_found_as_they_were_given_and_follow_their_edits() {
    on_each(|world| {
        let given = UserFields {
            name: "John Smith".into(),
            email: "no address".into(),
            phone: "123-456-7890".into(),
        };
        let first = given.clone();
        let user = write(world, move |scoped| users::create(scoped, &first, noon()));
        for (q, expected) in [("smi joh", 1), ("7890", 1), ("123 456", 1), ("ad", 1), ("jane", 0)] {
            assert_eq!(users_found(world, q), expected, "{q:?}");
        }
        let changed = UserFields { name: "Jane Smith".into(), ..given };
        let id = user.id;
        write(world, move |scoped| {
            users::edit(scoped, id, &changed, &Expected::Any, noon() + Duration::seconds(1))
        });
        assert_eq!((users_found(world, "john"), users_found(world, "jane")), (0, 1));
        assert_eq!(found(world, "jane smith"), [user.customer_id.get()]);
        let customer = user.customer_id;
        write(world, move |scoped| customers::delete(scoped, customer, &Expected::Any, noon()));
        assert_eq!(users_found(world, "jane"), 0);
    });
}

fn requests_found(world: &World, q: &str, show_archived: bool) -> usize {
    let filter = RequestFilter { q: Some(q.into()), show_archived, ..RequestFilter::default() };
    let (slice, counted) = (best_first(None, 10), filter.clone());
    let rows = read(world, move |scoped| requests::list(scoped, &filter, slice.clone())).len();
    assert_eq!(read(world, move |scoped| requests::count(scoped, &counted)), Total::Exactly(rows as i64));
    rows
}

#[test]
fn requests_are_found_by_what_was_asked() {
    on_each(|world| {
        let customer = take(world, "e1", "Ada", "Lovelace", "ada@example.com", "+12025550143");
        let customer = CustomerId::try_from(customer).expect("an id");
        let prose = |text: &str| Prose::parse(text.to_owned()).expect("some words");
        let body = prose("Der Drucker im 3. Stock druckt seit 2026-01-31 keine Grüße mehr.");
        let request = write(world, move |scoped| requests::create(scoped, customer, &body, noon()));
        let id = request.expect("a customer").id;
        for (q, expected) in
            [("drucker stock", 1), ("grusse", 1), ("2026-01-31", 1), ("2026-01-30", 0), ("tinte", 0)]
        {
            assert_eq!(requests_found(world, q, false), expected, "{q:?}");
        }
        let edit = Wanted::Edit(prose("Die Tinte ist leer."));
        write(world, move |scoped| requests::change(scoped, id, &Expected::Any, &edit, noon()));
        assert_eq!((requests_found(world, "tinte", false), requests_found(world, "drucker", false)), (1, 0));
        write(world, move |scoped| customers::delete(scoped, customer, &Expected::Any, noon()));
        assert_eq!((requests_found(world, "tinte", false), requests_found(world, "tinte", true)), (0, 1));
    });
}

#[test]
fn terms_are_in_the_order_of_their_bytes_on_every_database() {
    on_each(|world| {
        let names = ["zz", "z-a", "Zá", "z1", "zé", "ź", "z"];
        for (n, first) in names.iter().enumerate() {
            take(world, &format!("e{n}"), first, "Lee", &format!("{n}@x.org"), &phone(n));
        }
        crowd(world, 700);
        let mut words = SearchWords::default();
        names.iter().for_each(|name| words.name(Some(name)));
        assert!(words.terms().is_sorted());
        assert_eq!(found(world, "z").len(), names.len());
        assert_eq!(walked(world, "s", 50).len(), 700);
    });
}

#[test]
fn customers_are_counted_as_they_come_change_their_type_and_go() {
    on_each(|world| {
        let typed = |customer_type: Option<&str>| {
            let customer_type = customer_type.map(ToOwned::to_owned);
            write(world, move |scoped| {
                let new = frontdesk_import::known::NewCustomer {
                    customer_type: customer_type.clone(),
                    ..Default::default()
                };
                Ok(customers::create(scoped, &new, noon())?.expect("no phone").id)
            })
        };
        let counted = || {
            let types = read(world, interactions::customer_types);
            let all = read(world, |scoped| customers::count(scoped, &CustomerFilter::default()));
            assert_eq!(types.iter().map(|(_, count)| count).sum::<i64>(), all.rows());
            let rows = read(world, |scoped| interactions::row_counts(scoped, interactions::Rows::Customers));
            assert_eq!(rows, all.rows());
            types
        };
        assert_eq!(counted(), []);
        let (first, second) = (typed(Some("Blue")), typed(None));
        typed(Some("Blue"));
        let kind = |name: &str| Some(name.to_owned());
        assert_eq!(counted(), [(None, 1), (kind("Blue"), 2)]);
        let raw = RawEdit { customer_type: Edit::Set("Red".to_owned()), ..RawEdit::default() };
        let edit = AccountEdit::parse(raw, "US".parse().expect("a region")).expect("a sound edit");
        write(world, move |scoped| customers::edit(scoped, first, &Expected::Any, &edit, noon()));
        assert_eq!(counted(), [(None, 1), (kind("Blue"), 1), (kind("Red"), 1)]);
        write(world, move |scoped| customers::delete(scoped, second, &Expected::Any, noon()));
        assert_eq!(counted(), [(kind("Blue"), 1), (kind("Red"), 1)]);
    });
}
