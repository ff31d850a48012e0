//! A user of a service and the CRM's record of it: a webhook is checked, and what it says is merged.
//!
//! `cargo run --package frontdesk-rules --all-features --example crm_merge_and_webhook`

use std::error::Error;

use chrono::{DateTime, TimeDelta};
use frontdesk_rules::sync::{
    Abilities, EventOutcome, Incoming, SignedHeaders, Step, SyncedUser, UserFields, Visit, WebhookSecret,
    sign, verify,
};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let now = DateTime::from_timestamp(1_770_000_000, 0).ok_or("no such time")?;
    // A new user is pushed first.
    let fields = UserFields::parse("Ada King", "ada@example.com", "202-555-0143")?;
    let mut user = SyncedUser::new(fields.clone());
    assert_eq!(Visit::new(user.clone()).next(Abilities::default()), Step::Create);
    user.about_to_create();
    user.created("CRM-1", &fields, &fields.clone().into(), now - TimeDelta::days(1));
    assert!(user.in_step());

    // The service changes the phone number; the CRM tells of another name.
    user.edit(&UserFields { phone: "202-555-0144".to_owned(), ..fields });
    let body =
        json!({"crm_id": "CRM-1", "updated_fields": {"name": "Ada Lovelace"}, "timestamp": now.to_rfc3339()});
    let body = body.to_string();
    let secret = WebhookSecret::parse("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")?;
    let (id, timestamp) = ("msg_1", now.timestamp().to_string());
    let signature = sign(&secret, id, now, body.as_bytes());
    let check = |at| {
        let headers = SignedHeaders { id, timestamp: &timestamp, signature: &signature };
        verify(std::slice::from_ref(&secret), headers, body.as_bytes(), at)
    };
    check(now)?;
    assert!(check(now + TimeDelta::hours(1)).is_err(), "a recording is refused");

    let incoming = Incoming::read(&serde_json::from_str(&body)?)?;
    let heard = user.hear(&incoming.event.ok_or("no field that is kept in step")?, now);
    assert_eq!(heard.outcome, EventOutcome::Applied);
    for change in &heard.changes {
        println!("{}: {:?} becomes {:?}", change.field, change.from, change.to);
    }
    // Both changes are kept; the one that was made here is still to be sent.
    assert_eq!((user.local.name.as_str(), user.local.phone.as_str()), ("Ada Lovelace", "202-555-0144"));
    assert!(!user.in_step());
    Ok(())
}
