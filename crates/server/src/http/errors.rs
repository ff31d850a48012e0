//! The status of each error: the only place that decides it. Every match is exhaustive, so that a new error does not
//! compile without a status.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use frontdesk_core::{ChangedSince, Fault, Faults, FieldValue, NotPutBack};
use frontdesk_import::account::PhoneTaken;
use frontdesk_import::client::Refusal;
use frontdesk_storage::StorageError;
use frontdesk_storage::imports::ImportError;
use frontdesk_storage::journal::NotRestored;
use frontdesk_tables::table::ReadError;
use serde::Serialize;

use crate::http::access::AccessError;
use crate::http::extract::{BodyError, PreconditionFailed};
use crate::http::firm::FirmError;
use crate::http::idempotency::IdempotencyError;
use crate::http::problem::Problem;
use crate::http::upload::UploadError;
use crate::jobs::unpacking::Crowded;

/// Time for a busy database to work off its queue.
const BUSY_SECONDS: u32 = 1;
/// Typical time for a database to restart.
const AWAY_SECONDS: u32 = 5;

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Busy => Self::plain(StatusCode::SERVICE_UNAVAILABLE).retry_after(BUSY_SECONDS),
            StorageError::Unavailable | StorageError::TooSlow => {
                Self::plain(StatusCode::SERVICE_UNAVAILABLE).retry_after(AWAY_SECONDS)
            }
            StorageError::Conflict => {
                return Self::new(
                    StatusCode::CONFLICT,
                    "The record was changed at the same time. Try again.",
                );
            }
            StorageError::Corrupt { .. }
            | StorageError::Secret(_)
            | StorageError::Import(_)
            | StorageError::Database(_) => Self::plain(StatusCode::INTERNAL_SERVER_ERROR),
        }
        .caused_by(error)
    }
}

/// A field that was not restored.
#[derive(Debug, Serialize)]
struct ChangedSinceMember {
    field: String,
    old: Option<FieldValue>,
    current: Option<FieldValue>,
}

impl From<NotRestored> for Problem {
    fn from(reason: NotRestored) -> Self {
        match reason {
            NotRestored::NoSuchChange => Self::not_found("Change not found"),
            NotRestored::Invalid(faults) => Self::invalid(faults),
            NotRestored::NotPutBack(NotPutBack::OtherFields(names)) => {
                let fault = format!("are not part of the change: {}", names.join(", "));
                Self::invalid(Fault::new("fields", fault).into())
            }
            NotRestored::NotPutBack(NotPutBack::ChangedSince(changed)) => {
                let detail =
                    "Fields have changed again since. To replace the current values, send force: true.";
                let member = |it: ChangedSince| ChangedSinceMember {
                    field: it.field,
                    old: it.old,
                    current: it.current,
                };
                let members: Vec<ChangedSinceMember> = changed.into_iter().map(member).collect();
                Self::new(StatusCode::CONFLICT, detail).with_member("changed", &members)
            }
        }
    }
}

impl From<BodyError> for Problem {
    fn from(error: BodyError) -> Self {
        let status = match error {
            BodyError::Faults(faults) => return Self::invalid(faults),
            BodyError::NotJson | BodyError::JsonPatch | BodyError::Compressed => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            BodyError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            BodyError::TooSlow { .. } => StatusCode::REQUEST_TIMEOUT,
            BodyError::Incomplete => StatusCode::BAD_REQUEST,
            BodyError::Crowded => {
                return Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string())
                    .retry_after(BUSY_SECONDS);
            }
        };
        Self::new(status, error.to_string())
    }
}

impl From<UploadError> for Problem {
    fn from(error: UploadError) -> Self {
        let status = match error {
            UploadError::Faults(faults) => return Self::invalid(faults),
            UploadError::Disk(error) => {
                return Self::plain(StatusCode::SERVICE_UNAVAILABLE)
                    .retry_after(AWAY_SECONDS)
                    .caused_by(error);
            }
            UploadError::NotMultipart => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            UploadError::Malformed => StatusCode::BAD_REQUEST,
            UploadError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            UploadError::TooSlow { .. } => StatusCode::REQUEST_TIMEOUT,
        };
        Self::new(status, error.to_string())
    }
}

