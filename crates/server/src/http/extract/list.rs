//! Comma-separated values of one parameter.

use std::str::FromStr;

/// Above the size of every enum.
const MOST: usize = 64;

/// `PENDING,IN_PROGRESS`: any of these. Empty parts are skipped, but one value is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnyOf<T>(pub(crate) Vec<T>);

// Not derived: the values need no default.
impl<T> Default for AnyOf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: FromStr<Err: std::fmt::Display>> FromStr for AnyOf<T> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let values: Vec<T> = parts
            .take(MOST + 1)
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(|rule: T::Err| rule.to_string())?;
        if values.is_empty() {
            return Err("must hold at least one value".to_owned());
        }
        if values.len() > MOST { Err(format!("must be at most {MOST} values")) } else { Ok(Self(values)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_comma_separated() {
        assert_eq!("1, 2,,3".parse(), Ok(AnyOf(vec![1, 2, 3])));
        assert!(",".parse::<AnyOf<i32>>().is_err());
        assert!("1,x".parse::<AnyOf<i32>>().is_err());
        assert!("1,".repeat(MOST).parse::<AnyOf<i32>>().is_ok());
        assert!("1,".repeat(MOST + 1).parse::<AnyOf<i32>>().is_err());
    }
}
