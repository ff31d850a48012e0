//! Enums of the document. Fields of bodies and views remain text in the code, so that an unknown value is reported
//! together with the other faults.

use std::borrow::Cow;

use frontdesk_opportunities::quality::Reason;
use frontdesk_requests::Status;
use frontdesk_storage::journal;
use frontdesk_storage::keys::Role;
use frontdesk_sync::{Field, SyncStatus};
use frontdesk_tables::mapping::Kind;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! closed_sets {
    ($($name:ident: $description:literal = $values:expr;)+) => {$(
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let values = ObjectBuilder::new().schema_type(Type::String).enum_values(Some($values));
                values.description(Some($description)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

closed_sets! {
    RequestStatus: "Status of a request." = Status::ALL.map(Status::as_str).into_iter().take(4);
    RequestMove: "Status of a request, including archived." = Status::ALL.map(Status::as_str);
    RequestEnd: "Final status of a request." = [Status::Completed, Status::Rejected].map(Status::as_str);
    UserSyncStatus: "Sync status of a user." = SyncStatus::ALL.map(SyncStatus::as_str);
    FoundKind: "Kind of a found record." = ["customer", "user", "request"];
    UserField: "A field of a user." = Field::ALL.map(Field::as_str);
    ValueCause: "Origin of a change: a caller, the CRM, or an import." =
        ["edit", "webhook", "fetch", "sweep", "import"];
    WebhookResult: "Outcome of an event." = ["applied", "stale", "duplicate", "parked", "ignored"];
    BreakerPosition: "State of the circuit breaker for calls to the CRM." = ["closed", "open", "half_open"];
    SweepState: "State of a sweep." = ["running", "finished"];
    IntegrationName: "Source of a client." = ["CSV_IMPORT", "THIRD_PARTY", "MYCASE"];
    ClientKind: "Whether a client is a person or a company." = ["Person", "Company"];
    UpsertResult: "Outcome for a client." = ["created", "updated", "unchanged"];
    Success: "Always the same; a refusal is a problem." = ["success"];
    ImportKind: "Kind of the rows of a file." = Kind::ALL.map(Kind::as_str);
    ImportProgress: "State of an import." = ["queued", "running", "succeeded", "failed"];
    QualityReason: "Defect of an opportunity." = Reason::ALL.map(Reason::as_str);
    TimelineBucket: "Bucket size of a timeline." = ["day", "week", "month"];
    CountedTable: "A table whose rows are counted." = ["customers", "interactions", "products"];
    KeyRole: "Role of a key; each includes the ones before." = Role::ALL.map(Role::as_str);
    KeyState: "Whether a key is accepted." = ["live", "expired", "revoked"];
    PhoneCheckName: "How strictly phone numbers are checked." = ["possible", "valid"];
    AuditAction: "Action on a record." =
        ["created", "updated", "deleted", "restored", "imported", "ended", "revoked", "signed_in", "signed_out"];
    DeletedKind: "A kind of records that can be restored." = ["customer", "opportunity"];
    HistoryKind: "A kind of records with a history." = journal::Kind::ALL.map(journal::Kind::as_str);
    HistoryAction: "What happened to a record." = journal::Action::ALL.map(journal::Action::as_str);
    HistoryCause: "Reason of a change." = journal::CauseKind::ALL.map(journal::CauseKind::as_str);
    AuditActor: "Author of a change: a key, or the kind of access without one." =
        ["key", "open", "command_line", "system"];
    CustomerEventKind: "Kind of an event of a customer." =
        ["request_moved", "opportunity_created", "opportunity_changed", "user_changed"];
    HealthStatus: "Always the same; an unhealthy service answers with a problem." = ["ok"];
}
