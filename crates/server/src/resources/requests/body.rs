//! Request bodies.

use crate::openapi::enums::RequestEnd;
use frontdesk_core::{Email, Fault, Faults, Fields, LONG_TEXT, filled, single_line};
use frontdesk_import::names::{Names, derive_names};
use frontdesk_requests::{OperatorId, Prose, Status, UnknownStatus, Wanted};
use frontdesk_storage::operators::NewOperator;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// An operator to add: `first_name` and `last_name`, or `name`, whose first word is the first name.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"first_name": "Jon", "last_name": "Snow", "email": "jon@example.com"}))]
pub(super) struct CreateOperatorBody {
    /// The first name.
    #[schema(max_length = 128)]
    first_name: Option<String>,
    /// The last name.
    #[schema(max_length = 128)]
    last_name: Option<String>,
    /// The full name, used for a missing first or last name.
    name: Option<String>,
    /// E-mail address.
    #[schema(max_length = 128)]
    email: Option<String>,
}

impl CreateOperatorBody {
    pub(super) fn into_new(self) -> Result<NewOperator, Faults> {
        let line = |text: Option<String>| text.as_deref().and_then(single_line);
        let (name, first, last) = (line(self.name), line(self.first_name), line(self.last_name));
        let names = derive_names(name.as_deref(), first.as_deref(), last.as_deref());
        let mut fields = Fields::default();
        fields.faults().extend(name_faults(&names, name.is_some()));
        let email = fields.optional("email", filled(self.email.as_deref()), |text| Email::parse(&text));
        fields.finish(|| Ok(NewOperator { names, email: email.map(|email| email.to_string()) }))
    }
}

/// Faults of an operator's names. A part derived from `name` is reported as `name`.
fn name_faults(names: &Names, has_full: bool) -> Vec<Fault> {
    let parts = [("first_name", &names.first), ("last_name", &names.last)];
    if parts.iter().all(|(_, part)| part.is_none()) {
        return vec![Fault::new("name", "is missing")];
    }
    let mut faults = Vec::new();
    for (field, part) in parts {
        let field = if has_full { "name" } else { field };
        let Some(part) = part else { continue };
        if part.chars().count() > LONG_TEXT {
            faults.push(Fault::new(field, "must be at most 128 characters"));
        } else if part.chars().any(char::is_control) {
            faults.push(Fault::new(field, "must not contain control characters"));
        }
    }
    faults
}

/// The text of a request.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"body": "Winter is coming"}))]
pub(super) struct RequestBody {
    /// The text, not blank.
    #[garde(required)]
    #[schema(required, nullable = false, min_length = 1, max_length = 4000)]
    body: Option<String>,
}

impl RequestBody {
    pub(super) fn into_prose(self) -> Result<Prose, Faults> {
        let mut fields = Fields::default();
        let body = fields.required("body", self.body, Prose::parse);
        fields.finish(|| body)
    }
}

/// The final status of a request.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"status": "COMPLETED", "resolution_comment": "A cloak was sent."}))]
pub(super) struct ResolveRequestBody {
    /// `COMPLETED` or `REJECTED`. Any other status is refused with 409.
    #[garde(required)]
    #[schema(value_type = RequestEnd)]
    status: Option<String>,
    /// The comment on the resolution, not blank.
    #[schema(required, nullable = false, min_length = 1, max_length = 4000)]
    resolution_comment: Option<String>,
}

impl ResolveRequestBody {
    pub(super) fn into_wanted(self) -> Result<Wanted, Faults> {
        let mut fields = Fields::default();
        let asked = fields.required("status", self.status, |text| Asked::parse(&text));
        let wanted = match (asked, self.resolution_comment) {
            // Refused in every state, with or without a comment.
            (Ok(Asked::Open(wanted)), None) => Ok(wanted),
            (asked, comment) => {
                let comment = fields.required("resolution_comment", comment, Prose::parse);
                asked.and_then(|asked| match asked {
                    Asked::End(with) => comment.map(with),
                    Asked::Open(wanted) => Ok(wanted),
                })
            }
        };
        fields.finish(|| wanted)
    }
}

