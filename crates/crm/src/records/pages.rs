//! Where a list goes on.

use frontdesk_sync::id_text;
use reqwest::Url;
use serde_json::{Map, Value};

use super::read::member;

/// Members that tell of pages, beside the answer itself.
const PLACES: [&str; 6] = ["links", "paging", "pagination", "meta", "pageinfo", "next"];
/// Members that link to the next page.
const NEXT: [&str; 6] = ["next", "nexturl", "nextlink", "nextpageurl", "nextpage", "odatanextlink"];
/// Members of a link that is an object.
const LINK: [&str; 3] = ["href", "link", "url"];
/// Members with a token, and the parameter that it goes into.
const TOKENS: [(&str, &str); 4] =
    [("nextcursor", "cursor"), ("nextpagetoken", "page_token"), ("after", "after"), ("endcursor", "cursor")];
const HAS_MORE: [&str; 4] = ["hasmore", "hasnext", "hasnextpage", "more"];
const LAST_PAGE: [&str; 4] = ["totalpages", "pages", "lastpage", "pagecount"];
const TOTAL: [&str; 3] = ["total", "totalcount", "totalresults"];
/// Texts that say that there is no more; any other one says that there is.
const NO: [&str; 8] = ["", "false", "no", "none", "null", "n", "f", "0"];

/// Where a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// This was all.
    End,
    /// There.
    At(Url),
    /// It does, at a place that is not asked: another host, or none that is told.
    Elsewhere,
}

/// Where the list goes on whose page `number`, counted from 1, was read at `here`. `read` entries were read so far.
pub(crate) fn next_page(answer: &Value, link: Option<&str>, here: &Url, number: usize, read: usize) -> Next {
    if let Some(target) = link.and_then(rel_next) {
        return at(here, target);
    }
    let Some(answer) = answer.as_object() else { return Next::End };
    let places: Vec<&Map<String, Value>> = places(answer);
    let find = |keys: &[&str]| keys.iter().find_map(|key| places.iter().find_map(|place| member(place, key)));
    let by_number = || at_page(here, number + 1);
    if let Some(next) = find(&NEXT).and_then(|next| linked(next, here)) {
        return next;
    }
    let token = TOKENS.iter().find_map(|(key, parameter)| Some((*parameter, token_text(find(&[key])?)?)));
    if let Some((parameter, token)) = token {
        return Next::At(with_parameter(here, parameter, &token));
    }
    if find(&NEXT) == Some(&Value::Bool(true)) {
        return by_number();
    }
    let is_more = |total: Option<u64>, so_far: usize| total.is_some_and(|total| total > so_far as u64);
    let has_more = find(&HAS_MORE).and_then(truth).unwrap_or_else(|| {
        is_more(find(&LAST_PAGE).and_then(count), number)
            || read > 0 && is_more(find(&TOTAL).and_then(count), read)
    });
    if has_more { by_number() } else { Next::End }
}

/// What a flag says, as a boolean, a number or a text.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_so) => Some(*is_so),
        Value::Number(number) => Some(number.as_f64() != Some(0.0)),
        Value::String(text) => Some(!NO.contains(&text.trim().to_lowercase().as_str())),
        _ => None,
    }
}

/// Where to go on, as a text or a number. 0 is where a list begins.
fn token_text(value: &Value) -> Option<String> {
    id_text(value).filter(|text| value.is_string() || text != "0")
}

/// A count, as a number or a text.
fn count(value: &Value) -> Option<u64> {
    id_text(value)?.trim().parse().ok()
}

fn places(answer: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let mut places = vec![answer];
    for _ in 0..2 {
        let inner =
            places.iter().flat_map(|place| PLACES.iter().filter_map(|key| member(place, key)?.as_object()));
        let inner: Vec<_> =
            inner.filter(|inner| !places.iter().any(|known| std::ptr::eq(*known, *inner))).collect();
        places.extend(inner);
    }
    places
}

/// Nothing when the member is no link.
fn linked(next: &Value, here: &Url) -> Option<Next> {
    match next {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) if text.contains(['/', '?']) => Some(at(here, text)),
        Value::String(text) => match text.parse() {
            Ok(number) => Some(at_page(here, number)),
            Err(_) => Some(Next::At(with_parameter(here, "cursor", text))),
        },
        Value::Number(_) => {
            count(next).and_then(|number| usize::try_from(number).ok()).map(|n| at_page(here, n))
        }
        Value::Object(object) => {
            let target = LINK.iter().find_map(|key| member(object, key)?.as_str())?;
            Some(at(here, target))
        }
        _ => None,
    }
}

