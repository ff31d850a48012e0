//! Tables of another system's MySQL database, imported as files are.

use frontdesk_testkit::{Backend, empty_database};

use crate::support::{Desk, all_backends};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

const TABLES: &str = "
CREATE TABLE customer (
  CID INT PRIMARY KEY, Area VARCHAR(20), Customer_Type VARCHAR(20),
  Has_Dedicated_Account_Manager VARCHAR(3), Has_Dedicated_Technical_Consultant BOOLEAN,
  Has_Support_Contract BIT(1), Has_Discounted_Pricing VARCHAR(5)
) CHARACTER SET latin1;
INSERT INTO customer VALUES
  (7, 'France', 'Enterprise', 'Yes', TRUE, b'1', 'false'),
  (8, _latin1 0xD67374657272656963682C20224E22, NULL, 'No', FALSE, b'0', NULL),
  (9, 'UK', 'Retail', 'so', TRUE, b'1', 'true');
CREATE TABLE crm_opportunities (
  OID BINARY(16) NOT NULL PRIMARY KEY, CID INT, Opportunity_Sales_Group VARCHAR(32), Opportunity_Status VARCHAR(32),
  Monthly_Estimated_Revenue DECIMAL(18,2), Estimated_Delivery_Date DATE, Non_Recurring VARCHAR(3),
  Days_Since_Last_Updated INT
);
INSERT INTO crm_opportunities VALUES
  (0x0198f6a27c5e7d3a9a416f0c2b8d1e55, 7, 'Majors', 'Won', 9999999999999999.99, '2026-04-01', 'No', 3),
  (0x0198f6a27c5e7d3a9a416f0c2b8d1e56, 8, NULL, 'New', NULL, NULL, 'Yes', NULL),
  (0x0198f6a27c5e7d3a9a416f0c2b8d1e57, 99, NULL, 'New', 5, NULL, NULL, NULL);
";

fn has_mysql() -> bool {
    all_backends().any(|backend| backend == Backend::Mysql)
}

#[test]
fn tables_of_another_database_are_reported_like_files() {
    if !has_mysql() {
        return;
    }
    let legacy = empty_database(Backend::Mysql);
    legacy.execute(TABLES).expect("the tables");
    for backend in all_backends() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
        let import = |kind: &str| desk.run(&["import", kind, "--from", legacy.url()]);
        let first = import("customers");
        assert_eq!(first.code, Some(0), "{backend} {first:#?}");
        for line in [
            "Has_Support_Contract                has_support_contract",
            "created    3",
            "rejected   0",
            "row 4: Has_Dedicated_Account_Manager must be yes or no and was left out",
        ] {
            assert!(first.out.contains(line), "{backend} {line}: {}", first.out);
        }
        let again = import("customers");
        assert!(again.out.contains("unchanged  3"), "{backend} {again:#?}");
        let deals = import("opportunities");
        assert!(
            deals.out.contains("created    2") && deals.out.contains("rejected   1"),
            "{backend} {deals:#?}"
        );
        assert!(deals.out.contains("opportunity_status"), "{backend} {deals:#?}");
        let again = import("opportunities");
        assert!(again.out.contains("unchanged  2"), "{backend} {again:#?}");
    }
}

#[test]
fn a_table_that_is_not_there_is_named_and_no_password_is_shown() {
    if !has_mysql() {
        return;
    }
    let legacy = empty_database(Backend::Mysql);
    let password = legacy.url().split([':', '@']).nth(2).expect("a password").to_owned();
    let desk = Desk::new();
    let ran = desk.run(&["import", "customers", "--from", legacy.url()]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.err.contains("the database has no table customer"), "{ran:#?}");
    assert!(!ran.err.contains(&password) && !ran.out.contains(&password), "{ran:#?}");
    let ran = desk.run(&["import", "targets", "--from", legacy.url()]);
    assert!(ran.err.contains("--table: name the table that holds targets"), "{ran:#?}");
}

#[test]
fn only_mysql_is_read_and_only_instead_of_a_file() {
    let desk = Desk::new();
    let ran = desk.run(&["import", "customers", "--from", "sqlite:other.db"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.err.contains("must be a URL that starts with mysql://"), "{ran:#?}");
    let ran = desk.run(&["import", "customers", "a.csv", "--from", "mysql://u@h/d"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert_eq!(desk.run(&["import", "customers"]).code, Some(2));
}
