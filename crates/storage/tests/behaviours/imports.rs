//! Files come in.

use std::path::Path;

use frontdesk_import::tally::Tally;
use frontdesk_storage::clients::{self, Client, ClientFilter};
use frontdesk_storage::imports::{
    self, Claim, Claimed, Import, ImportError, ImportId, ImportOptions, ImportState, Mode, NewImport, Report,
    Run,
};
use frontdesk_storage::{Access, Database, Expected, Options, Page, Scoped, StorageError};
use frontdesk_tables::mapping::Kind;
use frontdesk_testkit::Backend;

use crate::files::{Notes, file, import, run_of};
use crate::support::{World, access_to, migrate, noon, on_each, second_firm, url};

const HEADER: &str = "First Name,Last Name,E-mail,Mobile,External ID\n";

/// `count` sound rows; each tenth shares its e-mail address with the one before.
fn sound_rows(count: u64) -> String {
    let row = |n: u64| {
        format!("First{n},Last{n},user{}@example.com,+1202555{n:04},ext-{n}\n", n - u64::from(n % 10 == 9))
    };
    (0..count).map(row).collect()
}

fn all(world: &World) -> Vec<Client> {
    all_of(world, world.access)
}

pub(crate) fn all_of(world: &World, access: Access) -> Vec<Client> {
    let page = Page { after: None, limit: 10_000 };
    let list = world
        .database
        .read_blocking(access, move |scoped| clients::list(scoped, &ClientFilter::default(), page));
    list.expect("a list")
}

#[test]
fn a_file_is_created_once_and_unchanged_ever_after() {
    on_each(|world| {
        let run =
            run_of(world, &file(world, "a.csv", &(HEADER.to_owned() + &sound_rows(1234))), Kind::Clients);
        let (first, _) = import(world, &run);
        assert_eq!((first.tally, first.kept), (Tally::of(1234, 0, 0, 0), true));
        let stored = all(world);
        assert_eq!(stored.len(), 1234);
        let (second, _) = import(world, &run);
        assert_eq!(second.tally, Tally::of(0, 0, 1234, 0));
        assert_eq!(all(world), stored);
        // 123 inboxes are shared by two; once all are stored both of each pair are warned of.
        assert_eq!((first.warnings_total, second.warnings_total), (123, 246));
    });
}

#[test]
fn a_bad_row_is_reported_and_the_others_go_in() {
    on_each(|world| {
        let text = format!("{HEADER}{}Ada,,bad,+12025550199,ext-x\nGrace,Hopper,,12,ext-y\n", sound_rows(3));
        let (report, notes) = import(world, &run_of(world, &file(world, "a.csv", &text), Kind::Clients));
        assert_eq!(report.tally, Tally::of(3, 0, 0, 2));
        let [(5, ada), (6, grace)] = notes.rejected.as_slice() else { panic!("{:?}", notes.rejected) };
        assert!(ada.contains("Client missing name.") && ada.contains("must be an e-mail address"), "{ada}");
        assert_eq!(grace, "Cell phone invalid: 12");
        assert_eq!(all(world).len(), 3);
    });
}

#[test]
fn rows_of_one_file_see_each_other() {
    on_each(|world| {
        let text = format!(
            "{HEADER}Ada,Lovelace,,+12025550100,ext-1\nAda,King,,+12025550101,ext-1\nAda,King,,,ext-1\n"
        );
        let (report, _) = import(world, &run_of(world, &file(world, "a.csv", &text), Kind::Clients));
        assert_eq!(report.tally, Tally::of(1, 1, 1, 0));
        let stored = all(world);
        assert_eq!(stored.len(), 1);
        assert_eq!(stored[0].last_name.as_deref(), Some("King"));
        assert_eq!(stored[0].cell_phone.as_deref(), Some("+12025550101"));
        assert_eq!(stored[0].version, 2);
    });
}

