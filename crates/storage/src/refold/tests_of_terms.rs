//! The index is what a fill would make of the records, whatever was done to them.

use chrono::{TimeZone, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, Edit};
use frontdesk_import::account::{AccountEdit, RawEdit};
use frontdesk_import::client::{ClientRow, IntegrationType, RawClient};
use frontdesk_requests::{Prose, Wanted};
use frontdesk_sync::UserFields;
use frontdesk_testkit::backends;

use super::terms::start_anew;
use crate::clients::{self, ClientUpsert, UpsertOutcome};
use crate::engine::recorded_statements::empty;
use crate::engine::schema::search::search_terms;
use crate::engine::scope::Scoped;
use crate::requests;
use crate::search::{Kind, replace};
use crate::{Expected, StorageError, customers, users};

type Terms = Vec<(i64, i16, String, i64)>;

fn terms(scoped: &mut Scoped<'_>) -> Result<Terms, StorageError> {
    let all = search_terms::table.order((search_terms::kind, search_terms::record_id, search_terms::term));
    Ok(all.load(scoped.conn)?)
}

/// Makes the next fill recreate all terms, and leaves one behind that no record has.
fn age(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    start_anew(scoped.conn)?;
    replace(scoped.conn, scoped.firm, Kind::Customer, 1, &[], &["stale".to_owned()])
}

fn take(scoped: &mut Scoped<'_>, id: &str, first: &str, phone: &str) -> Result<CustomerId, StorageError> {
    let raw = RawClient {
        integration_id: Some(id.to_owned()),
        first_name: Some(first.to_owned()),
        last_name: Some("Lovelace".to_owned()),
        email: Some(format!("{first}.{id}@example.com")),
        phone_numbers: vec![phone.to_owned()],
        ..RawClient::default()
    };
    let row = ClientRow::parse(raw, IntegrationType::CsvImport, noon().date_naive()).expect("a sound row");
    let upsert = ClientUpsert { row, create_new_client: true, validation: false, now: noon() };
    match clients::upsert(scoped, &upsert)? {
        UpsertOutcome::Taken { client: Some(client), .. } => Ok(client.id),
        other => panic!("not taken: {other:?}"),
    }
}

fn noon() -> chrono::DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
}

/// One of each change that there is.
fn change(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let now = noon();
    let ada = take(scoped, "e1", "Ada", "+12025550143")?;
    take(scoped, "e1", "Augusta", "+442079460003")?;
    let gone = take(scoped, "e2", "Zoe", "+12025550199")?;
    customers::delete(scoped, gone, &Expected::Any, now)?;
    let raw = RawEdit {
        last_name: Edit::Set("King-Noël".to_owned()),
        customer_type: Edit::Set("Enterprise".to_owned()),
        email: Edit::Clear,
        ..RawEdit::default()
    };
    let edit = AccountEdit::parse(raw, "US".parse().expect("a region")).expect("a sound edit");
    customers::edit(scoped, ada, &Expected::Any, &edit, now)?;
    let prose = |text: &str| Prose::parse(text).expect("a text");
    let request =
        requests::create(scoped, ada, &prose("The printer is out of ink."), now)?.expect("a customer");
    requests::change(scoped, request.id, &Expected::Any, &Wanted::Edit(prose("No paper.")), now)?;
    let fields = |name: &str| UserFields {
        name: name.to_owned(),
        email: "john@example.com".to_owned(),
        phone: "123-456-7890".to_owned(),
    };
    let user = users::create(scoped, &fields("John Smith"), now)?;
    users::edit(scoped, user.id, &fields("Jane Smith"), &Expected::Any, now)?;
    let left = users::create(scoped, &fields("Left Again"), now)?;
    customers::delete(scoped, left.customer_id, &Expected::Any, now)?;
    Ok(())
}

#[test]
fn the_index_equals_the_result_of_a_fill() {
    for backend in backends() {
        let (test, database, access) = empty(*backend);
        let job = |scoped: &mut Scoped<'_>| {
            change(scoped)?;
            let kept = terms(scoped)?;
            age(scoped)?;
            Ok(kept)
        };
        let kept = database.write_blocking(access, job).expect("an answer");
        crate::migrate(&test.url().parse().expect("a URL")).expect("filled");
        let made = database.read_blocking(access, terms).expect("an answer");
        assert_eq!(kept, made, "{backend}");
        for kind in [Kind::Customer, Kind::DeletedCustomer, Kind::User, Kind::Request] {
            assert!(kept.iter().any(|term| term.1 == kind.number()), "{backend} {kind:?}");
        }
    }
}
