//! API keys.

use frontdesk_storage::Access;
use frontdesk_storage::keys::{self, ApiSecret, KeyFilter, NewKey, Role};
use frontdesk_storage::{Page, Scoped};

use crate::support::{World, access_to, noon, on_each, read, second_firm};

fn admin() -> NewKey {
    NewKey { name: "first key".to_owned(), role: Role::Admin, expires_at: None }
}

fn create_first(world: &World) -> bool {
    let made = keys::create_first(&world.database, admin(), ApiSecret::generate(), noon());
    made.expect("an answer").is_some()
}

fn create_in(world: &World, access: Access) {
    let secret = ApiSecret::generate();
    let job = move |scoped: &mut Scoped<'_>| keys::create(scoped, &admin(), &secret, noon());
    world.database.write_blocking(access, job).expect("an answer");
}

#[test]
fn of_several_processes_that_start_at_once_one_makes_the_first_key() {
    on_each(|world| {
        let made = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| create_first(world))).collect();
            threads.into_iter().map(|thread| thread.join().expect("it ends")).filter(|made| *made).count()
        });
        assert_eq!(made, 1);
        let all =
            read(world, |scoped| keys::list(scoped, &KeyFilter::default(), Page { after: None, limit: 100 }));
        assert_eq!(all.len(), 1);
        assert!(!create_first(world));
    });
}

#[test]
fn a_key_of_any_firm_is_a_first_key() {
    on_each(|world| {
        create_in(world, access_to(world, second_firm(world)));
        assert!(!create_first(world));
    });
}
