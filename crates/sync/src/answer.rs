//! What each answer of the CRM means.

use std::time::Duration;

/// What was asked of the CRM.
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

/// What a call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// The request did not reach the CRM: no address, no connection, no TLS.
    NotSent,
    /// It may have reached the CRM, and no answer came: a time-out, a reset, half an answer.
    NoAnswer,
    /// The CRM answered.
    Answered {
        /// The HTTP status.
        status: u16,
        /// What `Retry-After` asks for, as [`crate::parse_retry_after`] reads it.
        retry_after: Option<Duration>,
        /// What the body turned out to be.
        body: Body,
    },
}

/// What the body of an answer turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Body {
    /// What the call promises.
    Promised,
    /// Something else.
    Unreadable,
    /// An error, whatever the status says.
    Refusal,
    /// An error that says that the record exists already.
    Exists,
}

/// What to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It worked.
    Done,
    /// Try again after the backoff; an attempt is used up.
    Retry {
        /// Whether the CRM may have done it all the same. On a create: look up before the next one.
        in_doubt: bool,
    },
    /// The CRM wants to be left alone: nothing is sent for so long, or the backoff if that is longer; see
    /// [`crate::wait_for`]. No attempt is used up.
    SlowDown {
        /// What the CRM asked for.
        at_least: Option<Duration>,
        /// Whether the CRM may have done it all the same.
        in_doubt: bool,
    },
    /// Get a new token, if the one used is still the current one, and try once more at once.
    RefreshToken,
    /// Nothing works until the credentials or the rights are mended: stop sending, and say so.
    Pause,
    /// There is no such record. Of a look-up: no record has this id. Of a change: read it again.
    Missing,
    /// It was changed meanwhile, or it exists already: read (after a create: look up), merge, try again.
    ReadAgain,
    /// The CRM does not know this call at all: never make it again.
    NotSupported,
    /// The CRM will not have it, now or later: failed at once.
    Refused,
}

/// What to do about what happened. `token_is_fresh` says that the token was renewed for this very call.
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
            // Never followed: the credentials would go along.
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

/// Whether the CRM may still be at work on a call although its answer, or a gateway's, is all that there will be. Until its
/// time is over a look-up that finds nothing proves nothing.
pub fn may_be_under_way(happened: Happened) -> bool {
    match happened {
        Happened::NotSent => false,
        Happened::NoAnswer => true,
        Happened::Answered { status, .. } => matches!(status, 408 | 502 | 504),
    }
}

/// What a 2xx means: some CRMs refuse by the body alone.
fn accepted(call: Call, body: Body) -> Action {
    match body {
        Body::Promised => Action::Done,
        // Whether a change was made is told by the status alone.
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
    fn every_row_of_the_table() {
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
    fn what_cannot_be_read_leaves_doubt_but_for_a_change() {
        let unreadable = Happened::Answered { status: 200, retry_after: None, body: Body::Unreadable };
        for call in CALLS {
            let expected = if call == Call::Update { Action::Done } else { Action::Retry { in_doubt: true } };
            assert_eq!(classify(call, false, unreadable), expected, "{call:?}");
        }
    }

    #[test]
    fn a_body_that_is_an_error_refuses_whatever_the_status_says() {
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
    fn only_what_was_sent_leaves_doubt() {
        for call in CALLS {
            assert_eq!(classify(call, false, Happened::NotSent), Action::Retry { in_doubt: false });
            assert_eq!(classify(call, false, Happened::NoAnswer), Action::Retry { in_doubt: true });
        }
    }

    #[test]
    fn only_what_was_not_answered_by_the_crm_itself_may_be_under_way() {
        assert!(!may_be_under_way(Happened::NotSent));
        assert!(may_be_under_way(Happened::NoAnswer));
        for (status, expected) in
            [(200, false), (408, true), (409, false), (500, false), (502, true), (503, false), (504, true)]
        {
            assert_eq!(may_be_under_way(answered(status)), expected, "{status}");
        }
    }

    #[test]
    fn what_retry_after_asks_for_is_passed_on() {
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
