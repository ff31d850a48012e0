//! Several values of one parameter, with commas between them.

use std::str::FromStr;

/// More values than any list of words has.
const MOST: usize = 64;

/// `PENDING,IN_PROGRESS`: any of these. Empty parts are passed over, but there must be one that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnyOf<T>(pub(crate) Vec<T>);

// By hand: the values need no default.
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
    fn values_are_separated_by_commas() {
        assert_eq!("1, 2,,3".parse(), Ok(AnyOf(vec![1, 2, 3])));
        assert!(",".parse::<AnyOf<i32>>().is_err());
        assert!("1,x".parse::<AnyOf<i32>>().is_err());
        assert!("1,".repeat(MOST).parse::<AnyOf<i32>>().is_ok());
        assert!("1,".repeat(MOST + 1).parse::<AnyOf<i32>>().is_err());
    }
}
