//! Content negotiation.

use actix_web::HttpRequest;
use actix_web::http::header;

/// A response format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Representation {
    /// `application/json`, the default.
    Json,
    /// `application/hal+json`: JSON with links.
    Hal,
    /// `application/x-ndjson`: one object per line. Lists only.
    Ndjson,
    /// `text/csv`: a table. Lists only.
    Csv,
}

impl Representation {
    /// The requested format of a single resource.
    pub fn of_single(request: &HttpRequest) -> Self {
        preferred(request, &[Self::Json, Self::Hal])
    }

    /// The requested format of a list.
    pub fn of_list(request: &HttpRequest) -> Self {
        preferred(request, &[Self::Json, Self::Hal, Self::Ndjson, Self::Csv])
    }

    /// The requested format of rows without links.
    pub fn of_rows(request: &HttpRequest) -> Self {
        preferred(request, &[Self::Json, Self::Ndjson, Self::Csv])
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Hal => "application/hal+json",
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    fn matches(self, range: &str) -> bool {
        match self {
            Self::Json => {
                ["application/json", "application/*", "*/*"].iter().any(|it| it.eq_ignore_ascii_case(range))
            }
            Self::Hal => range.eq_ignore_ascii_case("application/hal+json"),
            Self::Ndjson => {
                range.eq_ignore_ascii_case("application/x-ndjson")
                    || range.eq_ignore_ascii_case("application/ndjson")
            }
            Self::Csv => range.eq_ignore_ascii_case("text/csv"),
        }
    }
}

/// The format with the highest weight; specific before wildcard, then the first. JSON if none matches: a readable
/// answer is more useful than a 406.
fn preferred(request: &HttpRequest, known: &[Representation]) -> Representation {
    let mut best = (Representation::Json, 0);
    for value in request.headers().get_all(header::ACCEPT) {
        for part in value.to_str().unwrap_or_default().split(',') {
            let (range, weight) = weigh(part);
            let found = known.iter().find(|it| it.matches(range));
            if let Some(representation) = found.filter(|_| weight > best.1) {
                best = (*representation, weight);
            }
        }
    }
    best.0
}

/// A media range and its rank: twice its weight in thousandths, plus one unless it is a wildcard.
fn weigh(part: &str) -> (&str, u32) {
    let mut pieces = part.split(';').map(str::trim);
    let range = pieces.next().unwrap_or_default();
    let weight = pieces
        .find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")))
        .map_or(1000, thousandths);
    let named = u32::from(weight > 0 && !range.ends_with('*'));
    (range, weight * 2 + named)
}

/// `0.75` is 750; an unreadable weight is 0.
fn thousandths(text: &str) -> u32 {
    match text.parse::<f32>() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0) as u32,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn list(accept: &str) -> Representation {
        Representation::of_list(
            &TestRequest::default().insert_header((header::ACCEPT, accept)).to_http_request(),
        )
    }

    #[test]
    fn the_requested_format_is_found() {
        use Representation::{Csv, Hal, Json, Ndjson};
        for (accept, wanted) in [
            ("", Json),
            ("*/*", Json),
            ("application/json", Json),
            ("application/hal+json", Hal),
            ("Application/HAL+JSON", Hal),
            ("application/hal+json, */*", Hal),
            ("*/*, application/hal+json", Hal),
            ("application/hal+json;q=0.5, application/json", Json),
            ("application/json;q=0.2, text/csv;q=0.3", Csv),
            ("text/csv", Csv),
            ("text/csv; header=present; q=0.9, application/xml", Csv),
            ("text/csv;q=0", Json),
            ("text/csv;q=2", Json),
            ("application/x-ndjson", Ndjson),
            ("application/ndjson", Ndjson),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Json),
            ("application/pdf", Json),
            (";;;,,q=", Json),
        ] {
            assert_eq!(list(accept), wanted, "{accept:?}");
        }
    }

    #[test]
    fn a_single_resource_is_never_a_table() {
        let request = TestRequest::default().insert_header((header::ACCEPT, "text/csv")).to_http_request();
        assert_eq!(Representation::of_single(&request), Representation::Json);
        assert_eq!(
            Representation::of_single(&TestRequest::default().to_http_request()),
            Representation::Json
        );
        let accept = (header::ACCEPT, "application/hal+json, application/x-ndjson;q=0.5");
        let request = TestRequest::default().insert_header(accept).to_http_request();
        assert_eq!(Representation::of_rows(&request), Representation::Ndjson);
    }
}
