//! Guessing the mapping from headers.

use frontdesk_core::{Fault, Faults};

use super::Mapping;
use super::birth::{self, BirthParts};
use super::headers::{fold, matching, without_annotation};
use super::kind::{FieldSpec, Kind};

/// The most headers in a fault.
const MOST_LISTED: usize = 30;

/// The most characters of a header in a fault.
const MOST_SHOWN: usize = 40;

/// Why a column has its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Guessed,
    Asked,
}

impl Mapping {
    /// Guesses each column's field by its header, comparing only letters and digits. `overrides` are pairs of header
    /// and field that take precedence; an empty field or `-` ignores the column. A guess is dropped where an override
    /// already has the field.
    ///
    /// ```
    /// use frontdesk_tables::mapping::{Kind, Mapping};
    ///
    /// let headers = ["Ref", "First Name", "E-Mail"].map(str::to_owned);
    /// let asked = [("Ref".to_owned(), "integration_id".to_owned())];
    /// let mapping = Mapping::guess(Kind::Clients, &headers, &asked)?;
    /// let fields: Vec<_> = mapping.columns().map(|column| column.field).collect();
    /// assert_eq!(fields, [Some("integration_id"), Some("first_name"), Some("email")]);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// All faults at once: an override with an unknown header or field, two columns for a field that accepts only one,
    /// and each required field without a column.
    pub fn guess(kind: Kind, headers: &[String], overrides: &[(String, String)]) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut columns: Vec<Option<(&'static FieldSpec, Source)>> =
            headers.iter().map(|header| Some((recognise(kind, header)?, Source::Guessed))).collect();
        for (header, field) in overrides {
            match find_override(kind, headers, header, field) {
                Ok(asked) => put(&mut columns, headers, header, asked),
                Err(fault) => faults.push(fault),
            }
        }
        let birth = find_birth(kind, headers, overrides, &mut columns);
        for field in kind.fields().iter().filter(|field| !field.many) {
            give_way(&mut columns, field);
            faults.extend(doubled(headers, &columns, field));
        }
        let holds = |field: &FieldSpec| columns.iter().flatten().any(|(held, _)| *held == field);
        let missing = kind.fields().iter().filter(|field| field.required && !holds(field));
        faults.extend(missing.map(|field| no_column(headers, field)));
        Faults::check(faults)?;
        let fields: Vec<_> = columns.into_iter().map(|column| column.map(|(field, _)| field)).collect();
        let phones = phone_columns(headers, &fields);
        Ok(Self { headers: headers.to_vec(), fields, phones, birth, is_last_name_first: false })
    }
}

/// The field of each header on its own; `None` for an unknown one. Nothing is checked: [`Mapping::guess`] decides
/// whether a file can be imported.
///
/// ```
/// use frontdesk_tables::mapping::{Kind, recognise_each};
///
/// let headers = ["E-Mail", "Colour"].map(str::to_owned);
/// assert_eq!(recognise_each(Kind::Clients, &headers), [Some("email"), None]);
/// ```
pub fn recognise_each(kind: Kind, headers: &[String]) -> Vec<Option<&'static str>> {
    headers.iter().map(|header| recognise(kind, header).map(|field| field.name)).collect()
}

/// The field of a header. Fields with several columns may be numbered: `Phone 2`.
pub(super) fn recognise(kind: Kind, header: &str) -> Option<&'static FieldSpec> {
    if birth::is_part(kind, header) {
        return None;
    }
    let bare = || recognise_folded(kind, &fold(without_annotation(header)?));
    recognise_folded(kind, &fold(header)).or_else(bare)
}

fn recognise_folded(kind: Kind, folded: &str) -> Option<&'static FieldSpec> {
    let is_meant = |field: &&FieldSpec| {
        let folded = if field.many { without_number(folded) } else { folded };
        spellings(field).any(|name| fold(name) == folded)
    };
    kind.fields().iter().find(is_meant)
}

fn spellings(field: &FieldSpec) -> impl Iterator<Item = &'static str> {
    field.aliases.iter().copied().chain([field.name])
}

fn without_number(folded: &str) -> &str {
    folded.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The field of an override; `None` ignores the column.
fn find_override(
    kind: Kind,
    headers: &[String],
    header: &str,
    field: &str,
) -> Result<Option<&'static FieldSpec>, Fault> {
    if matching(headers, header).is_empty() {
        let message = format!("There is no column {}; the file has {}.", shown(header), listed(headers));
        return Err(Fault::sentence("mapping", message));
    }
    if matches!(field.trim(), "" | "-") {
        return Ok(None);
    }
    recognise(kind, field).map(Some).ok_or_else(|| {
        let names: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
        let message = format!("{kind} have no field {}; they have {}.", shown(field), names.join(", "));
        Fault::sentence("mapping", message)
    })
}

