//! Every type is read again from what it is written as.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use frontdesk_interactions::{
    Bucket, ChannelName, Channels, DateRange, Grain, InteractionRow, RawInteraction, RawTopic, TopicName,
    TopicRow, Window, Zone, pieces,
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
fn rows_are_written_and_read() {
    let raw = RawInteraction {
        occurred_at: Some("31/10/2019 9:05"),
        channel: Some("e-mail"),
        customer_id: Some("4"),
    };
    let row = InteractionRow::parse(raw).expect("a row");
    assert_eq!(round_trip(row), r#"{"occurred_at":"2019-10-31T09:05:00Z","channel":"Email","customer":4}"#);
    let row = TopicRow::parse(RawTopic { month: Some("10-2019"), topic: Some("Sand") }).expect("a row");
    assert_eq!(round_trip(row), r#"{"month":"2019-10","topic":"Sand"}"#);
}

#[test]
fn names_ranges_and_catalogues_are_written_and_read() {
    assert_eq!(round_trip("Europe/Paris".parse::<Zone>().expect("a zone")), r#""Europe/Paris""#);
    assert_eq!(round_trip(Bucket::Week), r#""week""#);
    assert_eq!(round_trip(Grain::Quarter), r#""quarter""#);
    round_trip(ChannelName::parse("Live Chat").expect("a channel"));
    round_trip(TopicName::parse("Sand").expect("a topic"));
    round_trip(Channels::new(vec![(1, "Phone".to_owned()), (2, "Email".to_owned())]));
    round_trip(DateRange::parse(Some("2019-10-01"), None).expect("a range"));
    assert!(from_str::<DateRange>(r#"{"start":"2019-10-02","end":"2019-10-01"}"#).is_err());
    round_trip(pieces(Window::ALWAYS));
}
