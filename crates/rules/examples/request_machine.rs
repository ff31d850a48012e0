//! Support requests of a service whose operators have names: a command comes in, the machine says what becomes of it.
//!
//! `cargo run --package frontdesk-rules --all-features --example request_machine`

use std::error::Error;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_rules::requests::{Claim, Prose, Refused, State, Status};

enum Command<'a> {
    Assign(&'a str),
    TakeOver { from: &'a str, to: &'a str },
    Complete(&'a str),
    Archive,
}

fn apply<'a>(
    state: State<&'a str>,
    command: &Command<'a>,
    at: DateTime<Utc>,
) -> Result<State<&'a str>, Box<Refused<&'a str>>> {
    let after = match command {
        Command::Assign(operator) => state.assign(*operator, Claim::Unheld, at),
        Command::TakeOver { from, to } => state.assign(*to, Claim::From(*from), at),
        Command::Complete(comment) => match Prose::parse(*comment) {
            Ok(comment) => state.complete(comment, at),
            Err(_) => Ok(state),
        },
        Command::Archive => state.archive(),
    };
    after.map_err(Box::new)
}

fn main() -> Result<(), Box<dyn Error>> {
    let began = DateTime::from_timestamp(1_770_000_000, 0).ok_or("no such time")?;
    let mut state = State::PENDING;
    let commands = [
        (Command::Archive, None),
        (Command::Assign("jon"), Some(Status::InProgress)),
        (Command::Assign("arya"), None),
        (Command::TakeOver { from: "jon", to: "arya" }, Some(Status::InProgress)),
        (Command::Complete("A cloak was sent."), Some(Status::Completed)),
        (Command::Archive, Some(Status::Archived)),
    ];
    for (minutes, (command, expected)) in (0..).zip(commands) {
        let at = began + TimeDelta::minutes(minutes);
        let before = state.status();
        state = match apply(state, &command, at) {
            Ok(after) => {
                assert_eq!(Some(after.status()), expected);
                println!("{:?}", after.step_from(before, at));
                after
            }
            // The refusal gives the state back.
            Err(refused) => {
                assert_eq!(expected, None);
                println!("{}", refused.reason);
                *refused.state
            }
        };
    }
    assert_eq!(state.status(), Status::Archived);
    Ok(())
}