#[test]
fn a_dry_run_counts_as_the_run_that_follows_and_writes_nothing() {
    on_each(|world| {
        let text = format!("{HEADER}{}Ada,,,,\n{}", sound_rows(700), sound_rows(20));
        let mut run = run_of(world, &file(world, "a.csv", &text), Kind::Clients);
        run.mode = Mode::DryRun;
        let (dry, dry_notes) = import(world, &run);
        assert_eq!((dry.kept, all(world).len()), (false, 0));
        run.mode = Mode::Chunked;
        let (real, notes) = import(world, &run);
        assert_eq!(dry.tally, real.tally);
        assert_eq!(real.tally, Tally::of(700, 0, 20, 1));
        assert_eq!(dry_notes.rejected, notes.rejected);
    });
}

#[test]
fn an_atomic_import_is_all_or_nothing() {
    on_each(|world| {
        let text = format!("{HEADER}{}Ada,,,,\n", sound_rows(600));
        let mut run = run_of(world, &file(world, "bad.csv", &text), Kind::Clients);
        run.mode = Mode::Atomic;
        let (report, notes) = import(world, &run);
        assert_eq!((report.kept, report.tally.rejected(), notes.rejected.len()), (false, 1, 1));
        assert_eq!(all(world).len(), 0);
        let mut run =
            run_of(world, &file(world, "good.csv", &(HEADER.to_owned() + &sound_rows(600))), Kind::Clients);
        run.mode = Mode::Atomic;
        let (report, _) = import(world, &run);
        assert!(report.kept);
        assert_eq!(all(world).len(), 600);
    });
}

#[test]
fn accounts_bring_their_ids_and_update_by_them() {
    on_each(|world| {
        let header = "CID,First Name,Area,Customer_Type,Has_Support_Contract\n";
        let text = format!("{header}7,Ed,France,Enterprise,yes\n900,,Germany,,0\n7,,UK,,\nx,,,,\n");
        let (report, notes) = import(world, &run_of(world, &file(world, "a.csv", &text), Kind::Customers));
        assert_eq!(report.tally, Tally::of(2, 1, 0, 1), "{:?}", notes.rejected);
        let ids: Vec<i64> = all(world).iter().map(|client| client.id.get()).collect();
        assert_eq!(ids, [7, 900]);
        // A customer that comes in later does not meet an id that was given.
        let text = format!("{HEADER}{}", sound_rows(1));
        import(world, &run_of(world, &file(world, "b.csv", &text), Kind::Clients));
        assert_eq!(all(world).last().map(|client| client.id.get()), Some(901));
    });
}

#[test]
fn a_number_of_another_firm_is_taken_as_one_that_is_free_and_means_the_same_customer_ever_after() {
    on_each(|world| {
        let other = access_to(world, second_firm(world));
        let path = file(world, "a.csv", "CID,First Name\n7,Ed\n");
        let run = run_of(world, &path, Kind::Customers);
        import(world, &Run { access: other, ..run.clone() });
        let (report, notes) = import(world, &run);
        assert_eq!((report.tally, notes.rejected), (Tally::of(1, 0, 0, 0), vec![]));
        let [ed] = all(world).try_into().expect("one customer");
        assert_ne!(ed.id.get(), 7);
        let (report, _) = import(world, &run);
        assert_eq!(report.tally, Tally::of(0, 0, 1, 0), "the same again changes nothing");
        // In one file, and changed, and of other kinds: the number means that customer, the firm's own.
        let text = "CID,First Name,Area\n7,Eddard,\n8,Arya,\n7,,UK\n";
        let (report, _) = import(world, &run_of(world, &file(world, "b.csv", text), Kind::Customers));
        assert_eq!(report.tally, Tally::of(1, 2, 0, 0));
        let deals = file(world, "c.csv", "CID,OID\n7,0198f6a27c5e7d3a9a416f0c2b8d1e55\n");
        for tally in [Tally::of(1, 0, 0, 0), Tally::of(0, 0, 1, 0)] {
            assert_eq!(import(world, &run_of(world, &deals, Kind::Opportunities)).0.tally, tally);
        }
        let calls = file(world, "d.csv", "Date Start,Interaction,Customers\n31/10/2019 09:05,Call,7\n");
        for tally in [Tally::of(1, 0, 0, 0), Tally::of(0, 0, 1, 0)] {
            assert_eq!(import(world, &run_of(world, &calls, Kind::Interactions)).0.tally, tally);
        }
        let named: Vec<_> = all(world).into_iter().map(|it| (it.id, it.first_name)).collect();
        assert_eq!(named[0], (ed.id, Some("Eddard".to_owned())));
        assert_eq!(named.len(), 2);
        // Once deleted the number is given to nobody else.
        let id = ed.id;
        let delete = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
            clients::delete(scoped, id, &Expected::Any, noon())
        };
        world.database.write_blocking(world.access, delete).expect("deleted");
        let (report, notes) = import(world, &run);
        assert_eq!(report.tally, Tally::of(0, 0, 0, 1));
        assert_eq!(notes.rejected, [(2, "cid is the id of a deleted customer".to_owned())]);
    });
}

