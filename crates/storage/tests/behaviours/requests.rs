//! Support requests.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use frontdesk_core::CustomerId;
use frontdesk_import::known::NewCustomer;
use frontdesk_import::names::derive_names;
use frontdesk_requests::{Claim, OperatorId, Prose, RequestId, Wanted};
use frontdesk_storage::operators::{self, NewOperator};
use frontdesk_storage::requests::{self, MoveOutcome};
use frontdesk_storage::{Access, Database, Expected, Options, Scoped, customers};
use frontdesk_testkit::Backend;

use crate::support::{World, noon, on_each, url, write};

fn people(world: &World) -> (CustomerId, OperatorId) {
    let customer = write(world, |scoped| {
        let new = NewCustomer { first_name: Some("Ed".into()), ..NewCustomer::default() };
        Ok(customers::create(scoped, &new, noon())?.expect("no phone").id)
    });
    let operator = write(world, |scoped| {
        Ok(operators::create(
            scoped,
            &NewOperator { names: derive_names(Some("Jon"), None, None), email: None },
            noon(),
        )?
        .id)
    });
    (customer, operator)
}

fn prose(text: &str) -> Prose {
    Prose::parse(text).expect("prose")
}

fn ask(database: &Database, access: Access, customer: CustomerId) -> RequestId {
    let job =
        move |scoped: &mut Scoped<'_>| requests::create(scoped, customer, &prose("Winter is coming"), noon());
    database.write_blocking(access, job).expect("written").expect("a customer").id
}

#[test]
fn time_to_assign_and_to_resolve_is_kept() {
    on_each(|world| {
        let (customer, operator) = people(world);
        for minutes in [1, 2, 10] {
            let id = ask(&world.database, world.access, customer);
            let at = noon() + chrono::Duration::minutes(minutes);
            let given = Wanted::Assign { operator, claim: Claim::Unheld };
            let ended = Wanted::Complete(prose("done"));
            for (wanted, at) in [(given, at), (ended, at + chrono::Duration::seconds(30))] {
                let outcome =
                    write(world, move |scoped| requests::change(scoped, id, &Expected::Any, &wanted, at));
                assert!(matches!(outcome, MoveOutcome::Done(_)), "{outcome:?}");
            }
        }
        let stats = world.database.read_blocking(world.access, requests::stats).expect("statistics");
        let times = |it: Option<frontdesk_requests::Times>| it.map(|it| (it.count, it.median, it.p90));
        assert_eq!(times(stats.time_to_assign), Some((3, 120.0, 600)));
        assert_eq!(times(stats.time_to_resolve), Some((3, 150.0, 630)));
        assert_eq!(times(stats.operators[0].time_to_resolve), Some((3, 150.0, 630)));
    });
}

/// A replica asks for what is new, again and again, until it has heard `wanted` moves and nothing more comes.
fn listen(database: &Database, access: Access, over: &AtomicBool) -> Vec<i64> {
    let mut heard: Vec<i64> = Vec::new();
    loop {
        let was_over = over.load(Ordering::Acquire);
        let told = heard.last().copied().unwrap_or(0);
        let news = database
            .read_blocking(access, move |scoped| requests::events_after(scoped, told, 7))
            .expect("events");
        if was_over && news.is_empty() {
            return heard;
        }
        heard.extend(news.iter().map(|(event, _)| event.id));
        thread::yield_now();
    }
}

#[test]
fn every_replica_hears_every_move_once_and_in_order_while_many_are_made_at_once() {
    on_each(|world| {
        let (customer, operator) = people(world);
        let over = AtomicBool::new(false);
        // On the embedded database there is one process only.
        let replica = match world.test.backend() {
            Backend::Sqlite => world.database.clone(),
            Backend::Postgres | Backend::Mysql => {
                Database::open(Options::new(url(&world.test))).expect("a replica")
            }
        };
        let (moved, heard) = thread::scope(|scope| {
            let listeners = [&world.database, &replica].map(|database| {
                let (access, over) = (world.access, &over);
                scope.spawn(move || listen(database, access, over))
            });
            let workers: Vec<_> = (0..6)
                .map(|number| {
                    let database = if number % 2 == 0 { &world.database } else { &replica };
                    let access = world.access;
                    scope.spawn(move || {
                        for _ in 0..8 {
                            let id = ask(database, access, customer);
                            let given = Wanted::Assign { operator, claim: Claim::Unheld };
                            let job = move |scoped: &mut Scoped<'_>| {
                                requests::change(scoped, id, &Expected::Any, &given, noon())
                            };
                            database.write_blocking(access, job).expect("written");
                        }
                    })
                })
                .collect();
            for worker in workers {
                worker.join().expect("no panic");
            }
            over.store(true, Ordering::Release);
            (6 * 8 * 2, listeners.map(|listener| listener.join().expect("no panic")))
        });
        let all: Vec<i64> = (1..=moved).collect();
        assert_eq!(heard, [all.clone(), all]);
    });
}
