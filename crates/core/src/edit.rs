//! An edit of a field: keep, clear or set.

/// The edit of one field in a payload, with the semantics of JSON Merge Patch.
///
/// ```
/// # use frontdesk_core::Edit;
/// let stored = Some("Ada");
/// assert_eq!(Edit::Keep.over(&stored), Some("Ada"));
/// assert_eq!(Edit::Clear.over(&stored), None);
/// assert_eq!(Edit::Set("Grace").over(&stored), Some("Grace"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edit<T> {
    /// Absent: the field keeps its value.
    #[default]
    Keep,
    /// Null, or empty text: the field is cleared.
    Clear,
    /// The field is set to this value.
    Set(T),
}

impl<T> Edit<T> {
    /// [`Edit::Keep`] for `None`: for an optional value that cannot be cleared.
    pub fn keep_or_set(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }

    /// [`Edit::Clear`] for `None`: for a field of a whole record.
    pub fn clear_or_set(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// Whether the field is absent from the payload.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The value to set, if any.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// The edit by reference.
    pub fn as_ref(&self) -> Edit<&T> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(value),
        }
    }

    /// The edit with a converted value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Edit<U> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(change(value)),
        }
    }

    /// The edit in a payload that replaces the whole record: absent fields are cleared.
    #[must_use]
    pub fn or_clear(self) -> Self {
        match self {
            Self::Keep => Self::Clear,
            given => given,
        }
    }

    /// The value of the field after the edit.
    pub fn over(&self, stored: &Option<T>) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Self::Keep => stored.clone(),
            Self::Clear => None,
            Self::Set(value) => Some(value.clone()),
        }
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize> serde::Serialize for Edit<T> {
    /// [`Edit::Keep`] has no serialized form: skip it with `skip_serializing_if = "Edit::is_keep"`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().value().serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Edit<T> {
    /// For fields with `#[serde(default)]`: an absent field is kept, null clears.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::clear_or_set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_edits_differ() {
        for (edit, is_keep, value, over) in [
            (Edit::Keep, true, None, Some(1)),
            (Edit::Clear, false, None, None),
            (Edit::Set(2), false, Some(2), Some(2)),
        ] {
            assert_eq!(
                (edit.is_keep(), edit.value(), edit.over(&Some(1))),
                (is_keep, value, over),
                "{edit:?}"
            );
            assert_eq!(edit.map(|it| it + 1).value(), value.map(|it| it + 1), "{edit:?}");
        }
        assert_eq!(
            (Edit::keep_or_set(None::<u8>), Edit::clear_or_set(None::<u8>)),
            (Edit::Keep, Edit::Clear)
        );
    }
}
