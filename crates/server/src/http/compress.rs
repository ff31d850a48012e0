//! Compression of answers, only when requested and worthwhile.

use actix_http::encoding::Encoder;
use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::header::{self, ContentEncoding, HeaderMap, HeaderValue};

/// Below this size an answer fits into one packet.
const WORTH_IT: u64 = 1024;

/// A supported content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    pub(crate) fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    pub(crate) fn encoding(self) -> ContentEncoding {
        match self {
            Self::Brotli => ContentEncoding::Brotli,
            Self::Gzip => ContentEncoding::Gzip,
        }
    }
}

/// The coding to use; Brotli before gzip when both are accepted. An uncompressed answer is always acceptable:
/// compression is never a reason to refuse.
pub(crate) fn wanted(headers: &HeaderMap) -> Option<Coding> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |token: &str| {
        accepted.split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            let named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(token));
            named && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    [Coding::Brotli, Coding::Gzip].into_iter().find(|coding| takes(coding.token()))
}

/// Compresses the answer if requested and worthwhile.
pub(crate) fn apply(coding: Option<Coding>, mut response: HttpResponse<BoxBody>) -> HttpResponse<BoxBody> {
    if !is_worth_it(&response) {
        return response;
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(coding) = coding else { return response };
    mark_etag(response.headers_mut(), coding);
    response.map_body(|head, body| BoxBody::new(Encoder::response(coding.encoding(), head, body)))
}

fn is_worth_it(response: &HttpResponse<BoxBody>) -> bool {
    let large = match response.body().size() {
        BodySize::None => false,
        BodySize::Sized(bytes) => bytes >= WORTH_IT,
        BodySize::Stream => true,
    };
    large && !response.headers().contains_key(header::CONTENT_ENCODING) && is_text(response.headers())
}

/// Events must be sent at once, and images are compressed already.
fn is_text(headers: &HeaderMap) -> bool {
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind != "text/event-stream"
        && (kind.starts_with("text/")
            || kind.ends_with("json")
            || kind.ends_with("javascript")
            || kind.ends_with("+xml"))
}

/// A strong tag identifies one byte sequence, so the compressed form has its own.
fn mark_etag(headers: &mut HeaderMap, coding: Coding) {
    let marked = headers.get(header::ETAG).and_then(|tag| {
        let tag = tag.to_str().ok()?.strip_suffix('"')?;
        HeaderValue::from_str(&format!("{tag}-{}\"", coding.token())).ok()
    });
    if let Some(tag) = marked {
        headers.insert(header::ETAG, tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(value: &'static str) -> Option<Coding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        wanted(&headers)
    }

    #[test]
    fn a_coding_is_used_when_it_is_accepted() {
        assert_eq!(accepted("gzip, deflate, br"), Some(Coding::Brotli));
        assert_eq!(accepted("GZIP"), Some(Coding::Gzip));
        assert_eq!(accepted("br;q=0, gzip;q=0.5"), Some(Coding::Gzip));
        assert_eq!(accepted("deflate, zstd, *"), None);
        assert_eq!(accepted("identity;q=0"), None);
        assert_eq!(wanted(&HeaderMap::new()), None);
    }
}