fn recorded(world: &World, path: &Path) -> Import {
    let new = NewImport {
        kind: Kind::Clients,
        file_name: "a.csv".into(),
        spool_path: path.to_string_lossy().into_owned(),
        columns: vec!["First Name".into()],
        options: ImportOptions::default(),
    };
    let created =
        world.database.write_blocking(world.access, move |scoped| imports::create(scoped, &new, noon()));
    created.expect("a record")
}

/// What is claimed so many minutes after noon.
fn claim(world: &World, minutes: i64) -> Option<Claimed> {
    let now = noon() + chrono::TimeDelta::minutes(minutes);
    imports::claim(&world.database, None, now).expect("an answer")
}

fn look_up(world: &World, id: ImportId) -> Import {
    let found = world.database.read_blocking(world.access, move |scoped| imports::find(scoped, id));
    found.expect("an answer").expect("a record")
}

#[test]
fn a_recorded_import_counts_in_the_transaction_of_its_rows_and_goes_on_where_it_was() {
    on_each(|world| {
        let text = format!("{HEADER}Ada,,,,\n{}", sound_rows(1000));
        let path = file(world, "a.csv", &text);
        let record = recorded(world, &path);
        let claimed = claim(world, 0).expect("one that waits");
        assert_eq!((claimed.import.id, claimed.import.state), (record.id, ImportState::Running));
        assert!(claim(world, 0).is_none());

        let run = Run { record: Some(claimed.claim), ..run_of(world, &path, Kind::Clients) };
        let (first, _) = import(world, &run);
        let counted = look_up(world, record.id);
        assert_eq!((counted.tally, counted.tally), (first.tally, Tally::of(1000, 0, 0, 1)));
        // Everything is counted already: a second run has nothing left to do.
        let (second, notes) = import(world, &run);
        assert_eq!(second.tally, first.tally);
        assert_eq!(notes.rejected, []);
        let id = record.id;
        let page = Page { after: None, limit: 10 };
        let rejects =
            world.database.read_blocking(world.access, move |scoped| imports::rejects(scoped, id, page));
        let rejects = rejects.expect("rejected rows");
        assert_eq!(rejects.len(), 1);
        assert_eq!((rejects[0].row.number, rejects[0].row.cells[0].as_str()), (2, "Ada"));
    });
}

fn is_taken_over<T>(outcome: Result<T, StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Import(ImportError::TakenOver)))
}

