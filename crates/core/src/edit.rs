//! A field of a payload that may leave alone, clear or set what is stored.

/// What a payload says of one field, in the words of JSON Merge Patch.
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
    /// Nothing: the field stays as it is.
    #[default]
    Keep,
    /// Null, or empty text: the field is empty afterwards.
    Clear,
    /// The field has this value afterwards.
    Set(T),
}

impl<T> Edit<T> {
    /// [`Edit::Keep`] for `None`: what an optional value that cannot be cleared says.
    pub fn keep_or_set(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }

    /// [`Edit::Clear`] for `None`: what a whole record says of a field.
    pub fn clear_or_set(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// Whether the payload does not speak of the field.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The value that is set, if one is.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// The same by reference.
    pub fn as_ref(&self) -> Edit<&T> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(value),
        }
    }

    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Edit<U> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(change(value)),
        }
    }

    /// What a payload that is the whole record says of the field: what it does not mention is cleared.
    #[must_use]
    pub fn or_clear(self) -> Self {
        match self {
            Self::Keep => Self::Clear,
            given => given,
        }
    }

    /// What the field holds afterwards.
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
    /// [`Edit::Keep`] has no form of its own: skip it by `skip_serializing_if = "Edit::is_keep"`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().value().serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Edit<T> {
    /// For fields with `#[serde(default)]`: what is absent is kept, null clears.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::clear_or_set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_three_is_told_apart() {
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
