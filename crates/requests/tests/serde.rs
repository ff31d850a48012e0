//! Every type is read again from what it is written as.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use frontdesk_requests::{Claim, OperatorId, Prose, RequestId, State, Status, Step, summarize};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{from_str, to_string};

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) -> String {
    let written = to_string(&value).expect("written");
    assert_eq!(from_str::<T>(&written).expect("read"), value, "{written}");
    written
}

#[test]
fn states_steps_and_claims_are_written_and_read() {
    let at: DateTime<Utc> = DateTime::from_timestamp(1_770_000_000, 0).expect("a time");
    let operator: OperatorId = 1.try_into().expect("an id");
    let pending: State = State::PENDING;
    assert_eq!(round_trip(pending.clone()), r#"{"live":"pending"}"#);
    let held = pending.assign(operator, Claim::Unheld, at).expect("given");
    round_trip(held.clone());
    let done = held.complete(Prose::parse("Done.").expect("prose"), at).expect("done");
    round_trip(done.step_from(Status::InProgress, at));
    round_trip(done.archive().expect("archived"));
    round_trip(Step::<OperatorId>::first(at));
    round_trip(Claim::From(operator));
    let names: State<String> = State::PENDING.assign("jon".to_owned(), Claim::Unheld, at).expect("given");
    assert!(round_trip(names).contains("jon"));
}

#[test]
fn names_and_numbers_are_written_and_read() {
    assert_eq!(round_trip(Status::InProgress), r#""IN_PROGRESS""#);
    for status in Status::ALL {
        assert_eq!(round_trip(status), format!("\"{status}\""));
    }
    assert_eq!(round_trip(RequestId::try_from(3).expect("an id")), "3");
    round_trip(summarize([(60, 1), (10, 2)]).expect("times"));
    assert!(from_str::<Prose>(r#"" ""#).is_err());
}