#[test]
fn a_process_that_lost_its_import_to_another_one_writes_nothing() {
    on_each(|world| {
        let path = file(world, "a.csv", &(HEADER.to_owned() + &sound_rows(10)));
        let record = recorded(world, &path);
        let old = claim(world, 0).expect("one that waits").claim;
        let new = claim(world, 2).expect("its lease has run out").claim;
        assert_ne!(old, new);
        let before = look_up(world, record.id);
        let backend = world.test.backend();

        for mode in [Mode::Chunked, Mode::Atomic] {
            let run = Run { record: Some(old), mode, ..run_of(world, &path, Kind::Clients) };
            let outcome = imports::run(&world.database, &run, &mut Notes::default());
            assert!(is_taken_over(outcome), "{backend}, {mode:?}");
        }
        let report = Report::default();
        type Write = fn(&mut Scoped<'_>, Claim, &Report) -> Result<(), StorageError>;
        let writes: [(&str, Write); 7] = [
            ("progress", |scoped, claim, report| imports::progress(scoped, claim, report, noon())),
            ("total", |scoped, claim, _| imports::set_rows_total(scoped, claim, 7)),
            ("finish", |scoped, claim, report| imports::finish(scoped, claim, report, None, noon())),
            ("fail", |scoped, claim, _| imports::fail(scoped, claim, "no", noon())),
            ("release", |scoped, claim, _| imports::release(scoped, claim)),
            ("clear", |scoped, claim, _| imports::clear_rejects(scoped, claim)),
            ("rejects", |scoped, claim, _| imports::store_rejects(scoped, claim, &[])),
        ];
        for (name, write) in writes {
            let report = report.clone();
            let job = move |scoped: &mut Scoped<'_>| write(scoped, old, &report);
            assert!(is_taken_over(world.database.write_blocking(world.access, job)), "{backend}: {name}");
        }
        assert_eq!(all(world), [], "{backend}");
        assert_eq!(look_up(world, record.id), before, "{backend}");

        let run = Run { record: Some(new), ..run_of(world, &path, Kind::Clients) };
        assert_eq!(import(world, &run).0.tally, Tally::of(10, 0, 0, 0), "{backend}");
    });
}

#[test]
fn an_import_that_ended_as_lost_is_lost_to_its_process_too() {
    on_each(|world| {
        let path = file(world, "a.csv", HEADER);
        recorded(world, &path);
        let claim = claim(world, 0).expect("one that waits").claim;
        std::fs::remove_file(&path).expect("it was there");
        let later = noon() + chrono::TimeDelta::hours(1);
        assert_eq!(imports::recover(&world.database, false, later).expect("an answer"), 1);
        let renew = move |scoped: &mut Scoped<'_>| imports::renew_lease(scoped, claim, later);
        assert!(is_taken_over(world.database.write_blocking(world.access, renew)));
    });
}

#[test]
fn an_atomic_import_tells_how_far_it_is_and_keeps_its_claim() {
    on_each(|world| {
        if world.test.backend() == Backend::Sqlite {
            return;
        }
        let path = file(world, "a.csv", &(HEADER.to_owned() + &sound_rows(10)));
        let record = recorded(world, &path);
        let own = claim(world, 0).expect("one that waits").claim;
        let (database, access) = (world.database.clone(), world.access);
        // While the rows are being read the transaction is open.
        let run = run_of(world, &path, Kind::Clients);
        let rows = run.rows.clone().guarded(move || {
            let tell = move |scoped: &mut Scoped<'_>| {
                imports::progress(scoped, own, &Report::default(), noon() + chrono::TimeDelta::minutes(1))
            };
            database.write_blocking(access, tell).expect("told");
            Ok(true)
        });
        let run = Run { record: Some(own), mode: Mode::Atomic, rows, ..run };
        assert_eq!(import(world, &run).0.tally, Tally::of(10, 0, 0, 0), "{}", world.test.backend());
        assert_ne!(look_up(world, record.id).updated_at, noon());
    });
}

#[test]
fn an_import_whose_process_and_file_are_gone_ends_as_failed() {
    on_each(|world| {
        let path = file(world, "a.csv", HEADER);
        let record = recorded(world, &path);
        claim(world, 0).expect("one that waits");
        std::fs::remove_file(&path).expect("it was there");
        assert_eq!(imports::recover(&world.database, true, noon()).expect("an answer"), 1);
        let ended = look_up(world, record.id);
        assert_eq!(ended.state, ImportState::Failed);
        assert!(ended.error.is_some_and(|error| error.contains("import it again")));
    });
}

