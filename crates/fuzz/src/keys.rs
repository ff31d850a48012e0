//! What callers are told to hand back: cursors, keys, signatures.

use chrono::{DateTime, TimeDelta};
use frontdesk_server::Cursor;
use frontdesk_storage::keys::PresentedKey;
use frontdesk_sync::{SignedHeaders, WebhookSecret, sign, verify};

use crate::text;

pub(crate) fn cursor(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(cursor) = text.parse::<Cursor>() else { return };
    let written = cursor.to_string();
    assert!(written.len() <= 512, "a cursor of {} letters is not taken back", written.len());
    assert_eq!(written.parse::<Cursor>(), Ok(cursor), "{written}");
}

pub(crate) fn api_key(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(key) = text.parse::<PresentedKey>() else { return };
    let written = key.secret.reveal(key.id);
    let again: PresentedKey = written.parse().expect("a key that was shown is a key");
    assert_eq!((again.id, again.secret.reveal(again.id)), (key.id, written.clone()));
    let secret = written.splitn(3, '_').nth(2).unwrap_or_default();
    assert!(secret.len() < 20 || !format!("{key:?}").contains(secret), "a key shows its secret");
}

/// A secret, what a caller says, and a body, with zeros between.
pub(crate) fn webhook(data: &[u8]) {
    let mut parts = data.splitn(5, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let (secret, id, timestamp, signature, body) = (next(), next(), next(), next(), next());
    let [Some(secret), Some(id), Some(timestamp), Some(signature)] =
        [secret, id, timestamp, signature].map(text)
    else {
        return;
    };
    let now = DateTime::from_timestamp(1_772_366_400, 0).expect("a time");
    let ours = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
    let headers = SignedHeaders { id, timestamp, signature };
    assert!(
        verify(&[ours], headers, body, now).is_err(),
        "a signature by somebody who does not know the secret"
    );
    let Ok(secret) = WebhookSecret::parse(secret) else { return };
    if id.is_empty() {
        return;
    }
    let signature = sign(&secret, id, now, body);
    let timestamp = now.timestamp().to_string();
    let signed = SignedHeaders { id, timestamp: &timestamp, signature: &signature };
    let secrets = [secret];
    assert_eq!(verify(&secrets, signed, body, now), Ok(()), "what was signed is believed");
    let longer = [body, b"x"].concat();
    assert!(verify(&secrets, signed, &longer, now).is_err(), "another body");
    let other = format!("{id}x");
    assert!(verify(&secrets, SignedHeaders { id: &other, ..signed }, body, now).is_err(), "another id");
    let late = now + TimeDelta::seconds(301);
    assert!(verify(&secrets, signed, body, late).is_err(), "a recording");
}
