//! Tests with keys of an older rule.

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use frontdesk_testkit::backends;

use crate::engine::connection::AnyConnection;
use crate::engine::recorded_statements::empty;
use crate::engine::scope::Scoped;
use crate::opportunities::OpportunityFilter;
use crate::{StorageError, customers, interactions, migrate, opportunities};

const AT: &str = "'2026-01-31 09:00:00', '2026-01-31 09:00:00'";

/// Lower-case keys as an older version stored them: `ß` beside `ss`, an accent separate from its letter.
fn plant(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let blob = |hex: u8| match scoped.conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => format!("'\\x{}'", format!("{hex:02x}").repeat(16)),
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => format!("X'{}'", format!("{hex:02x}").repeat(16)),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => format!("X'{}'", format!("{hex:02x}").repeat(16)),
    };
    let customer = |id: u8, id_text: &str| {
        let uuid = blob(id);
        format!(
            "INSERT INTO customers (id, firm_id, uuid, kind, first_name, last_name, email, email_folded,
               integration_id, customer_type, search_text, version, created_at, updated_at, tombstone)
             VALUES ({id}, 1, {uuid}, 'Person', 'Zoe\u{301}', 'Groß', 'GROSS@example.com', 'stale',
               '{id_text}', 'Groß\u{200b}kunde', 'stale', 1, {AT}, 0);
             INSERT INTO customer_accounts (customer_id, firm_id, area, has_dedicated_account_manager,
               has_dedicated_technical_consultant, has_support_contract, has_discounted_pricing, area_key)
             VALUES ({id}, 1, 'Zu\u{308}rich Süd', FALSE, FALSE, FALSE, FALSE, 'zu\u{308}richsüd');"
        )
    };
    let deal = blob(9);
    let amounts = |table: &str, period: &str| {
        format!(
            "INSERT INTO {table} (firm_id, area_key, area, {period}, amount, version, created_at, updated_at)
             VALUES (1, 'gießen', 'Gießen', 2026, 100, 1, {AT}), (1, 'giessen', 'GIESSEN', 2026, 20, 1, {AT}),
                    (1, 'gießen', 'Gießen', 2027, 3, 1, {AT});"
        )
    };
    let statements = [
        customer(1, "e\u{301}-1"),
        customer(2, "é-1"),
        customer(3, "e\u{301}-3"),
        format!(
            "INSERT INTO opportunities (firm_id, oid, customer_id, area_key, opportunity_sales_group,
               opportunity_status, is_one_off, last_updated_on, version, created_at, updated_at)
             VALUES (1, {deal}, 1, 'zu\u{308}richsüd', 'Groß', 'Proposal', FALSE, '2026-01-31', 1, {AT});"
        ),
        amounts("revenue_actuals", "month_index"),
        amounts("revenue_targets", "fiscal_year"),
        "INSERT INTO channels (id, firm_id, name, name_folded)
         VALUES (1, 1, 'Grüße', 'grüße'), (2, 1, 'GRÜSSE', 'grüsse');
         INSERT INTO interactions (firm_id, customer_id, occurred_at, channel_id)
         VALUES (1, 1, 1769850000000000, 1), (1, 1, 1769850000000000, 2), (1, 1, 1769950000000000, 2);"
            .to_owned(),
        format!(
            "INSERT INTO interaction_topics (firm_id, month_number, topic_folded, topic, created_at, updated_at)
             VALUES (1, 24312, 'straße', 'Straße', {AT}), (1, 24312, 'strasse', 'STRASSE', {AT});
             UPDATE firms SET folding = 0;"
        ),
    ];
    statements.iter().try_for_each(|statement| Ok(scoped.conn.batch_execute(statement)?))
}

#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Seen {
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

fn seen(scoped: &mut Scoped<'_>, query: &str) -> Result<Vec<(String, i64)>, StorageError> {
    let rows: Vec<Seen> = diesel::sql_query(query).load(scoped.conn)?;
    Ok(rows.into_iter().map(|row| (row.text, row.number)).collect())
}

