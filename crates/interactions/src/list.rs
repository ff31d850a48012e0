//! Lists of names in a payload.

use std::collections::HashSet;
use std::fmt::Display;

use frontdesk_core::{Fault, Faults, Fields};

/// Parses the names in the list `field`: one to `most`, each once.
///
/// # Errors
/// All faults at once, each under the position of its name.
pub(crate) fn parse_list<T, E: Display>(
    field: &str,
    texts: &[String],
    most: usize,
    parse: impl Fn(&str) -> Result<T, E>,
    key: impl Fn(&T) -> String,
) -> Result<Vec<T>, Faults> {
    if texts.is_empty() || texts.len() > most {
        return Err(Fault::new(field, format!("must hold 1 to {most} {field}")).into());
    }
    let (mut names, mut fields, mut keys) = (Vec::new(), Fields::default(), HashSet::new());
    for (position, text) in texts.iter().enumerate() {
        let name = match parse(text) {
            Ok(name) if !keys.insert(key(&name)) => Err("is given more than once".to_owned()),
            parsed => parsed.map_err(|rule| rule.to_string()),
        };
        names.extend(fields.check(&format!("{field}.{position}"), name).ok());
    }
    fields.finish(|| Ok(names))
}
