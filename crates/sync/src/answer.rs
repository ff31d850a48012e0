//! The meaning of each answer of the CRM.

use std::time::Duration;

/// A call to the CRM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Call {
    /// `POST /crm/token`.
    Token,
    /// `POST /crm/users`.
    Create,
    /// `GET /crm/users?external_id=`.
    LookUp,
    /// `GET /crm/users/{crm_id}`.
    Fetch,
    /// `PUT /crm/users/{crm_id}`.
    Update,
}

/// The result of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// The request did not reach the CRM: no address, no connection, no TLS.
    NotSent,
    /// The request may have reached the CRM, but no answer came: a time-out, a reset, half an answer.
    NoAnswer,
    /// The CRM answered.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The wait in `Retry-After`, as parsed by [`crate::parse_retry_after`].
        retry_after: Option<Duration>,
        /// The kind of the body.
        body: Body,
    },
}

/// The kind of the body of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Body {
    /// As documented for the call.
    Promised,
    /// Something else.
    Unreadable,
    /// An error, whatever the status.
    Refusal,
    /// An error saying that the record exists already.
    Exists,
}

/// What to do about the result of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The call succeeded.
    Done,
    /// Retry after the backoff; counts as an attempt.
    Retry {
        /// Whether the CRM may have executed the call. After a create: look up before the next one.
        in_doubt: bool,
    },
    /// The CRM asked to slow down: send nothing for this time, or for the backoff if that is longer; see
    /// [`crate::wait_for`]. Does not count as an attempt.
    SlowDown {
        /// The wait that the CRM asked for.
        at_least: Option<Duration>,
        /// Whether the CRM may have executed the call.
        in_doubt: bool,
    },
    /// Get a new token, unless the used one was already replaced, and retry once at once.
    RefreshToken,
    /// Credentials or rights are wrong: pause sending, and report it.
    Pause,
    /// The record does not exist. After a look-up: no record has this id. After an update: read the record again.
    Missing,
    /// The record was changed meanwhile, or exists already: read it (after a create: look it up), merge, retry.
    ReadAgain,
    /// The CRM does not support this call: never make it again.
    NotSupported,
    /// The CRM rejects the data: fail at once.
    Refused,
}

/// What to do about the result of a call. `token_is_fresh` says that the token was renewed for this very call.
///
/// ```
/// use frontdesk_sync::{Action, Body, Call, Happened, classify};
///
/// let answered = |status| Happened::Answered { status, retry_after: None, body: Body::Promised };
/// assert_eq!(classify(Call::Create, false, answered(201)), Action::Done);
/// assert_eq!(classify(Call::Create, false, answered(502)), Action::Retry { in_doubt: true });
/// assert_eq!(classify(Call::Create, false, answered(422)), Action::Refused);
/// ```
pub fn classify(call: Call, token_is_fresh: bool, happened: Happened) -> Action {
    match happened {
        Happened::NotSent => Action::Retry { in_doubt: false },
        Happened::NoAnswer => Action::Retry { in_doubt: true },
        Happened::Answered { status, retry_after, body } => match status {
            200..=299 => accepted(call, body),
            // Redirects are not followed: they would leak the credentials.
            300..=399 => Action::Refused,
            429 => Action::SlowDown { at_least: retry_after, in_doubt: false },
            503 => Action::SlowDown { at_least: retry_after, in_doubt: true },
            408 | 425 => Action::Retry { in_doubt: status == 408 },
            400..=499 if call == Call::Token => Action::Pause,
            401 if token_is_fresh => Action::Pause,
            401 => Action::RefreshToken,
            403 => Action::Pause,
            404 | 410 => missing(call),
            405 | 501 if matches!(call, Call::LookUp | Call::Update) => Action::NotSupported,
            409 | 412 => Action::ReadAgain,
            400..=499 if call == Call::Create && body == Body::Exists => Action::ReadAgain,
            400..=499 => Action::Refused,
            _ => Action::Retry { in_doubt: true },
        },
    }
}

/// Whether the CRM may still be executing a call although no further answer will come. Until its time-out has passed, a
/// look-up without a result proves nothing.
///
/// ```
/// # use frontdesk_sync::{Happened, may_be_under_way};
/// assert!(may_be_under_way(Happened::NoAnswer));
/// ```
pub fn may_be_under_way(happened: Happened) -> bool {
    match happened {
        Happened::NotSent => false,
        Happened::NoAnswer => true,
        Happened::Answered { status, .. } => matches!(status, 408 | 502 | 504),
    }
}

/// The meaning of a 2xx: some CRMs report errors in the body alone.
fn accepted(call: Call, body: Body) -> Action {
    match body {
        Body::Promised => Action::Done,
        // For an update the status alone decides.
        Body::Unreadable if call == Call::Update => Action::Done,
        Body::Unreadable => Action::Retry { in_doubt: true },
        Body::Refusal | Body::Exists if call == Call::Token => Action::Pause,
        Body::Exists if call == Call::Create => Action::ReadAgain,
        Body::Refusal | Body::Exists => Action::Refused,
    }
}

