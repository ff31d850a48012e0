//! Faults of a payload or row: one for each broken rule, all reported at once.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// The most faults that are listed: a hostile payload must not cause a response larger than itself.
pub const MOST_FAULTS: usize = 100;

/// A key as one part of a dotted path: its own dots and backslashes are escaped with a backslash.
///
/// ```
/// # use frontdesk_core::path_part;
/// assert_eq!(path_part("a.b"), r"a\.b");
/// ```
pub fn path_part(key: &str) -> Cow<'_, str> {
    if !key.contains(['.', '\\']) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(key.replace('\\', r"\\").replace('.', r"\."))
}

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fault {
    /// Dotted path into the payload, or the column of a file. Empty for a fault of the whole.
    pub field: String,
    /// The message, phrased to follow the field's name (`must be …`), or a whole sentence.
    pub message: String,
    /// Whether `message` is a whole sentence and must not follow the field's name.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "sentence", default, skip_serializing_if = "std::ops::Not::not")
    )]
    whole: bool,
}

impl Fault {
    /// A fault whose message follows the name of its field: `first_name` + `must be at most 128 characters`.
    ///
    /// ```
    /// # use frontdesk_core::Fault;
    /// let fault = Fault::new("first_name", "must be at most 128 characters").under("field_names");
    /// assert_eq!(fault.field, "field_names.first_name");
    /// assert_eq!(fault.to_string(), "first_name must be at most 128 characters");
    /// ```
    pub fn new(field: impl Into<String>, message: impl fmt::Display) -> Self {
        Self { field: field.into(), message: message.to_string(), whole: false }
    }

    /// A fault whose message is a whole sentence: `Client missing name.`
    pub fn sentence(field: impl Into<String>, message: impl fmt::Display) -> Self {
        Self { field: field.into(), message: message.to_string(), whole: true }
    }

    /// A fault of the value under a key chosen by callers, escaped for a path.
    pub fn at_key(key: &str, message: impl fmt::Display) -> Self {
        Self::new(path_part(key), message)
    }

    /// The fault with its path below `parent`: `first_name` under `field_names` is `field_names.first_name`.
    #[must_use]
    pub fn under(mut self, parent: &str) -> Self {
        self.field = match self.field.as_str() {
            "" => parent.to_owned(),
            field => format!("{parent}.{field}"),
        };
        self
    }

    /// The faults in one line, separated by semicolons, without full stops before them.
    pub fn join(faults: &[Self]) -> String {
        let mut line = String::new();
        for fault in faults {
            if !line.is_empty() {
                line.truncate(line.trim_end_matches('.').len());
                line.push_str("; ");
            }
            line.push_str(&fault.to_string());
        }
        line
    }
}

/// The message as a sentence: after the last part of the field's path, unless it is a sentence already. An index is
/// preceded by the name of its list.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_place = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let leaf = match last_dot(&self.field) {
            Some(dot) if self.field.get(dot + 1..).is_some_and(is_place) => {
                let before = self.field.get(..dot).unwrap_or_default();
                last_dot(before).map_or(0, |dot| dot + 1)
            }
            Some(dot) => dot + 1,
            None => 0,
        };
        let leaf = self.field.get(leaf..).unwrap_or_default();
        if self.whole || leaf.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{leaf} {}", self.message)
        }
    }
}

/// The start of the last part of a path: after the last dot that is not escaped.
fn last_dot(path: &str) -> Option<usize> {
    let is_escaped = |at: usize| {
        let before = path.as_bytes().get(..at).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    };
    path.rmatch_indices('.').map(|(at, _)| at).find(|at| !is_escaped(*at))
}

/// All faults of one payload or row: at least one, at most [`MOST_FAULTS`] and a last one saying that there are more.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Vec<Fault>"))]
#[error("{}", self.detail())]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Ok(())` without faults, otherwise all of them.
    ///
    /// ```
    /// # use frontdesk_core::{Fault, Faults};
    /// assert_eq!(Faults::check(Vec::new()), Ok(()));
    /// let faults = Faults::check(vec![Fault::new("name", "is missing"), Fault::new("email", "is missing")]);
    /// assert_eq!(faults.unwrap_err().detail(), "name is missing; email is missing");
    /// ```
    ///
    /// # Errors
    /// The faults, when there is at least one.
    pub fn check(found: Vec<Fault>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self::listed(found)) }
    }

    /// Both values, or the faults of both.
    ///
    /// ```
    /// use frontdesk_core::{Fault, Faults, Money, Month};
    ///
    /// let month = "2024-13".parse::<Month>().map_err(|rule| Fault::new("month", rule));
    /// let amount = Money::parse("1,0").map_err(|rule| Fault::new("amount", rule));
    /// assert_eq!(Faults::zip(month, amount).map_err(|faults| faults.as_slice().len()), Err(2));
    /// ```
    ///
    /// # Errors
    /// The faults of the first, then those of the second.
    pub fn zip<A, B>(
        first: Result<A, impl Into<Self>>,
        second: Result<B, impl Into<Self>>,
    ) -> Result<(A, B), Self> {
        match (first, second) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(faults), Ok(_)) => Err(faults.into()),
            (Ok(_), Err(faults)) => Err(faults.into()),
            (Err(faults), Err(more)) => Err(faults.into().with(more.into())),
        }
    }

    /// These faults, then `more`.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Fault>) -> Self {
        self.0.extend(more);
        Self::listed(self.0)
    }

    /// Each fault once, where it is found first.
    #[must_use]
    pub fn distinct(mut self) -> Self {
        let mut seen = HashSet::new();
        self.0.retain(|fault| seen.insert(fault.clone()));
        self
    }

    /// Each fault changed by `change`.
    #[must_use]
    pub fn map(self, change: impl FnMut(Fault) -> Fault) -> Self {
        Self(self.0.into_iter().map(change).collect())
    }

    /// At most [`MOST_FAULTS`] of them. The caller has at least one.
    fn listed(mut found: Vec<Fault>) -> Self {
        if found.len() > MOST_FAULTS {
            found.truncate(MOST_FAULTS);
            found.push(Fault::sentence("", format!("Only the first {MOST_FAULTS} faults are listed.")));
        }
        Self(found)
    }

    /// All faults in one line, separated by semicolons.
    pub fn detail(&self) -> String {
        Fault::join(&self.0)
    }

    /// All paths below `parent`.
    #[must_use]
    pub fn under(self, parent: &str) -> Self {
        self.map(|fault| fault.under(parent))
    }

    /// The faults in order.
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// The faults, to be merged with others.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

