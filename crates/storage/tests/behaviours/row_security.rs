//! PostgreSQL keeps firms apart by itself, whatever a query says.

use frontdesk_core::FirmId;
use frontdesk_storage::{Database, Options, clients, imports};
use frontdesk_tables::mapping::Kind;
use frontdesk_testkit::{Backend, backends};

use crate::files::{Notes, file, run_of};
use crate::support::{World, raw, second_firm, secret_keys, upsert, url, world};

fn on_postgres(test: impl Fn(&World)) {
    if backends().contains(&Backend::Postgres) {
        test(&world(Backend::Postgres));
    }
}

fn lines(world: &World, sql: &str) -> Vec<String> {
    let printed = world.test.execute(sql).unwrap_or_else(|reason| panic!("{sql}: {reason}"));
    printed.lines().map(str::to_owned).collect()
}

/// Every table with a `firm_id`.
fn tables(world: &World) -> Vec<String> {
    let tables = lines(
        world,
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'firm_id' ORDER BY 1",
    );
    assert!(tables.contains(&"customers".to_owned()), "{tables:?}");
    tables
}

#[test]
fn every_table_with_a_firm_has_a_policy_that_holds_for_its_owner_too() {
    on_postgres(|world| {
        let guarded = lines(
            world,
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'own_firm'
             WHERE c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1",
        );
        assert_eq!(guarded, tables(world));
    });
}

/// A role as the service should have it: no superuser, who would see everything.
struct Role<'w> {
    world: &'w World,
    name: String,
}

impl<'w> Role<'w> {
    fn new(world: &'w World) -> Self {
        let name = format!("frontdesk_role_{}", uuid(world));
        let role = Self { world, name };
        role.run(&format!(
            "CREATE ROLE {0} LOGIN PASSWORD 'pass'; GRANT ALL ON ALL TABLES IN SCHEMA public TO {0};
             GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {0}; GRANT CREATE ON SCHEMA public TO {0}",
            role.name
        ));
        role
    }

    fn run(&self, sql: &str) {
        self.world.test.execute(sql).unwrap_or_else(|reason| panic!("{sql}: {reason}"));
    }

    /// What it gets when the session was told `firm`.
    fn asks(&self, firm: &str, sql: &str) -> Result<String, String> {
        self.world.test.execute(&format!("SET ROLE {}; SET app.firm = '{firm}'; {sql}", self.name))
    }
}

impl Drop for Role<'_> {
    fn drop(&mut self) {
        let gone = format!("DROP OWNED BY {0}; DROP ROLE {0}", self.name);
        if let Err(reason) = self.world.test.execute(&gone) {
            eprintln!("{reason}");
        }
    }
}

/// Roles belong to the whole server: a name of its own for each database.
fn uuid(world: &World) -> String {
    let name = world.test.url().rsplit('/').next().unwrap_or_default().to_owned();
    name.chars().filter(char::is_ascii_alphanumeric).rev().take(30).collect()
}

fn take(database: &Database, firm: FirmId, id: &str) {
    let access = database.access_blocking(firm).expect("an answer").expect("the firm");
    let row = upsert(raw(id, "+12025550143"));
    database.write_blocking(access, move |scoped| clients::upsert(scoped, &row)).expect("taken");
}

#[test]
fn a_session_sees_and_changes_the_rows_of_its_firm_alone() {
    on_postgres(|world| {
        let second = second_firm(world);
        take(&world.database, FirmId::FIRST, "a");
        take(&world.database, second, "b");
        let role = Role::new(world);
        for table in tables(world) {
            let firms_seen = format!("SELECT DISTINCT firm_id FROM {table} ORDER BY 1");
            let seen = |firm: &str| role.asks(firm, &firms_seen).expect("an answer");
            assert!(["", "2\n"].contains(&seen("2").as_str()), "{table}: {}", seen("2"));
            for nobody in ["", "x", "0", "77", "1; 2"] {
                assert_eq!(seen(nobody), "", "{table}: told {nobody:?}");
            }
        }
        let count = |firm: &str, sql: &str| role.asks(firm, sql).expect("an answer");
        assert_eq!(count("2", "SELECT count(*) FROM customers"), "1\n");
        assert_eq!(count("*", "SELECT count(*) FROM customers"), "2\n");
        assert_eq!(
            count(
                "2",
                "WITH gone AS (UPDATE customers SET version = 9 RETURNING 1) SELECT count(*) FROM gone"
            ),
            "1\n"
        );
        let foreign = "UPDATE customer_phones SET firm_id = 1";
        let refused = role.asks("2", foreign).expect_err("the row would be another firm's");
        assert!(refused.contains("row-level security"), "{refused}");
        assert_eq!(count("1", "SELECT count(*) FROM customers WHERE version = 9"), "0\n");
    });
}

#[test]
fn the_service_works_as_a_role_that_sees_no_more_than_it_may() {
    on_postgres(|world| {
        second_firm(world);
        let role = Role::new(world);
        let theirs = world.test.url();
        let place = theirs.rsplit_once('@').map(|(_, place)| place).expect("a place");
        let ours = format!("postgres://{}:pass@{place}", role.name);
        let mut options = Options::new(ours.parse().unwrap_or_else(|_| url(&world.test)));
        options.migrate = false;
        options.secrets = secret_keys();
        let database = Database::open(options).expect("it opens");
        let second = "2".parse().expect("an id");
        for number in 0..3 {
            take(&database, FirmId::FIRST, &format!("a{number}"));
            take(&database, second, &format!("b{number}"));
        }
        for firm in [FirmId::FIRST, second] {
            let access = database.access_blocking(firm).expect("an answer").expect("the firm");
            let seen = database
                .read_blocking(access, |scoped| clients::count(scoped, &clients::ClientFilter::default()));
            assert_eq!(seen.expect("a number").rows(), 3);
        }
        import_many(world, &database);
        drop(database);
    });
}

/// Enough rows for the inserts that take the place of COPY, into each table of customers.
fn import_many(world: &World, database: &Database) {
    let clients: String = (0..20).map(|n| format!("Bo,Ek{n},+1202555{n:04},078-05-{n:04},c-{n}\n")).collect();
    let accounts: String = (500..520).map(|id| format!("{id},Cy{id},France,yes\n")).collect();
    for (kind, text, created) in [
        (Kind::Clients, format!("First Name,Last Name,Mobile,SSN,External ID\n{clients}"), 20),
        (Kind::Customers, format!("CID,First Name,Area,Support Contract\n{accounts}"), 20),
    ] {
        let run = run_of(world, &file(world, "a.csv", &text), kind);
        let mut notes = Notes::default();
        let report = imports::run(database, &run, &mut notes).expect("imported");
        assert_eq!((report.tally.created(), notes.rejected), (created, vec![]), "{kind}");
    }
    let stored = "SELECT (SELECT count(*) FROM customer_secrets), (SELECT count(*) FROM customer_accounts WHERE area = 'France'),
        (SELECT count(*) FROM customers WHERE last_name_folded LIKE 'ek%'), (SELECT count(*) FROM search_terms WHERE term LIKE 'ek%')";
    assert_eq!(lines(world, stored), ["20|20|20|20"]);
}