/// The status in the payload.
enum Asked {
    /// A final one, which needs a comment.
    End(fn(Prose) -> Wanted),
    /// One that no request is set to.
    Open(Wanted),
}

impl Asked {
    fn parse(text: &str) -> Result<Self, UnknownStatus> {
        Ok(match text.parse()? {
            Status::Completed => Self::End(Wanted::Complete),
            Status::Rejected => Self::End(Wanted::Reject),
            Status::Pending => Self::Open(Wanted::Reopen),
            Status::InProgress => Self::Open(Wanted::Start),
            Status::Archived => return Err(UnknownStatus),
        })
    }
}

/// The expected current operator. Without a body, only a pending request is assigned.
#[derive(Default, Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"taken_from": null}))]
pub(super) struct AssignRequestBody {
    /// The operator who has the request now. Required to reassign a request, unless `If-Match` names its current
    /// version.
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub(super) taken_from: Option<OperatorId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(status: &str, comment: Option<&str>) -> Result<Wanted, Vec<String>> {
        let body = ResolveRequestBody {
            status: Some(status.to_owned()),
            resolution_comment: comment.map(str::to_owned),
        };
        body.into_wanted().map_err(|faults| faults.as_slice().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn an_operator_gets_the_given_names() {
        for (first, last, name, expected) in [
            (Some("Jennie"), Some("Lanister"), None, Ok((Some("Jennie"), Some("Lanister")))),
            (Some(" Mary Ann "), Some("van der\tBerg"), None, Ok((Some("Mary Ann"), Some("van der Berg")))),
            (None, None, Some("Jon Snow of Winterfell"), Ok((Some("Jon"), Some("Snow of Winterfell")))),
            (None, None, Some("Madonna"), Ok((Some("Madonna"), None))),
            (Some("Jon"), Some("Snow"), Some("The Commander"), Ok((Some("Jon"), Some("Snow")))),
            (Some("Jon"), None, None, Ok((Some("Jon"), None))),
            (None, Some("Snow"), None, Ok((None, Some("Snow")))),
            (Some(" "), Some(""), None, Err("name is missing")),
            (Some("a\u{7}b"), None, None, Err("first_name must not contain control characters")),
        ] {
            let text = |text: Option<&str>| text.map(str::to_owned);
            let body = CreateOperatorBody {
                first_name: text(first),
                last_name: text(last),
                name: text(name),
                email: None,
            };
            let names =
                body.into_new().map(|new| new.names).map_err(|faults| faults.as_slice()[0].to_string());
            let expected = expected
                .map(|(first, last)| Names { first: text(first), last: text(last) })
                .map_err(str::to_owned);
            assert_eq!(names, expected, "{first:?} {last:?} {name:?}");
        }
    }

    #[test]
    fn only_a_final_status_needs_a_comment() {
        assert!(matches!(resolved("COMPLETED", Some("x")), Ok(Wanted::Complete(_))));
        assert!(matches!(resolved("REJECTED", Some("x")), Ok(Wanted::Reject(_))));
        for (status, wanted) in [("PENDING", Wanted::Reopen), ("IN_PROGRESS", Wanted::Start)] {
            assert_eq!(resolved(status, None), Ok(wanted.clone()));
            assert_eq!(resolved(status, Some("x")), Ok(wanted));
            assert_eq!(resolved(status, Some(" ")), Err(vec!["resolution_comment must not be blank".into()]));
        }
        let unknown = "status must be PENDING, IN_PROGRESS, COMPLETED or REJECTED";
        assert_eq!(resolved("REJECTED", None), Err(vec!["resolution_comment is missing".into()]));
        assert_eq!(resolved("REJECTED", Some(" ")), Err(vec!["resolution_comment must not be blank".into()]));
        for status in ["DONE", "completed", "ARCHIVED", ""] {
            let faults = vec![unknown.to_owned(), "resolution_comment must not be empty".to_owned()];
            assert_eq!(resolved(status, Some("")), Err(faults), "{status:?}");
        }
    }
}
