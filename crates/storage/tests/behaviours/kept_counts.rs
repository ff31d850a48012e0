//! Counts and sums that are kept beside the rows equal those of the rows, whatever was done to them.

use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use frontdesk_core::{CustomerId, Edit, Money, parse_day};
use frontdesk_import::names::derive_names;
use frontdesk_opportunities::deal::{Deal, DealChanges};
use frontdesk_requests::{Claim, OperatorId, Prose, Wanted};
use frontdesk_storage::customers::{self, UndeleteOutcome};
use frontdesk_storage::deleted::{self, DeletedFilter};
use frontdesk_storage::journal::Kind;
use frontdesk_storage::operators::{self, NewOperator};
use frontdesk_storage::opportunities::{self, Opportunity, OpportunityFilter, Outcome};
use frontdesk_storage::requests;
use frontdesk_storage::sync::{self, Answer};
use frontdesk_storage::users::{self, UserFilter};
use frontdesk_storage::{Expected, Total, clients};
use frontdesk_sync::UserFields;
use frontdesk_testkit::Backend;

use crate::support::{World, execute, lines, noon, on_each, raw, read, upsert, write};
use crate::sync::wait;

/// What is kept, and the same from the rows: queries of one text.
const PAIRS: [[&str; 2]; 4] = [
    [
        "SELECT CONCAT_WS(' ', firm_id, area_key, opportunity_status, is_one_off, delivery_month, deals,
           revenue_parts * 1000000000 + revenue_rest) AS line FROM deal_sums WHERE deals <> 0",
        "SELECT CONCAT_WS(' ', firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off,
           COALESCE(delivery_month, -1), COUNT(*), SUM(COALESCE(monthly_estimated_revenue, 0))) AS line
         FROM opportunities
         GROUP BY firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off, COALESCE(delivery_month, -1)",
    ],
    [
        "SELECT CONCAT_WS(' ', firm_id, sync_status, SUM(users)) AS line FROM user_counts
         GROUP BY firm_id, sync_status HAVING SUM(users) <> 0",
        "SELECT CONCAT_WS(' ', u.firm_id, u.sync_status, COUNT(*)) AS line
         FROM customer_users u JOIN customers c ON c.id = u.customer_id
         WHERE c.tombstone = 0 GROUP BY u.firm_id, u.sync_status",
    ],
    [
        "SELECT CONCAT_WS(' ', firm_id, operator_id, status, archived, requests) AS line
         FROM request_counts WHERE requests <> 0",
        "SELECT CONCAT_WS(' ', firm_id, COALESCE(processed_by, 0), status, archived, COUNT(*)) AS line
         FROM requests GROUP BY firm_id, COALESCE(processed_by, 0), status, archived",
    ],
    [
        "SELECT CONCAT_WS(' ', operator_id, kind, SUM(requests), SUM(seconds)) AS line
         FROM request_times GROUP BY operator_id, kind HAVING SUM(requests) <> 0",
        "SELECT CONCAT_WS(' ', processed_by, 1, COUNT(*), SUM(seconds_to_assign)) AS line FROM requests
         WHERE seconds_to_assign IS NOT NULL GROUP BY processed_by
         UNION ALL
         SELECT CONCAT_WS(' ', processed_by, 2, COUNT(*), SUM(seconds_to_resolve)) AS line FROM requests
         WHERE seconds_to_resolve IS NOT NULL GROUP BY processed_by",
    ],
];

fn assert_kept(world: &World, when: &str) {
    for [kept, counted] in PAIRS {
        let counted = lines(world, counted);
        assert!(!counted.is_empty(), "{when}: the test makes no rows");
        assert_eq!(lines(world, kept), counted, "{when}");
    }
}

fn customer(world: &World, number: u32, area: Option<&str>) -> CustomerId {
    let mut client = raw(&format!("ext-{number}"), &format!("+1202555{number:04}"));
    client.area = area.map(str::to_owned);
    let upsert = upsert(client);
    match write(world, move |scoped| clients::upsert(scoped, &upsert)) {
        clients::UpsertOutcome::Taken { client: Some(client), .. } => client.id,
        other => panic!("not taken: {other:?}"),
    }
}

