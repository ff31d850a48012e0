//! A search in a list with another order.

use frontdesk_core::Token;

/// The bounds of the terms that match a word, in as many ranges as a word can have.
pub(crate) fn bounds(word: &Token) -> [(String, String); 5] {
    let prefixes = word.prefixes();
    std::array::from_fn(|index| {
        let prefix = prefixes.get(index).or(prefixes.first()).cloned().unwrap_or_default();
        let end = format!("{prefix}\u{10ffff}");
        (prefix, end)
    })
}

/// Restricts a boxed query to the rows that a search matches: `narrowed!(scoped, &search, query, table::id)`.
macro_rules! narrowed {
    ($scoped:expr, $search:expr, $query:expr, $id:expr) => {{
        use $crate::engine::schema::search::search_terms::{self, term};

        let (search, mut query) = ($search, $query);
        match search.ids_if_few($scoped)? {
            Some(ids) => query = query.filter($id.eq_any(ids)),
            None => {
                let kinds = search.kinds.iter().map(|kind| kind.number());
                let (first, last) = (kinds.clone().min().unwrap_or(0), kinds.max().unwrap_or(0));
                for word in search.query.tokens() {
                    let [a, b, c, d, e] = $crate::search::bounds(word);
                    let found = search_terms::table
                        .of_firm($scoped.firm)
                        .filter(search_terms::kind.between(first, last))
                        .filter(
                            (term.ge(a.0).and(term.lt(a.1)))
                                .or(term.ge(b.0).and(term.lt(b.1)))
                                .or(term.ge(c.0).and(term.lt(c.1)))
                                .or(term.ge(d.0).and(term.lt(d.1)))
                                .or(term.ge(e.0).and(term.lt(e.1))),
                        )
                        .select(search_terms::record_id);
                    query = query.filter($id.eq_any(found));
                }
            }
        }
        query
    }};
}
pub(crate) use narrowed;