/// A file that cannot be imported is the caller's error; a disk that cannot be read is not.
impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let field = match &error {
            ImportError::HeaderRow(_) => "header_row",
            ImportError::Read(ReadError::OtherEncoding { .. } | ReadError::WrongEncoding(_)) => "encoding",
            ImportError::Read(ReadError::EmptySheet { .. } | ReadError::NoSuchSheet { .. }) => "sheet",
            _ => "file",
        };
        match error {
            ImportError::Columns(faults) => Self::invalid(faults),
            ImportError::Read(ReadError::Io(error)) => Self::internal(error),
            ImportError::Thread(error) => Self::internal(error),
            error @ (ImportError::Read(_)
            | ImportError::Sheet { .. }
            | ImportError::HeaderRow(_)
            | ImportError::Directory
            | ImportError::TooManyForAtomic { .. }
            | ImportError::Interrupted
            | ImportError::TakenOver) => Self::invalid(Fault::sentence(field, error.to_string()).into()),
        }
    }
}

impl From<Crowded> for Problem {
    fn from(error: Crowded) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()).retry_after(AWAY_SECONDS)
    }
}

/// Challenge for missing or malformed credentials.
const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer realm=\"frontdesk\"");
const INVALID: HeaderValue = HeaderValue::from_static("Bearer realm=\"frontdesk\", error=\"invalid_token\"");

impl From<AccessError> for Problem {
    fn from(error: AccessError) -> Self {
        let status = match error {
            AccessError::Missing | AccessError::SessionEnded => {
                return Self::new(StatusCode::UNAUTHORIZED, error.to_string())
                    .with_header(header::WWW_AUTHENTICATE, CHALLENGE);
            }
            AccessError::Invalid | AccessError::Revoked | AccessError::Expired => {
                return Self::new(StatusCode::UNAUTHORIZED, error.to_string())
                    .with_header(header::WWW_AUTHENTICATE, INVALID);
            }
            AccessError::TwoCredentials => StatusCode::BAD_REQUEST,
            AccessError::TooMany { seconds } => {
                return Self::new(StatusCode::TOO_MANY_REQUESTS, error.to_string()).retry_after(seconds);
            }
            AccessError::RoleTooLow { .. }
            | AccessError::OtherSite
            | AccessError::NoConsoleHeader
            | AccessError::OtherHost => StatusCode::FORBIDDEN,
        };
        Self::new(status, error.to_string())
    }
}

impl From<FirmError> for Problem {
    fn from(error: FirmError) -> Self {
        match error {
            FirmError::NotFound => Self::not_found("Firm not found"),
            FirmError::Unreadable { field, source } => {
                Self::invalid(Fault::new(field, source.to_string()).into())
            }
            FirmError::Ambiguous { field, other } => {
                Self::invalid(Fault::new(field, format!("names a different firm than {other}")).into())
            }
        }
    }
}

impl From<IdempotencyError> for Problem {
    fn from(error: IdempotencyError) -> Self {
        match error {
            IdempotencyError::BadKey => {
                Self::invalid(Fault::sentence("Idempotency-Key", error.to_string()).into())
            }
            IdempotencyError::StillRunning => {
                Self::new(StatusCode::CONFLICT, error.to_string()).retry_after(BUSY_SECONDS)
            }
            IdempotencyError::OtherRequest => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
        }
    }
}

impl From<PreconditionFailed> for Problem {
    fn from(error: PreconditionFailed) -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, error.to_string())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(faults) => Self::invalid(faults),
            Refusal::NotFound => Self::not_found(refusal.to_string()),
        }
    }
}

impl From<PhoneTaken> for Problem {
    fn from(error: PhoneTaken) -> Self {
        Self::new(StatusCode::CONFLICT, error.to_string())
    }
}

impl From<frontdesk_requests::Refusal> for Problem {
    fn from(refusal: frontdesk_requests::Refusal) -> Self {
        use frontdesk_requests::Refusal;

        let detail = refusal.to_string();
        let detail = match refusal {
            Refusal::Held { holder } => {
                format!("{detail} Name operator {holder} in taken_from to take it over.")
            }
            Refusal::NoSuchMove { .. } | Refusal::NotHeld | Refusal::Closed { .. } => detail,
        };
        Self::new(StatusCode::CONFLICT, detail)
    }
}

impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        Self::invalid(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unavailable_database_gives_a_retry_time_and_a_failing_one_no_details() {
        for (error, status, patience) in [
            (StorageError::Busy, 503, Some("1")),
            (StorageError::Unavailable, 503, Some("5")),
            (StorageError::TooSlow, 503, Some("5")),
            (StorageError::Conflict, 409, None),
            (StorageError::Corrupt { table: "customers", column: "email", id: 7 }, 500, None),
        ] {
            let problem = Problem::from(error);
            let retry = problem.headers().iter().find(|(name, _)| *name == header::RETRY_AFTER);
            assert_eq!(problem.status().as_u16(), status);
            assert_eq!(retry.map(|(_, value)| value.to_str().expect("text")), patience);
            assert!(!problem.to_string().contains("customers"), "{problem}");
        }
    }
}
