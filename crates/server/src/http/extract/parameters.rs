//! The query parameters of a handler: the union of those of its extractors. A route refuses all others, so that a
//! misspelt filter never returns unfiltered rows.

use actix_web::{HttpRequest, web};
use bytes::Bytes;
use frontdesk_core::Fault;

/// A refused name is cut to this many characters.
const LONGEST_NAME: usize = 64;
/// From this similarity on (0 to 1), a name counts as misspelt.
const SIMILAR: f64 = 0.5;

/// The query parameters of an extractor. Handlers whose extractors lack this trait cannot be mounted.
pub trait QueryParameters {
    fn names() -> Vec<String> {
        Vec::new()
    }

    /// The values of `sort`, if supported.
    fn sorts() -> Vec<String> {
        Vec::new()
    }

    /// The faults of the values, reported together with unknown names.
    fn faults(_query: &str) -> Vec<Fault> {
        Vec::new()
    }
}

impl QueryParameters for HttpRequest {}
impl QueryParameters for Bytes {}
impl<T> QueryParameters for web::Path<T> {}

macro_rules! for_tuples {
    ($($name:ident)*) => {
        impl<$($name: QueryParameters),*> QueryParameters for ($($name,)*) {
            fn names() -> Vec<String> {
                let lists: Vec<Vec<String>> = vec![$($name::names()),*];
                let mut names: Vec<String> = Vec::new();
                for name in lists.into_iter().flatten() {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                names
            }

            fn sorts() -> Vec<String> {
                let lists: Vec<Vec<String>> = vec![$($name::sorts()),*];
                lists.into_iter().flatten().collect()
            }

            fn faults(_query: &str) -> Vec<Fault> {
                let lists: Vec<Vec<Fault>> = vec![$($name::faults(_query)),*];
                lists.into_iter().flatten().collect()
            }
        }
    };
}

for_tuples!();
for_tuples!(A);
for_tuples!(A B);
for_tuples!(A B C);
for_tuples!(A B C D);
for_tuples!(A B C D E);
for_tuples!(A B C D E F);
for_tuples!(A B C D E F G);
for_tuples!(A B C D E F G H);

#[derive(Debug, Clone)]
pub(crate) struct KnownParameters {
    names: Vec<String>,
    sorts: Vec<String>,
    faults: fn(&str) -> Vec<Fault>,
}

impl KnownParameters {
    /// The parameters of a handler with these arguments.
    pub(crate) fn of<Args: QueryParameters>() -> Self {
        Self { names: Args::names(), sorts: Args::sorts(), faults: Args::faults }
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn sorts(&self) -> &[String] {
        &self.sorts
    }

    /// With unknown parameters, these and all faults of known ones; otherwise nothing.
    pub(crate) fn check(&self, query: &str) -> Vec<Fault> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut faults: Vec<Fault> = Vec::new();
        for (name, _) in form_urlencoded::parse(query.as_bytes()) {
            if self.names.iter().any(|known| *known == name) {
                continue;
            }
            let shown: String = name.chars().filter(|c| *c != '\0').take(LONGEST_NAME).collect();
            let fault = Fault::new(shown, self.hint(&name));
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        if !faults.is_empty() {
            for fault in (self.faults)(query) {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }
        faults
    }

    fn hint(&self, name: &str) -> String {
        match nearest(name, &self.names) {
            Some(near) => format!("is not a known parameter; did you mean {near}?"),
            None if self.names.is_empty() => "is not a known parameter; this address takes none".to_owned(),
            None => format!("is not a known parameter; this address takes {}", self.names.join(", ")),
        }
    }
}

/// The most similar known name, if it is similar enough.
pub(super) fn nearest<'n, N: AsRef<str>>(name: &str, known: &'n [N]) -> Option<&'n str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', '.', '[', ']'], "");
    let name = plain(&name.chars().take(LONGEST_NAME).collect::<String>());
    let similarity = |known: &str| strsim::normalized_damerau_levenshtein(&name, &plain(known));
    let rated = known.iter().map(|known| (similarity(known.as_ref()), known.as_ref()));
    let (similarity, best) = rated.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (similarity >= SIMILAR).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str]) -> KnownParameters {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        KnownParameters { names, sorts: Vec::new(), faults: |_| vec![Fault::new("limit", "is bad")] }
    }

    fn faults(names: &[&str], query: &str) -> Vec<(String, String)> {
        known(names).check(query).into_iter().map(|it| (it.field, it.message)).collect()
    }

    #[test]
    fn unknown_parameters_are_reported_with_the_nearest_known_one() {
        let names = ["firm_id", "area", "customer_type", "limit"];
        for (query, field, near) in [
            ("arae=x", "arae", "area"),
            ("Area=x", "Area", "area"),
            ("customerType=x", "customerType", "customer_type"),
            ("customer-type", "customer-type", "customer_type"),
            ("firmid=1&area=x", "firmid", "firm_id"),
            ("limits=1", "limits", "limit"),
        ] {
            let first = faults(&names, query).into_iter().next();
            let expected = format!("is not a known parameter; did you mean {near}?");
            assert_eq!(first, Some((field.to_owned(), expected)), "{query}");
        }
    }

    #[test]
    fn a_dissimilar_name_is_answered_with_all_known_ones() {
        let list = "is not a known parameter; this address takes firm_id, q".to_owned();
        assert_eq!(faults(&["firm_id", "q"], "colour=red")[0], ("colour".to_owned(), list));
        let none = "is not a known parameter; this address takes none".to_owned();
        assert_eq!(faults(&[], "x=1")[0], ("x".to_owned(), none));
    }

    #[test]
    fn all_faults_are_reported_with_an_unknown_name_and_none_without() {
        let fields: Vec<_> = faults(&["limit"], "a=1&b=2&a=3&limit=x").into_iter().map(|it| it.0).collect();
        assert_eq!(fields, ["a", "b", "limit"]);
        assert!(faults(&["limit"], "limit=x&limit=y").is_empty());
        assert!(faults(&["limit"], "").is_empty());
        let long = format!("{}=1", "x".repeat(500));
        assert_eq!(faults(&[], &long)[0].0.len(), LONGEST_NAME);
        assert_eq!(faults(&[], "a%00b=1")[0].0, "ab");
    }

    #[test]
    fn a_handler_has_the_parameters_of_its_extractors() {
        struct One;
        struct Two;
        impl QueryParameters for One {
            fn names() -> Vec<String> {
                vec!["a".into(), "b".into()]
            }
        }
        impl QueryParameters for Two {
            fn names() -> Vec<String> {
                vec!["b".into(), "c".into()]
            }
        }
        assert_eq!(KnownParameters::of::<(One, HttpRequest, Two)>().names(), ["a", "b", "c"]);
        assert!(KnownParameters::of::<()>().names().is_empty());
    }
}