fn delete(world: &World, id: CustomerId) {
    write(world, move |scoped| clients::delete(scoped, id, &Expected::Any, noon()));
}

fn deal(world: &World, cid: CustomerId, cents: Option<i128>, delivery: Option<&str>) -> Opportunity {
    let deal = Deal {
        monthly_estimated_revenue: cents.map(Money::from_minor_units),
        estimated_delivery_date: delivery.map(|day| parse_day(day).expect("a day")),
        ..Deal::new(cid, noon().date_naive())
    };
    match write(world, move |scoped| opportunities::create(scoped, None, &deal, noon())) {
        Outcome::Saved(deal) => *deal,
        other => panic!("not made: {other:?}"),
    }
}

/// Deals that are created, changed, moved to another customer, deleted, and follow the areas of their customers.
fn work_on_deals(world: &World) {
    let [ada, ben, carl] = [(1, Some("France")), (2, None), (3, Some("Spain"))]
        .map(|(number, area)| customer(world, number, area));
    let deals = [
        deal(world, ada, Some(123_456_789_012), Some("2026-05-01")),
        deal(world, ada, Some(999_999_999_999_999_999), Some("2026-05-31")),
        deal(world, ben, None, None),
        deal(world, ben, Some(5), Some("2026-05-02")),
        deal(world, carl, Some(0), Some("2027-01-01")),
    ];
    let won = DealChanges { opportunity_status: Some("Won".to_owned()), ..DealChanges::default() };
    let moved = DealChanges { cid: Some(carl), ..DealChanges::default() };
    let once = DealChanges { non_recurring: Edit::Set("yes".to_owned()), ..DealChanges::default() };
    let [first, _, third, fourth, fifth] = deals.map(|deal| deal.oid);
    for (oid, changes) in [(first, won), (fourth, moved), (fifth, once)] {
        write(world, move |scoped| opportunities::change(scoped, oid, &changes, &Expected::Any, noon()));
    }
    write(world, move |scoped| opportunities::delete(scoped, third, &Expected::Any, noon()));
    customer(world, 1, Some("Italy"));
    customer(world, 2, Some("France"));
    delete(world, carl);
    let day = noon().date_naive();
    let count = read(world, move |scoped| opportunities::count(scoped, &OpportunityFilter::all(day)));
    assert_eq!(count, Total::Exactly(4));
}

/// Users that wait, are synchronized, have failed, and are deleted in each state.
fn work_on_users(world: &World) {
    for number in 0..6 {
        let fields = UserFields::parse("John Smith", &format!("j{number}@example.com"), "1").expect("sound");
        write(world, move |scoped| users::create(scoped, &fields, noon()));
    }
    let claimed = wait(sync::claim(&world.database, 4, Duration::from_secs(30), noon())).expect("an answer");
    for (number, claimed) in claimed.into_iter().enumerate() {
        let sent = claimed.visit.user.local.clone();
        let crm_id = format!("CRM{number}");
        let answer = Answer::Created { crm_id, held: sent.clone().into(), sent };
        wait(sync::record(&world.database, claimed, answer, Duration::from_secs(30), noon()))
            .expect("recorded");
    }
    let page = frontdesk_storage::Page { after: None, limit: 10 };
    let all = read(world, move |scoped| users::list(scoped, &UserFilter::default(), page));
    let [first, second, .., last] = all.as_slice() else { panic!("{} users", all.len()) };
    let id = first.id;
    write(world, move |scoped| users::retry(scoped, id, noon()));
    delete(world, second.customer_id);
    delete(world, last.customer_id);
    let count = read(world, |scoped| users::count(scoped, &UserFilter::default()));
    assert_eq!(count, Total::Exactly(4));
    let counts = read(world, sync::counts);
    assert_eq!((counts.pending, counts.synced, counts.failed), (2, 2, 0));
    assert_eq!(counts.oldest_pending, Some(noon()));
    assert_eq!(wait(sync::counts_of_all(&world.database)).expect("counts"), counts);
}

