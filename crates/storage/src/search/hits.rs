//! Search results, best match first: a few are ranked in memory, many are read by walking the index.

use std::collections::{BTreeMap, HashMap, VecDeque};

use frontdesk_core::{SearchQuery, Token};

use super::Kind;
use super::entries::{Entry, Range, entries};
use crate::engine::error::StorageError;
use crate::engine::order::{Position, SortKey};
use crate::engine::scope::Scoped;

/// Up to this many entries of one word are ranked in memory. A word with more is common; its entries are walked in the
/// order of the index, only as far as the page needs.
const FEW: usize = 500;
/// The limit for a list of few that has grown while its pages are read.
const GROWN: usize = 4 * FEW;

/// Looks up the terms of records by id; missing records are left out.
pub(crate) type TermsOf = fn(&mut Scoped<'_>, &[i64]) -> Result<HashMap<i64, Vec<String>>, StorageError>;

/// A search of records.
pub(crate) struct Search {
    pub(crate) query: SearchQuery,
    /// The kinds of records; each record has exactly one.
    pub(crate) kinds: &'static [Kind],
    pub(crate) terms_of: TermsOf,
}

/// A matching record, and its position in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) id: i64,
    pub(crate) place: String,
}

/// Matching records that are still to be read.
pub(crate) enum Hits {
    Few(VecDeque<Hit>),
    Walk(Walk),
}

/// A walk through the ranges of a plan, in order.
pub(crate) struct Walk {
    plan: Vec<Range>,
    /// The index of the word whose entries the plan walks.
    word: usize,
    range: usize,
    after: Option<Entry>,
    /// The number of entries read so far.
    examined: usize,
}

/// Where a page begins, from the position of a hit.
enum Start {
    Few { distance: usize, id: i64 },
    Walk { word: usize, range: usize, entry: Entry },
}

impl Start {
    fn read(position: &Position) -> Option<Self> {
        let Some(SortKey::Text(place)) = &position.key else { return None };
        if let Some(distance) = place.strip_prefix('=') {
            return Some(Self::Few { distance: distance.parse().ok()?, id: position.id });
        }
        let mut parts = place.splitn(3, '.');
        let (word, range, term) = (parts.next()?, parts.next()?, parts.next()?);
        let entry = (term.to_owned(), position.id);
        Some(Self::Walk { word: word.parse().ok()?, range: range.parse().ok()?, entry })
    }
}

impl Search {
    /// The hits after the position of an earlier one.
    pub(crate) fn hits(
        &self,
        scoped: &mut Scoped<'_>,
        after: Option<&Position>,
    ) -> Result<Hits, StorageError> {
        match after.map(Start::read) {
            None => Ok(match self.few(scoped, FEW)? {
                Some(few) => Hits::few(few, None),
                None => self.walk(self.rarest()),
            }),
            Some(Some(Start::Few { distance, id })) => {
                let few = self.few(scoped, GROWN)?.unwrap_or_default();
                Ok(Hits::few(few, Some((distance, id))))
            }
            Some(Some(Start::Walk { word, range, entry })) => {
                let mut hits = self.walk(word);
                if let Hits::Walk(walk) = &mut hits {
                    (walk.range, walk.after) = (range, Some(entry));
                }
                Ok(hits)
            }
            Some(None) => Ok(Hits::few(Vec::new(), None)),
        }
    }

    /// The next hits, roughly `about` of them and possibly none; `None` at the end.
    pub(crate) fn next(
        &self,
        scoped: &mut Scoped<'_>,
        hits: &mut Hits,
        about: usize,
    ) -> Result<Option<Vec<Hit>>, StorageError> {
        match hits {
            Hits::Few(few) if few.is_empty() => Ok(None),
            Hits::Few(few) => Ok(Some(few.drain(..about.min(few.len())).collect())),
            Hits::Walk(walk) => walk.next(scoped, self, about),
        }
    }

    /// The ids of all hits, unless every word of the search is common.
    pub(crate) fn ids_if_few(&self, scoped: &mut Scoped<'_>) -> Result<Option<Vec<i64>>, StorageError> {
        Ok(self.few(scoped, FEW)?.map(|few| few.into_iter().map(|(_, id)| id).collect()))
    }

    /// Distances and ids of all hits, the best first, if one of the words has at most `most` entries.
    fn few(&self, scoped: &mut Scoped<'_>, most: usize) -> Result<Option<Vec<(usize, i64)>>, StorageError> {
        if self.query.tokens().is_empty() {
            return Ok(Some(Vec::new()));
        }
        for word in self.by_length() {
            let Some(found) = self.entries_of(scoped, word, most)? else { continue };
            let mut few: Vec<(usize, i64)> = match self.query.tokens() {
                [_] => found.into_iter().map(|(id, whole)| (usize::from(!whole), id)).collect(),
                _ => {
                    let ids: Vec<i64> = found.into_keys().collect();
                    let terms = (self.terms_of)(scoped, &ids)?;
                    let distance = |(id, terms): (i64, Vec<String>)| Some((self.query.distance(&terms)?, id));
                    terms.into_iter().filter_map(distance).collect()
                }
            };
            few.sort_unstable();
            return Ok(Some(few));
        }
        Ok(None)
    }