#[test]
fn an_import_whose_process_died_is_taken_up_again() {
    on_each(|world| {
        let path = file(world, "a.csv", &(HEADER.to_owned() + &sound_rows(10)));
        let record = recorded(world, &path);
        claim(world, 0).expect("one that waits");
        assert_eq!(imports::recover(&world.database, true, noon()).expect("an answer"), 0);
        assert_eq!(claim(world, 0).expect("it is free again").import.id, record.id);
    });
}

#[test]
fn an_import_that_can_be_claimed_is_not_behind_those_that_cannot_and_firms_take_turns() {
    on_each(|world| {
        // More than a page of a look at the queue, all of files that are not here.
        for number in 0..120 {
            recorded(world, Path::new(&format!("/nowhere/{number}.csv")));
        }
        let other = World { access: access_to(world, second_firm(world)), ..again(world) };
        let (own, theirs) = (file(world, "a.csv", HEADER), file(world, "b.csv", HEADER));
        let mine: Vec<_> = (0..3).map(|_| recorded(world, &copied(&own)).id).collect();
        let foreign = recorded(&other, &theirs).id;
        let mut last = None;
        let mut order = Vec::new();
        while let Some(claimed) = imports::claim(&world.database, last, noon()).expect("an answer") {
            last = Some(claimed.access.firm());
            order.push(claimed.import.id);
        }
        assert_eq!(order, [mine[0], foreign, mine[1], mine[2]]);
    });
}

/// The same database for another firm.
fn again(world: &World) -> World {
    World {
        database: world.database.clone(),
        access: world.access,
        test: frontdesk_testkit::empty_database(frontdesk_testkit::Backend::Sqlite),
    }
}

/// A copy beside the file, under a name of its own.
fn copied(path: &Path) -> std::path::PathBuf {
    let copy = tempfile::Builder::new().tempfile_in(path.parent().expect("a folder")).expect("a file");
    std::fs::copy(path, copy.path()).expect("copied");
    copy.keep().expect("kept").1
}

#[test]
fn an_atomic_import_that_others_would_wait_for_is_bounded() {
    for backend in frontdesk_testkit::backends() {
        let test = frontdesk_testkit::database(*backend, migrate);
        let options = |bulk_only| Options { most_atomic_rows: 600, bulk_only, ..Options::new(url(&test)) };
        let database = Database::open(options(false)).expect("the database opens");
        let access =
            database.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
        let mut world = World { database, access, test: frontdesk_testkit::empty_database(Backend::Sqlite) };
        let text = HEADER.to_owned() + &sound_rows(1234);
        let run =
            Run { mode: Mode::Atomic, ..run_of(&world, &file(&world, "large.csv", &text), Kind::Clients) };
        let outcome = imports::run(&world.database, &run, &mut Silent);
        if *backend == Backend::Sqlite {
            let refused = outcome.expect_err("too many").to_string();
            assert!(refused.contains("at most 600 rows"), "{refused}");
            assert_eq!(all(&world).len(), 0, "none of it is kept");
            let by_chunks = Run { mode: Mode::Chunked, ..run.clone() };
            assert_eq!(import(&world, &by_chunks).0.tally, Tally::of(1234, 0, 0, 0));
            // A command that has the file to itself keeps nobody waiting.
            drop(std::mem::replace(&mut world.database, Database::open(options(true)).expect("it opens")));
            assert_eq!(import(&world, &run).0.tally, Tally::of(0, 0, 1234, 0));
        } else {
            assert!(outcome.expect("others do not wait").kept, "{backend}");
        }
    }
}

struct Silent;

impl imports::Observer for Silent {
    fn rejected(&mut self, _: usize, _: imports::RejectedRow) {}
    fn progressed(&mut self, _: usize, _: &imports::Report) {}
    fn restarted(&mut self, _: usize) {}
}