/// Requests in each state, one of them reassigned, and those of a deleted customer.
fn work_on_requests(world: &World) {
    let [jon, ann] = ["Jon", "Ann"].map(|name| {
        write(world, move |scoped| {
            let names = derive_names(Some(name), None, None);
            Ok(operators::create(scoped, &NewOperator { names, email: None }, noon())?.id)
        })
    });
    let [asks, leaves] = [11, 12].map(|number| customer(world, number, None));
    let assign = |operator: OperatorId, claim| Wanted::Assign { operator, claim };
    let done = Prose::parse("done").expect("a comment");
    let moves = [
        vec![],
        vec![assign(jon, Claim::Unheld)],
        vec![assign(jon, Claim::Unheld), assign(ann, Claim::From(jon))],
        vec![assign(jon, Claim::Unheld), Wanted::Complete(done.clone())],
        vec![assign(ann, Claim::Unheld), Wanted::Reject(done), Wanted::Archive],
        vec![Wanted::Edit(Prose::parse("other words").expect("a text"))],
    ];
    for customer in [asks, leaves] {
        for (number, moves) in (1..).zip(moves.clone()) {
            let body = Prose::parse("Winter is coming").expect("a text");
            let id = write(world, move |scoped| requests::create(scoped, customer, &body, noon()));
            let (id, mut at) = (id.expect("a customer").id, noon());
            for wanted in moves {
                at += TimeDelta::seconds(number * 1_001);
                write(world, move |scoped| requests::change(scoped, id, &Expected::Any, &wanted, at));
            }
        }
    }
    delete(world, leaves);
}

fn restore_all(world: &World) {
    let page = frontdesk_storage::Page { after: None, limit: 100 };
    let all = read(world, move |scoped| deleted::list(scoped, &DeletedFilter::default(), page));
    let (customers, deals): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|record| record.kind == Kind::Customer);
    assert!(!customers.is_empty() && !deals.is_empty());
    for record in customers {
        let id = record.public_id.parse().expect("an id");
        let outcome = write(world, move |scoped| customers::undelete(scoped, id, noon()));
        assert_eq!(outcome, UndeleteOutcome::Restored);
    }
    for record in deals {
        let oid = record.public_id.parse().expect("an oid");
        let outcome = write(world, move |scoped| opportunities::undelete(scoped, oid, noon()));
        assert!(matches!(outcome, Outcome::Saved(_)), "{outcome:?}");
    }
}

#[test]
fn what_is_kept_equals_the_rows() {
    on_each(|world| {
        work_on_deals(world);
        work_on_users(world);
        work_on_requests(world);
        assert_kept(world, "kept");
        restore_all(world);
        assert_kept(world, "restored");
    });
}

/// The statements of a migration that fill tables.
fn fills(backend: Backend, migration: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(backend.to_string());
    let text = std::fs::read_to_string(root.join(migration).join("up.sql")).expect("a migration");
    let statements = text.split(";\n").map(|it| {
        it.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n").trim().to_owned()
    });
    statements.filter(|it| it.starts_with("INSERT") && !it.contains("sqlite_stat1")).collect()
}

#[test]
fn migrations_count_the_rows_that_are_there() {
    on_each(|world| {
        work_on_deals(world);
        work_on_users(world);
        work_on_requests(world);
        for table in ["deal_sums", "user_counts", "request_counts", "request_times"] {
            execute(world, &format!("DELETE FROM {table}"));
        }
        let backend = world.test.backend();
        let counted = ["2026-11-30-000024_count_users_and_deals", "2026-11-30-000025_count_requests"]
            .iter()
            .flat_map(|migration| fills(backend, migration));
        for statement in counted {
            execute(world, &statement);
        }
        assert_kept(world, "filled");
        let buckets = lines(world, "SELECT CONCAT_WS(' ', bucket) AS line FROM request_times WHERE kind = 2");
        assert_eq!(buckets, ["8000", "9984"], "as the rule has it");
    });
}