fn put(
    columns: &mut [Option<(&'static FieldSpec, Source)>],
    headers: &[String],
    header: &str,
    asked: Option<&'static FieldSpec>,
) {
    for place in matching(headers, header) {
        if let Some(column) = columns.get_mut(place) {
            *column = asked.map(|field| (field, Source::Asked));
        }
    }
}

/// The columns of a birth date's parts. A column of whole dates takes precedence.
fn find_birth(
    kind: Kind,
    headers: &[String],
    overrides: &[(String, String)],
    columns: &mut [Option<(&'static FieldSpec, Source)>],
) -> Option<BirthParts> {
    let asked: Vec<usize> = overrides.iter().flat_map(|(header, _)| matching(headers, header)).collect();
    let parts = birth::find(kind, headers, |column| asked.contains(&column))?;
    // `Birthday` beside a month and a year is the day.
    let [day, ..] = parts;
    let whole = |(place, column): (usize, &Option<(&FieldSpec, Source)>)| {
        place != day && column.is_some_and(|(field, _)| field.name == "birth_date")
    };
    if columns.iter().enumerate().any(whole) {
        return None;
    }
    if let Some(column) = columns.get_mut(day) {
        *column = None;
    }
    Some(parts)
}

/// Ignores guessed columns of a field that an override has.
fn give_way(columns: &mut [Option<(&'static FieldSpec, Source)>], field: &FieldSpec) {
    let holds = |column: &Option<(&FieldSpec, Source)>, source| {
        column.is_some_and(|(held, from)| held == field && from == source)
    };
    if columns.iter().any(|column| holds(column, Source::Asked)) {
        columns.iter_mut().filter(|column| holds(column, Source::Guessed)).for_each(|column| *column = None);
    }
}

fn doubled(
    headers: &[String],
    columns: &[Option<(&'static FieldSpec, Source)>],
    field: &FieldSpec,
) -> Option<Fault> {
    let holds = |column: &Option<(&FieldSpec, Source)>| column.is_some_and(|(held, _)| held == field);
    let holders = columns.iter().zip(headers).enumerate().filter(|(_, (column, _))| holds(column));
    let named: Vec<String> = holders
        .map(|(position, (_, header))| format!("{} (column {})", shown(header), position + 1))
        .collect();
    (named.len() > 1).then(|| {
        let message =
            format!("{} all mean {}: map all but one of them to \"-\".", named.join(" and "), field.name);
        Fault::sentence(field.name, message)
    })
}

fn no_column(headers: &[String], field: &FieldSpec) -> Fault {
    let message = format!("No column holds {}; the file has {}.", field.name, listed(headers));
    Fault::sentence(field.name, message)
}

fn listed(headers: &[String]) -> String {
    let named: Vec<String> = headers.iter().take(MOST_LISTED).map(|header| shown(header)).collect();
    match headers.len().saturating_sub(MOST_LISTED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// A header for messages. The first row of a file without headers is personal data, so text that looks like an e-mail
/// address or a long number is masked.
fn shown(header: &str) -> String {
    let digits = header.chars().filter(char::is_ascii_digit).count();
    let is_personal = digits > 3 || header.contains('@');
    let cover = |c: char| {
        if is_personal && c.is_alphanumeric() { '*' } else { c }
    };
    let text: String = header.chars().take(MOST_SHOWN).map(cover).collect();
    format!("{text:?}")
}

/// The columns of phone numbers, ordered by the type of phone in the header, then by its number, then by position.
fn phone_columns(headers: &[String], fields: &[Option<&'static FieldSpec>]) -> Vec<usize> {
    let rank = |column: usize| {
        let field = fields.get(column).copied().flatten().filter(|field| field.many)?;
        let header = headers.get(column)?;
        let folded = fold(without_annotation(header).unwrap_or(header));
        let base = without_number(&folded);
        let place = spellings(field).position(|name| fold(name) == base);
        // A column mapped to phones by an override alone goes last.
        let place = place.unwrap_or(usize::MAX);
        let number: u64 = folded.get(base.len()..)?.parse().unwrap_or_default();
        Some((place, number, column))
    };
    let mut ranked: Vec<_> = (0..headers.len()).filter_map(rank).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, column)| column).collect()
}
