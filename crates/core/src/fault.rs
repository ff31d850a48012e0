//! What is wrong with a payload or a row: one fault for each broken rule, all of them at once.

use std::fmt;

use serde::Serialize;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Dotted path into the payload, or the column of a file. Empty when no single field is to blame.
    pub field: String,
    /// What the rule is, to be read after the field's name (`must be …`), or a whole sentence.
    pub message: String,
    /// Whether `message` already reads as a whole and must not be put behind the field's name.
    #[serde(skip)]
    whole: bool,
}

impl Fault {
    /// A fault whose message follows the name of its field: `first_name` + `must be at most 128 characters`.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), whole: false }
    }

    /// A fault whose message is a sentence of its own: `Client missing name.`
    pub fn sentence(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), whole: true }
    }

    /// The same fault, its path put below `parent`: `first_name` under `field_names` is `field_names.first_name`.
    #[must_use]
    pub fn under(mut self, parent: &str) -> Self {
        self.field = match self.field.as_str() {
            "" => parent.to_owned(),
            field => format!("{parent}.{field}"),
        };
        self
    }

    /// Faults in one line, separated by semicolons, before which no full stop is left.
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

/// The message as a sentence: with the last part of the field's path before it, unless it is one already. Of a place in a
/// list that is the list's name as well.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_place = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let leaf = match self.field.rsplit_once('.') {
            Some((before, place)) if is_place(place) => {
                let list = before.rfind('.').map_or(0, |dot| dot + 1);
                self.field.get(list..).unwrap_or(place)
            }
            Some((_, leaf)) => leaf,
            None => &self.field,
        };
        if self.whole || leaf.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{leaf} {}", self.message)
        }
    }
}

/// All faults of one payload or row; at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", self.detail())]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Ok(())` when nothing was found, else everything that was.
    ///
    /// # Errors
    /// The faults, when there is at least one.
    pub fn check(found: Vec<Fault>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }

    /// All faults in one line, separated by semicolons.
    pub fn detail(&self) -> String {
        Fault::join(&self.0)
    }

    /// Every path put below `parent`.
    #[must_use]
    pub fn under(self, parent: &str) -> Self {
        Self(self.0.into_iter().map(|fault| fault.under(parent)).collect())
    }

    /// The faults in the order in which they were found.
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// The faults, to be joined to others.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
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
    fn faults_are_never_empty_and_join_into_one_line() {
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