fn missing(call: Call) -> Action {
    match call {
        Call::LookUp | Call::Fetch | Call::Update => Action::Missing,
        Call::Create | Call::Token => Action::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLS: [Call; 5] = [Call::Token, Call::Create, Call::LookUp, Call::Fetch, Call::Update];

    fn answered(status: u16) -> Happened {
        Happened::Answered { status, retry_after: None, body: Body::Promised }
    }

    #[test]
    fn every_status_of_every_call() {
        use Action::{Done, Missing, NotSupported, Pause, ReadAgain, RefreshToken, Refused, Retry, SlowDown};
        let retry = |in_doubt| Retry { in_doubt };
        let slow = |in_doubt| SlowDown { at_least: None, in_doubt };
        // Token, Create, LookUp, Fetch, Update
        let cases: [(u16, [Action; 5]); 22] = [
            (200, [Done; 5]),
            (201, [Done; 5]),
            (204, [Done; 5]),
            (301, [Refused; 5]),
            (307, [Refused; 5]),
            (400, [Pause, Refused, Refused, Refused, Refused]),
            (401, [Pause, RefreshToken, RefreshToken, RefreshToken, RefreshToken]),
            (403, [Pause; 5]),
            (404, [Pause, Refused, Missing, Missing, Missing]),
            (405, [Pause, Refused, NotSupported, Refused, NotSupported]),
            (408, [retry(true); 5]),
            (409, [Pause, ReadAgain, ReadAgain, ReadAgain, ReadAgain]),
            (410, [Pause, Refused, Missing, Missing, Missing]),
            (412, [Pause, ReadAgain, ReadAgain, ReadAgain, ReadAgain]),
            (422, [Pause, Refused, Refused, Refused, Refused]),
            (425, [retry(false); 5]),
            (429, [slow(false); 5]),
            (500, [retry(true); 5]),
            (501, [retry(true), retry(true), NotSupported, retry(true), NotSupported]),
            (502, [retry(true); 5]),
            (503, [slow(true); 5]),
            (504, [retry(true); 5]),
        ];
        for (status, expected) in cases {
            let found = CALLS.map(|call| classify(call, false, answered(status)));
            assert_eq!(found, expected, "{status}");
        }
    }

    #[test]
    fn a_second_401_pauses_the_connection() {
        for call in CALLS {
            assert_eq!(classify(call, true, answered(401)), Action::Pause);
        }
    }

    #[test]
    fn an_unreadable_answer_leaves_doubt_except_for_an_update() {
        let unreadable = Happened::Answered { status: 200, retry_after: None, body: Body::Unreadable };
        for call in CALLS {
            let expected = if call == Call::Update { Action::Done } else { Action::Retry { in_doubt: true } };
            assert_eq!(classify(call, false, unreadable), expected, "{call:?}");
        }
    }

    #[test]
    fn an_error_body_refuses_whatever_the_status() {
        use Action::{Pause, ReadAgain, Refused};
        // Token, Create, LookUp, Fetch, Update
        for (status, body, expected) in [
            (200, Body::Refusal, [Pause, Refused, Refused, Refused, Refused]),
            (201, Body::Exists, [Pause, ReadAgain, Refused, Refused, Refused]),
            (400, Body::Exists, [Pause, ReadAgain, Refused, Refused, Refused]),
            (422, Body::Refusal, [Pause, Refused, Refused, Refused, Refused]),
        ] {
            let happened = Happened::Answered { status, retry_after: None, body };
            assert_eq!(CALLS.map(|call| classify(call, false, happened)), expected, "{status} {body:?}");
        }
    }

    #[test]
    fn only_a_sent_call_leaves_doubt() {
        for call in CALLS {
            assert_eq!(classify(call, false, Happened::NotSent), Action::Retry { in_doubt: false });
            assert_eq!(classify(call, false, Happened::NoAnswer), Action::Retry { in_doubt: true });
        }
    }

    #[test]
    fn only_a_call_without_an_answer_of_the_crm_may_be_under_way() {
        assert!(!may_be_under_way(Happened::NotSent));
        assert!(may_be_under_way(Happened::NoAnswer));
        for (status, expected) in
            [(200, false), (408, true), (409, false), (500, false), (502, true), (503, false), (504, true)]
        {
            assert_eq!(may_be_under_way(answered(status)), expected, "{status}");
        }
    }

    #[test]
    fn the_wait_of_retry_after_is_passed_on() {
        let wait = Some(Duration::from_secs(7));
        let happened = Happened::Answered { status: 429, retry_after: wait, body: Body::Unreadable };
        assert_eq!(
            classify(Call::Fetch, false, happened),
            Action::SlowDown { at_least: wait, in_doubt: false }
        );
    }

    #[test]
    fn there_is_an_action_for_every_status() {
        for status in 0..=u16::MAX {
            let action = classify(Call::Create, false, answered(status));
            assert_eq!(action == Action::Done, (200..300).contains(&status), "{status}");
        }
    }
}