/// The target of `rel="next"` in a `Link` header.
fn rel_next(header: &str) -> Option<&str> {
    header.split(',').find_map(|link| {
        let (target, parameters) = link.split_once(';')?;
        let is_next = parameters.split(';').any(|parameter| {
            let rel = parameter.trim().strip_prefix("rel=").map(|rel| rel.trim_matches('"'));
            rel.is_some_and(|rel| rel.eq_ignore_ascii_case("next"))
        });
        target.trim().strip_prefix('<')?.strip_suffix('>').filter(|_| is_next)
    })
}

/// The token goes along with each call, so another host is not asked.
fn at(here: &Url, target: &str) -> Next {
    match here.join(target) {
        Ok(url) if url.origin() == here.origin() && url.username().is_empty() => Next::At(url),
        _ => Next::Elsewhere,
    }
}

fn at_page(here: &Url, number: usize) -> Next {
    Next::At(with_parameter(here, "page", &number.to_string()))
}

fn with_parameter(here: &Url, name: &str, value: &str) -> Url {
    let others: Vec<(String, String)> = here
        .query_pairs()
        .filter(|(key, _)| key != name)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let mut url = here.clone();
    url.query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
    url
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn next(answer: &Value, link: Option<&str>) -> Next {
        let here = Url::parse("http://crm.example/api/crm/users?external_id=x").expect("a URL");
        next_page(answer, link, &here, 1, 25)
    }

    #[test]
    fn a_list_goes_on_where_it_says() {
        let page = "http://crm.example/api/crm/users?external_id=x&page=2";
        for (answer, link, expected) in [
            (json!({"next": "/api/crm/users?page=2"}), None, "http://crm.example/api/crm/users?page=2"),
            (json!({"next": "?external_id=x&page=2"}), None, page),
            (json!({"links": {"next": page}}), None, page),
            (json!({"_links": {"next": {"href": page}}}), None, page),
            (json!({"paging": {"next": {"link": page}}}), None, page),
            (
                json!({"paging": {"next": {"after": "7"}}}),
                None,
                "http://crm.example/api/crm/users?external_id=x&after=7",
            ),
            (
                json!({"next_cursor": "abc"}),
                None,
                "http://crm.example/api/crm/users?external_id=x&cursor=abc",
            ),
            (
                json!({"next_cursor": 50, "has_more": true}),
                None,
                "http://crm.example/api/crm/users?external_id=x&cursor=50",
            ),
            (
                json!({"paging": {"after": 7.0}}),
                None,
                "http://crm.example/api/crm/users?external_id=x&after=7",
            ),
            (json!({"next": true}), None, page),
            (json!({"next": false, "total": 60}), None, page),
            (json!({"next_page": 2}), None, page),
            (json!({"has_more": true}), None, page),
            (json!({"has_more": "True"}), None, page),
            (json!({"has_more": "yes"}), None, page),
            (json!({"has_more": 1}), None, page),
            (json!({"hasMore": "1", "total": 25}), None, page),
            (json!({"next_page": 2.0}), None, page),
            (json!({"page": 1, "total_pages": 3}), None, page),
            (json!({"total_pages": "3"}), None, page),
            (json!({"total_pages": 3.0}), None, page),
            (json!({"total": "60"}), None, page),
            (json!({"meta": {"total": 60}}), None, page),
            (
                json!([]),
                Some("<http://crm.example/x>; rel=\"prev\", <?external_id=x&page=2>; rel=\"next\""),
                page,
            ),
        ] {
            assert_eq!(next(&answer, link), Next::At(Url::parse(expected).expect("a URL")), "{answer}");
        }
    }

    #[test]
    fn a_list_that_says_nothing_has_ended_and_another_host_is_not_asked() {
        for answer in [
            json!([]),
            json!({"users": []}),
            json!({"next": null, "total": 25}),
            json!({"next": "", "has_more": false, "total": 60}),
            json!({"has_more": "false", "total": 60}),
            json!({"has_more": 0}),
            json!({"next": false}),
            json!({"next_cursor": 0}),
            json!({"next_cursor": ""}),
            json!({"total": "25", "total_pages": "1"}),
            json!({"total": "many"}),
            json!({"links": {"next": null}, "page": 3, "total_pages": 1}),
        ] {
            assert_eq!(next(&answer, None), Next::End, "{answer}");
        }
        for target in [
            "http://evil.example/crm/users",
            "https://crm.example/x",
            "//evil.example/x",
            "http://:x@crm.example:1/",
        ] {
            assert_eq!(next(&json!({"next": target}), None), Next::Elsewhere, "{target}");
        }
    }
}
