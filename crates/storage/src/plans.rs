//! How databases go about the lists of a small firm beside a big one.
#![cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use frontdesk_core::FirmSettings;
use frontdesk_import::known::NewCustomer;
use frontdesk_interactions::ChannelName;
use frontdesk_sync::UserFields;
use frontdesk_testkit::{Backend, backends};

use crate::engine::actor::Actor;
use crate::engine::audit::{self, AuditFilter};
use crate::engine::connection::AnyConnection;
use crate::engine::recorded_statements::{empty, recorded_with_values};
use crate::engine::scope::{Access, Page, Scoped};
use crate::firms::{self, FirmOutcome};
use crate::interactions::{self, InteractionFilter, RecordInteraction};
use crate::{Database, StorageError, clients, customers, sync, users};

/// Records of the large firm.
const MANY: usize = 1_500;
/// Records of the small firm.
const FEW: usize = 20;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
}

/// Customers, each with an interaction and entries of the audit log.
fn fill(database: &Database, access: Access, count: usize) {
    let job = move |scoped: &mut Scoped<'_>| {
        for number in 0..count {
            let new = NewCustomer { first_name: Some(format!("Name{number}")), ..NewCustomer::default() };
            let customer = customers::create(scoped, &new, noon())?.expect("no phone").id;
            let channel = ChannelName::parse("Call").expect("a name");
            let new = RecordInteraction { customer, channel, occurred_at: noon() };
            interactions::record(scoped, &new, noon())?;
        }
        Ok(())
    };
    database.write_blocking(access, job).expect("written");
}

#[derive(QueryableByName)]
struct SqliteStep {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct PostgresStep {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    step: String,
}

#[derive(QueryableByName)]
struct MysqlPlan {
    #[diesel(sql_type = Text, column_name = "EXPLAIN")]
    plan: String,
}

fn plan(conn: &mut AnyConnection, statement: &str) -> Result<String, StorageError> {
    Ok(match conn {
        AnyConnection::Sqlite(conn) => {
            let steps: Vec<SqliteStep> =
                diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(conn)?;
            steps.into_iter().map(|step| step.detail + "\n").collect()
        }
        AnyConnection::Postgres(conn) => {
            let steps: Vec<PostgresStep> = diesel::sql_query(format!("EXPLAIN {statement}")).load(conn)?;
            steps.into_iter().map(|step| step.step + "\n").collect()
        }
        AnyConnection::Mysql(conn) => {
            let plan: MysqlPlan =
                diesel::sql_query(format!("EXPLAIN FORMAT=JSON {statement}")).get_result(conn)?;
            plan.plan
        }
    })
}

fn analyze(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let tables = ["customers", "interactions", "audit_entries", "customer_users"];
    match &mut *scoped.conn {
        // Its statistics are set to the proportions of a large firm.
        AnyConnection::Sqlite(_) => {}
        AnyConnection::Postgres(conn) => {
            for table in tables {
                diesel::sql_query(format!("ANALYZE {table}")).execute(conn)?;
            }
        }
        AnyConnection::Mysql(conn) => {
            for table in tables {
                #[derive(QueryableByName)]
                struct Outcome {
                    #[diesel(sql_type = Text, column_name = "Msg_text")]
                    _text: String,
                }
                let _: Vec<Outcome> = diesel::sql_query(format!("ANALYZE TABLE {table}")).load(conn)?;
            }
        }
    }
    Ok(())
}

/// A list by id.
type List = (&'static str, fn(&mut Scoped<'_>, Page) -> Result<(), StorageError>);

const LISTS: &[List] = &[
    ("customers", |scoped, page| {
        customers::list(scoped, &customers::CustomerFilter::default(), page).map(drop)
    }),
    ("clients", |scoped, page| clients::list(scoped, &clients::ClientFilter::default(), page).map(drop)),
    ("interactions", |scoped, page| {
        interactions::list(scoped, &InteractionFilter::default(), page).map(drop)
    }),
    ("audit entries", |scoped, page| audit::list(scoped, &AuditFilter::default(), page).map(drop)),
];

/// Whether the plan searches an index by the firm.
fn is_entered_by_firm(backend: Backend, plan: &str) -> bool {
    match backend {
        Backend::Sqlite => plan.contains("(firm_id=?"),
        Backend::Postgres => {
            plan.lines().any(|line| line.contains("Index Cond") && line.contains("firm_id ="))
        }
        Backend::Mysql => {
            let joined: String = plan.split_whitespace().collect();
            joined.contains(r#""used_key_parts":["firm_id""#)
        }
    }
}

#[test]
fn a_page_of_a_small_firm_is_read_through_an_index_by_firm() {
    for backend in backends() {
        let (_test, database, access) = empty(*backend);
        let settings = FirmSettings::default();
        let made = firms::create(&database, "Small", &settings, Actor::SYSTEM, noon()).expect("an answer");
        let FirmOutcome::Saved(small) = made else { panic!("not made: {made:?}") };
        let small = database.access_blocking(small.id).expect("an answer").expect("the firm");
        fill(&database, access, MANY);
        fill(&database, small, FEW);
        database.write_blocking(access, analyze).expect("analyzed");
        for (name, list) in LISTS {
            for after in [None, Some(5)] {
                let page = Page { after, limit: 50 };
                let job = move |scoped: &mut Scoped<'_>| {
                    let (_, statements) = recorded_with_values(scoped, |scoped| list(scoped, page))?;
                    let asked = statements.iter().find(|it| it.contains("firm_id") && it.contains("LIMIT"));
                    plan(scoped.conn, asked.expect("a statement"))
                };
                let plan = database.read_blocking(small, job).expect("a plan");
                assert!(is_entered_by_firm(*backend, &plan), "{backend}, {name} after {after:?}: {plan}");
            }
        }
    }
}

/// A question, the index that answers it, and how to ask.
type Question = (&'static str, &'static str, fn(&mut Scoped<'_>) -> Result<(), StorageError>);

const QUESTIONS: &[Question] = &[
    ("the audit log since a time", "audit_entries_at_idx", |scoped| {
        let since = Some(noon() + TimeDelta::hours(1));
        audit::list(scoped, &AuditFilter { since, ..AuditFilter::default() }, FIRST).map(drop)
    }),
    ("the oldest pending user", "customer_users_pending_since_idx", |scoped| sync::counts(scoped).map(drop)),
];

const FIRST: Page = Page { after: None, limit: 50 };

fn sign_up(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    for number in 0..MANY / 3 {
        let email = format!("j{number}@example.com");
        let fields = UserFields::parse("John Smith", &email, "1").expect("sound");
        users::create(scoped, &fields, noon())?;
    }
    Ok(())
}

#[test]
fn questions_are_answered_by_their_index() {
    for backend in backends() {
        let (_test, database, access) = empty(*backend);
        fill(&database, access, FEW);
        database.write_blocking(access, sign_up).expect("written");
        database.write_blocking(access, analyze).expect("analyzed");
        for (name, index, ask) in QUESTIONS {
            let job = move |scoped: &mut Scoped<'_>| {
                let (_, statements) = recorded_with_values(scoped, ask)?;
                let asked = statements.iter().find(|it| it.contains("firm_id") && it.contains("LIMIT"));
                plan(scoped.conn, asked.expect("a statement"))
            };
            let plan = database.read_blocking(access, job).expect("a plan");
            assert!(plan.contains(index), "{backend}, {name}: {plan}");
        }
    }
}