#[test]
fn keys_of_an_older_rule_are_folded_after_the_migrations() {
    for backend in backends() {
        let (test, database, access) = empty(*backend);
        database.write_blocking(access, plant).expect("planted");
        let url = test.url().parse().expect("a URL");
        migrate(&url).expect("folded");
        migrate(&url).expect("nothing is left to fold");
        let job = |scoped: &mut Scoped<'_>| {
            let amounts = |table: &str| {
                format!("SELECT area_key AS text, amount AS number FROM {table} ORDER BY area_key, amount")
            };
            Ok([
                seen(scoped, "SELECT integration_id AS text, id AS number FROM customers ORDER BY id")?,
                seen(scoped, "SELECT email_folded AS text, id AS number FROM customers WHERE id = 1")?,
                seen(scoped, &amounts("revenue_actuals"))?,
                seen(scoped, &amounts("revenue_targets"))?,
                seen(scoped, "SELECT name_folded AS text, id AS number FROM channels ORDER BY id")?,
                seen(scoped, "SELECT 'of' AS text, channel_id AS number FROM interactions ORDER BY id")?,
                seen(scoped, "SELECT 'firm' AS text, folding + 0 * id AS number FROM firms")?,
            ])
        };
        let texts = database.read_blocking(access, job).expect("an answer");
        let pairs = |pairs: &[(&str, i64)]| -> Vec<(String, i64)> {
            pairs.iter().map(|(text, number)| ((*text).to_owned(), *number)).collect()
        };
        let wanted = [
            // The first and the second would become equal: both stay.
            pairs(&[("e\u{301}-1", 1), ("é-1", 2), ("é-3", 3)]),
            pairs(&[("gross@example.com", 1)]),
            pairs(&[("giessen", 3), ("giessen", 120)]),
            pairs(&[("giessen", 3), ("giessen", 120)]),
            pairs(&[("grüsse", 1)]),
            pairs(&[("of", 1), ("of", 1)]),
            pairs(&[("firm", i64::from(super::FOLDING))]),
        ];
        assert_eq!(texts, wanted, "{backend}");
        filters_find_them(&database, access, backend.to_string().as_str());
    }
}

fn filters_find_them(database: &crate::Database, access: crate::Access, backend: &str) {
    let job = |scoped: &mut Scoped<'_>| {
        let customers = |scoped: &mut Scoped<'_>, change: &dyn Fn(&mut customers::CustomerFilter)| {
            let mut filter = customers::CustomerFilter::default();
            change(&mut filter);
            customers::count(scoped, &filter)
        };
        let day = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default();
        let area = frontdesk_opportunities::area::AreaKey::of("ZÜRICH SÜD");
        let deals =
            OpportunityFilter { area, sales_group: Some("GROSS".to_owned()), ..OpportunityFilter::all(day) };
        Ok([
            customers(scoped, &|filter| filter.area = Some("zürich  SÜD".to_owned()))?,
            customers(scoped, &|filter| filter.customer_type = Some("GROSSKUNDE".to_owned()))?,
            customers(scoped, &|filter| filter.first_name = Some("ZOÉ".to_owned()))?,
            customers(scoped, &|filter| filter.last_name = Some("gross".to_owned()))?,
            customers(scoped, &|filter| filter.q = Some("zoé".to_owned()))?,
            customers(scoped, &|filter| filter.last_name = Some("gros".to_owned()))?,
            opportunities::count(scoped, &deals)?,
        ])
    };
    let counts = database.read_blocking(access, job).expect("an answer");
    assert_eq!(counts.map(|count| count.rows()), [3, 3, 3, 3, 3, 0, 1], "{backend}");
    let topics = database.read_blocking(access, |scoped| interactions::topics(scoped, None));
    assert_eq!(topics.expect("topics").len(), 1, "{backend}");
    let totals = interactions::check_totals(database, access).expect("a check");
    assert_eq!((totals.interactions, totals.wrong), (2, 0), "{backend}");
}