/// Faults read from a store. There is at least one.
impl TryFrom<Vec<Fault>> for Faults {
    type Error = NoFault;

    fn try_from(found: Vec<Fault>) -> Result<Self, NoFault> {
        Self::check(found).err().ok_or(NoFault)
    }
}

/// A list of faults is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must hold at least one fault")]
pub struct NoFault;

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reads_as_a_sentence() {
        let fault = Fault::new("first_name", "must be at most 128 characters").under("field_names");
        assert_eq!(fault.field, "field_names.first_name");
        assert_eq!(fault.to_string(), "first_name must be at most 128 characters");
        assert_eq!(Fault::sentence("name", "Client missing name.").to_string(), "Client missing name.");
        assert_eq!(Fault::new("", "the body is empty").to_string(), "the body is empty");
    }

    #[test]
    fn dots_in_keys_do_not_split_a_path() {
        for (key, part) in [("a", "a"), ("a.b", r"a\.b"), (r"a\", r"a\\"), (r"\.", r"\\\.")] {
            assert_eq!(path_part(key), part);
            let fault = Fault::at_key(key, "is bad").under("list");
            assert_eq!(fault.field, format!("list.{part}"));
            assert_eq!(fault.to_string(), format!("{part} is bad"));
            let entry = Fault::new("3", "is bad").under(&path_part(key)).under("list");
            assert_eq!(entry.to_string(), format!("{part}.3 is bad"));
        }
    }

    #[test]
    fn too_many_faults_are_truncated_once_with_a_note() {
        let flood = |count| (0..count).map(|n| Fault::new(format!("list.{n}"), "is bad")).collect();
        let listed = |found| Faults::check(found).map_err(Faults::into_vec).expect_err("faults");
        assert_eq!(listed(flood(MOST_FAULTS)).len(), MOST_FAULTS);
        let cut = listed(flood(5_000));
        assert_eq!(cut.len(), MOST_FAULTS + 1);
        assert_eq!(
            cut.last().map(ToString::to_string).as_deref(),
            Some("Only the first 100 faults are listed.")
        );
        assert_eq!(listed(cut.clone()), cut, "faults that are merged again are truncated as before");
    }

    #[test]
    fn two_results_are_joined_with_the_faults_of_both_in_order() {
        let bad = |field: &str| Fault::new(field, "is bad");
        let zip = |first: Result<u8, Fault>, second: Result<u8, Fault>| {
            let fields = |faults: Faults| faults.into_iter().map(|fault| fault.field).collect::<Vec<_>>();
            Faults::zip(first, second).map_err(fields)
        };
        assert_eq!(zip(Ok(1), Ok(2)), Ok((1, 2)));
        assert_eq!(zip(Err(bad("a")), Ok(2)), Err(vec!["a".to_owned()]));
        assert_eq!(zip(Ok(1), Err(bad("b"))), Err(vec!["b".to_owned()]));
        assert_eq!(zip(Err(bad("a")), Err(bad("b"))), Err(vec!["a".to_owned(), "b".to_owned()]));
        let twice = Faults::from(bad("a")).with([bad("b"), bad("a")]).distinct();
        assert_eq!(twice.as_slice(), [bad("a"), bad("b")]);
        let flood = Faults::from(bad("a")).with((0..500).map(|n| bad(&n.to_string())));
        assert_eq!(flood.as_slice().len(), MOST_FAULTS + 1);
    }

    #[test]
    fn faults_are_never_empty_and_are_joined_into_one_line() {
        assert_eq!(Faults::check(vec![]), Ok(()));
        let faults = Faults::check(vec![Fault::new("a", "is missing"), Fault::new("b", "is missing")]);
        assert_eq!(faults.map_err(|faults| faults.detail()), Err("a is missing; b is missing".into()));
        let sentence = || Fault::sentence("name", "Client missing name.");
        assert_eq!(
            Fault::join(&[sentence(), Fault::new("b", "is missing")]),
            "Client missing name; b is missing"
        );
        assert_eq!(Fault::join(&[sentence()]), "Client missing name.");
    }
}
