//! A model of the whole sync. Sign-ups, edits on both sides, failed calls, lost and late answers, repeated, lost and
//! reordered events, expired leases and dead workers are interleaved at random. In the end both sides are equal, each
//! user has one record, and every value is current or in the history.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a broken model fails the test by panicking"
)]

mod crm;
mod here;
mod world;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use crate::crm::Habits;
use crate::world::{Fate, World};

/// What callers were promised: the number of users.
#[derive(Debug, Clone, Default)]
struct Promised {
    users: usize,
    skew_seconds: i64,
    habits: Habits,
}

#[derive(Debug, Clone)]
enum Move {
    SignUp { value: u8 },
    Edit { user: usize, field: usize, value: u8 },
    EditCustomer { user: usize, field: usize, value: u8 },
    EditInCrm { user: usize, field: usize, value: u8 },
    EditInCrmDatedAhead { user: usize, field: usize, value: u8, hours: u16 },
    Reconcile { user: usize },
    Claim { worker: usize },
    Send { worker: usize, fate: Fate },
    Receive { worker: usize },
    LeaseExpires { worker: usize },
    Die { worker: usize },
    Deliver { nth: usize },
    SendAgain { nth: usize },
    Lose { nth: usize },
    ArriveLate { nth: usize },
    Wait { seconds: u16 },
}

const WORKERS: usize = 3;

impl ReferenceStateMachine for Promised {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        let habits = (any::<bool>(), any::<bool>());
        let habits = habits.prop_map(|(tidies, answers_whole)| Habits { tidies, answers_whole });
        (-290_i64..290, habits)
            .prop_map(|(skew_seconds, habits)| Self { users: 0, skew_seconds, habits })
            .boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Move> {
        let sign_up = (0_u8..6).prop_map(|value| Move::SignUp { value });
        if state.users == 0 {
            return sign_up.boxed();
        }
        let user = 0..state.users;
        let worker = 0..WORKERS;
        let fate = prop_oneof![
            4 => Just(Fate::Answered),
            1 => Just(Fate::NeverArrived),
            1 => Just(Fate::AnswerLost),
            1 => Just(Fate::ArrivesLate),
        ];
        prop_oneof![
            1 => sign_up,
            4 => (user.clone(), 0_usize..3, 0_u8..6).prop_map(|(user, field, value)| Move::Edit { user, field, value }),
            2 => (user.clone(), 0_usize..3, 0_u8..6)
                .prop_map(|(user, field, value)| Move::EditCustomer { user, field, value }),
            4 => (user.clone(), 0_usize..3, 0_u8..6)
                .prop_map(|(user, field, value)| Move::EditInCrm { user, field, value }),
            1 => (user.clone(), 0_usize..3, 0_u8..6, 1_u16..50)
                .prop_map(|(user, field, value, hours)| Move::EditInCrmDatedAhead { user, field, value, hours }),
            1 => user.prop_map(|user| Move::Reconcile { user }),
            6 => worker.clone().prop_map(|worker| Move::Claim { worker }),
            9 => (worker.clone(), fate).prop_map(|(worker, fate)| Move::Send { worker, fate }),
            9 => worker.clone().prop_map(|worker| Move::Receive { worker }),
            1 => worker.clone().prop_map(|worker| Move::LeaseExpires { worker }),
            1 => worker.prop_map(|worker| Move::Die { worker }),
            4 => (0_usize..8).prop_map(|nth| Move::Deliver { nth }),
            1 => (0_usize..8).prop_map(|nth| Move::SendAgain { nth }),
            1 => (0_usize..8).prop_map(|nth| Move::Lose { nth }),
            1 => (0_usize..4).prop_map(|nth| Move::ArriveLate { nth }),
            1 => (1_u16..900).prop_map(|seconds| Move::Wait { seconds }),
        ]
        .boxed()
    }

    fn apply(mut state: Self, transition: &Move) -> Self {
        if let Move::SignUp { .. } = transition {
            state.users += 1;
        }
        state
    }

    fn preconditions(state: &Self, transition: &Move) -> bool {
        match transition {
            Move::Edit { user, .. }
            | Move::EditCustomer { user, .. }
            | Move::EditInCrm { user, .. }
            | Move::EditInCrmDatedAhead { user, .. }
            | Move::Reconcile { user } => *user < state.users,
            _ => true,
        }
    }
}

struct Sync;

impl StateMachineTest for Sync {
    type SystemUnderTest = World;
    type Reference = Promised;

    fn init_test(promised: &Promised) -> World {
        World::new(promised.skew_seconds, promised.habits, WORKERS)
    }

    fn apply(mut world: World, _: &Promised, transition: Move) -> World {
        world.tick(1);
        match transition {
            Move::SignUp { value } => world.sign_up(value),
            Move::Edit { user, field, value } => world.edit(user, field, value),
            Move::EditCustomer { user, field, value } => world.edit_customer(user, field, value),
            Move::EditInCrm { user, field, value } => {
                world.edit_in_crm(user, field, value, TimeDelta::zero())
            }
            Move::EditInCrmDatedAhead { user, field, value, hours } => {
                world.edit_in_crm(user, field, value, TimeDelta::hours(i64::from(hours)));
            }
            Move::Reconcile { user } => world.reconcile(user),
            Move::Claim { worker } => world.claim(worker),
            Move::Send { worker, fate } => world.send(worker, fate),
            Move::Receive { worker } => world.receive(worker),
            Move::LeaseExpires { worker } => world.expire_lease(worker),
            Move::Die { worker } => world.die(worker),
            Move::Deliver { nth } => world.deliver(nth, false),
            Move::SendAgain { nth } => world.deliver(nth, true),
            Move::Lose { nth } => world.lose(nth),
            Move::ArriveLate { nth } => world.arrive_late(nth),
            Move::Wait { seconds } => world.tick(i64::from(seconds)),
        }
        world
    }

    fn check_invariants(world: &World, promised: &Promised) {
        assert_eq!(world.here.users.len(), promised.users, "no user is lost");
        world.assert_one_record_each();
    }

    fn teardown(mut world: World, _: Promised) {
        world.settle();
        if world.nothing_was_lost {
            world.assert_equal("without a sweep");
        }
        world.sweep();
        world.assert_equal("after a sweep");
        world.assert_settled();
        world.assert_no_value_lost();
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_end_equal_whatever_happens(sequential 1..120 => Sync);
}
