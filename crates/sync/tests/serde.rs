//! Every type is read again from what it is written as.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use frontdesk_sync::{
    Abilities, Answer, BreakerSettings, CrmFields, Event, Field, Schedule, Step, SyncStatus, SyncedUser,
    Task, UserFields,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{from_str, to_string};

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) -> String {
    let written = to_string(&value).expect("written");
    assert_eq!(from_str::<T>(&written).expect("read"), value, "{written}");
    written
}

#[test]
fn users_events_and_answers_are_written_and_read() {
    let now: DateTime<Utc> = DateTime::from_timestamp(1_770_000_000, 0).expect("a time");
    let fields = UserFields::parse("Ada", "ada@example.com", "202-555-0143").expect("sound");
    let mut user = SyncedUser::new(fields.clone());
    user.created("C-1", &fields, &fields.clone().into(), now);
    round_trip(user.clone());
    let event = Event::parse(vec![("phone".to_owned(), "202-555-0144".to_owned())], now).expect("an event");
    round_trip(event.clone());
    round_trip(user.hear(&event, now));
    round_trip(Answer::Updated { sent: fields, held: CrmFields::default() });
    assert_eq!(round_trip(Answer::FoundNone), r#""found_none""#);
}

#[test]
fn names_and_settings_are_written_and_read() {
    for field in Field::ALL {
        assert_eq!(round_trip(field), format!("\"{field}\""));
    }
    for status in SyncStatus::ALL {
        assert_eq!(round_trip(status), format!("\"{status}\""));
    }
    assert_eq!(round_trip(Task::Push), r#""push""#);
    assert_eq!(round_trip(Step::LookUp), r#""look_up""#);
    round_trip((Abilities::default(), Schedule::default(), BreakerSettings::default()));
}
