//! Sealed values, and the rotation of the key that seals them.

use frontdesk_core::{Fault, FirmId};
use frontdesk_storage::clients::{self, ClientFilter};
use frontdesk_storage::imports::{self, ImportId, ImportOptions, NewImport, RejectedRow};
use frontdesk_storage::secret::{SecretKey, SecretKeys};
use frontdesk_storage::{Access, Database, Options, Page, keys_in_use, reseal};
use frontdesk_tables::mapping::Kind;
use frontdesk_tables::table::RawRow;
use frontdesk_testkit::backends;

use crate::support::{migrate, noon, raw, upsert, url};

const ALL: Page = Page { after: None, limit: 1000 };

fn open(test: &frontdesk_testkit::TestDatabase, keys: Vec<SecretKey>) -> Database {
    let mut options = Options::new(url(test));
    options.secrets = SecretKeys::new(keys);
    Database::open(options).expect("the database opens")
}

fn ssns(database: &Database) -> Result<Vec<Option<String>>, frontdesk_storage::StorageError> {
    let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
    let clients =
        database.read_blocking(access, |scoped| clients::list(scoped, &ClientFilter::default(), ALL))?;
    Ok(clients.into_iter().map(|client| client.ssn).collect())
}

fn refused() -> RejectedRow {
    let row = RawRow { number: 7, cells: vec!["Ada".into(), "078-05-1120".into()] };
    RejectedRow { row, faults: vec![Fault::sentence("name", "Client missing name.")] }
}

/// An import with one refused row, which is sealed too: an SSN may be in it.
fn refuse_a_row(database: &Database, access: Access) -> ImportId {
    let new = NewImport {
        kind: Kind::Clients,
        file_name: "a.csv".into(),
        spool_path: std::env::temp_dir().to_string_lossy().into_owned(),
        columns: vec!["First Name".into(), "SSN".into()],
        options: ImportOptions::default(),
    };
    let created = database.write_blocking(access, move |scoped| imports::create(scoped, &new, noon()));
    created.expect("a record");
    let claim = imports::claim(database, None, noon()).expect("an answer").expect("one that waits").claim;
    let stored =
        database.write_blocking(access, move |scoped| imports::store_rejects(scoped, claim, &[refused()]));
    stored.expect("it is stored");
    claim.import
}

#[test]
fn everything_is_sealed_again_with_the_new_key_and_the_old_one_can_go() {
    for backend in backends() {
        let test = frontdesk_testkit::database(*backend, migrate);
        let (old, new) = (SecretKey::generate(), SecretKey::generate());
        let database = open(&test, vec![old.clone()]);
        let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
        for number in 0..3 {
            let mut client = raw(&format!("ext-{number}"), &format!("+1555123456{number}"));
            client.ssn = Some(format!("078-05-112{number}"));
            let client = upsert(client);
            let taken = database.write_blocking(access, move |scoped| clients::upsert(scoped, &client));
            taken.expect("it is taken");
        }
        let import = refuse_a_row(&database, access);
        drop(database);

        let database = open(&test, vec![new.clone(), old.clone()]);
        assert_eq!(keys_in_use(&database).expect("an answer"), [(old.id().to_owned(), 4)], "{backend}");
        assert_eq!(reseal(&database).expect("it ends"), 4, "{backend}");
        assert_eq!(reseal(&database).expect("it ends"), 0, "{backend}");
        drop(database);

        let database = open(&test, vec![new]);
        let masked = ["***-**-1120", "***-**-1121", "***-**-1122"].map(|ssn| Some(ssn.to_owned()));
        assert_eq!(ssns(&database).expect("they open"), masked, "{backend}");
        let rejects = database.read_blocking(access, move |scoped| imports::rejects(scoped, import, ALL));
        assert_eq!(rejects.expect("they open"), [refused()], "{backend}");
        drop(database);
        assert!(ssns(&open(&test, vec![old])).is_err(), "{backend}: the old key opens nothing any more");
    }
}