    /// The records with a word, and whether any of their terms equals it. `None` if it has more entries than the limit.
    fn entries_of(
        &self,
        scoped: &mut Scoped<'_>,
        word: &Token,
        most: usize,
    ) -> Result<Option<BTreeMap<i64, bool>>, StorageError> {
        let (mut found, mut left) = (BTreeMap::new(), most);
        for range in self.ranges(word.prefixes()) {
            let limit = i64::try_from(left + 1).unwrap_or(i64::MAX);
            let piece = entries(scoped, &range, None, limit)?;
            let Some(rest) = left.checked_sub(piece.len()) else { return Ok(None) };
            left = rest;
            for (term, id) in piece {
                *found.entry(id).or_insert(false) |= word.is_whole(&term) == Some(true);
            }
        }
        Ok(Some(found))
    }

    /// The words, longest first: these are mostly the rarest.
    fn by_length(&self) -> Vec<&Token> {
        let mut words: Vec<&Token> = self.query.tokens().iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(length(word)));
        words
    }

    fn rarest(&self) -> usize {
        let words = self.query.tokens().iter().enumerate();
        // The first of the words of equal length.
        words.rev().max_by_key(|(_, word)| length(word)).map_or(0, |(index, _)| index)
    }

    /// A walk over all records with a word. For two words, pairs come first: they need no look-up of other terms.
    fn walk(&self, word: usize) -> Hits {
        let mut plan = self.ranges(&self.query.pairs());
        let prefixes = self.query.tokens().get(word).map(Token::prefixes).unwrap_or_default();
        plan.extend(self.ranges(prefixes));
        Hits::Walk(Walk { plan, word, range: 0, after: None, examined: 0 })
    }

    fn ranges(&self, prefixes: &[String]) -> Vec<Range> {
        let of = |kind: Kind| prefixes.iter().map(move |prefix| Range { kind, prefix: prefix.clone() });
        self.kinds.iter().flat_map(|kind| of(*kind)).collect()
    }
}

fn length(word: &Token) -> usize {
    word.prefixes().iter().map(String::len).min().unwrap_or_default()
}

impl Hits {
    /// Where to continue, once a walk has read at least `most` entries and is not at its end.
    pub(crate) fn stopped_at(&self, most: usize) -> Option<Hit> {
        match self {
            Self::Few(_) => None,
            Self::Walk(walk) => walk.position().filter(|_| walk.examined >= most),
        }
    }

    fn few(few: Vec<(usize, i64)>, after: Option<(usize, i64)>) -> Self {
        let behind = few.into_iter().filter(|hit| after.is_none_or(|after| *hit > after));
        Self::Few(behind.map(|(distance, id)| Hit { id, place: format!("={distance}") }).collect())
    }
}

impl Walk {
    fn next(
        &mut self,
        scoped: &mut Scoped<'_>,
        search: &Search,
        about: usize,
    ) -> Result<Option<Vec<Hit>>, StorageError> {
        let Some(range) = self.plan.get(self.range) else { return Ok(None) };
        let piece = entries(scoped, range, self.after.as_ref(), i64::try_from(about).unwrap_or(i64::MAX))?;
        let ids: Vec<i64> = piece.iter().map(|(_, id)| *id).collect();
        let terms = if ids.is_empty() { HashMap::new() } else { (search.terms_of)(scoped, &ids)? };
        let is_hit = |(term, id): &&Entry| {
            let Some(terms) = terms.get(id) else { return false };
            // A record with several entries is returned for the first of them.
            search.query.distance(terms).is_some()
                && self.first(range.kind, terms) == Some((self.range, term))
        };
        let hits =
            piece.iter().filter(is_hit).map(|(term, id)| Hit { id: *id, place: self.place(term) }).collect();
        self.examined += piece.len();
        if piece.len() < about {
            (self.range, self.after) = (self.range + 1, None);
        } else {
            self.after = piece.into_iter().next_back();
        }
        Ok(Some(hits))
    }

    fn place(&self, term: &str) -> String {
        format!("{}.{}.{term}", self.word, self.range)
    }

    /// The last entry that was read; before the first one of a range, its prefix with an id that no record has.
    fn position(&self) -> Option<Hit> {
        let range = self.plan.get(self.range)?;
        let (term, id) = self.after.clone().unwrap_or_else(|| (range.prefix.clone(), 0));
        Some(Hit { id, place: self.place(&term) })
    }

    fn first<'t>(&self, kind: Kind, terms: &'t [String]) -> Option<(usize, &'t String)> {
        self.plan.iter().enumerate().filter(|(_, range)| range.kind == kind).find_map(|(index, range)| {
            let term = terms.iter().find(|term| term.starts_with(&range.prefix))?;
            Some((index, term))
        })
    }
}
