//! Closed sets of values, as enums of the document. Fields of bodies and views keep the text that callers send and read:
//! a value that is not in the set is then one fault among others.

use std::borrow::Cow;

use frontdesk_opportunities::quality::Reason;
use frontdesk_requests::Status;
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
    RequestStatus: "Where a request stands." = Status::ALL.map(Status::as_str).into_iter().take(4);
    RequestMove: "Where a request stands, once it is archived too." = Status::ALL.map(Status::as_str);
    RequestEnd: "How a request ends." = [Status::Completed, Status::Rejected].map(Status::as_str);
    UserSyncStatus: "How far a user is with the CRM." = SyncStatus::ALL.map(SyncStatus::as_str);
    FoundKind: "What a record is that was found." = ["customer", "user", "request"];
    UserField: "A field of a user." = Field::ALL.map(Field::as_str);
    ValueCause: "What replaced a value: a caller, the CRM, or an import." =
        ["edit", "webhook", "fetch", "sweep", "import"];
    WebhookResult: "What became of an event." = ["applied", "stale", "duplicate", "parked", "ignored"];
    BreakerPosition: "Whether calls to the CRM go out." = ["closed", "open", "half_open"];
    SweepState: "Whether a sweep goes on." = ["running", "finished"];
    IntegrationName: "Where a client comes from." = ["CSV_IMPORT", "THIRD_PARTY", "MYCASE"];
    ClientKind: "Whether a client is a person or a company." = ["Person", "Company"];
    UpsertResult: "What became of a client." = ["created", "updated", "unchanged"];
    Success: "Always the same: a refusal is a problem." = ["success"];
    ImportKind: "What the rows of a file are." = Kind::ALL.map(Kind::as_str);
    ImportProgress: "How far an import is." = ["queued", "running", "succeeded", "failed"];
    QualityReason: "What is wrong with a deal." = Reason::ALL.map(Reason::as_str);
    TimelineBucket: "How long the parts of a timeline are." = ["day", "week", "month"];
    CountedTable: "A table whose rows are counted." = ["customers", "interactions", "products"];
    KeyRole: "What a key may do; each may do what the one before may." = Role::ALL.map(Role::as_str);
    KeyState: "Whether a key is accepted." = ["live", "expired", "revoked"];
    PhoneCheckName: "How strictly phone numbers are checked." = ["possible", "valid"];
    AuditAction: "What was done to a record." =
        ["created", "updated", "deleted", "imported", "ended", "revoked", "signed_in", "signed_out"];
    AuditActor: "Who made a change: a key, or the way in where none was needed." =
        ["key", "open", "command_line", "system"];
    CustomerEventKind: "What happened to a customer." =
        ["request_moved", "opportunity_created", "opportunity_changed", "user_changed"];
    HealthStatus: "Always the same: a service that is not well is a problem." = ["ok"];
}
