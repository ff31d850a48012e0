//! What is wrong with the command line or a variable.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::arguments;
use crate::environment::Environment;
use crate::exit::{UsageError, WRONG};
use crate::settings::is_secret;

/// The most characters of a value that are shown.
const MOST_SHOWN: usize = 60;

/// Tells of it: a wrong value in one line, anything else as clap does. Help and version end well.
pub(crate) fn about(error: &clap::Error, words: &[OsString], environment: &Environment) -> Result<ExitCode> {
    if error.kind() == ErrorKind::InvalidUtf8 {
        return Err(UsageError("an argument or a variable is not in UTF-8".to_owned()).into());
    }
    if let Some(line) = wrong_value(error, words, environment) {
        return Err(UsageError(line).into());
    }
    // A reader of the help that has gone away is no failure.
    let _ = error.print();
    Ok(if error.use_stderr() { ExitCode::from(WRONG) } else { ExitCode::SUCCESS })
}

fn wrong_value(error: &clap::Error, words: &[OsString], environment: &Environment) -> Option<String> {
    let is_value = matches!(
        error.kind(),
        ErrorKind::ValueValidation
            | ErrorKind::InvalidValue
            | ErrorKind::NoEquals
            | ErrorKind::WrongNumberOfValues
    );
    let name = text(error, ContextKind::InvalidArg).filter(|_| is_value)?;
    let mut command = arguments::command();
    // Else arguments cannot be shown.
    command.build();
    let arg = find(&command, &name);
    let place = arg.map_or_else(|| name.clone(), |arg| place(arg, words, environment));
    let secret = arg.is_some_and(|arg| is_secret(arg.get_id().as_str()));
    let value = text(error, ContextKind::InvalidValue).filter(|value| !secret && !may_hold_a_password(value));
    let rule = rule(error);
    Some(match value {
        Some(value) if value.is_empty() => format!("{place} needs a value"),
        Some(value) => format!("{place}: {} {rule}", shown(&value)),
        None => format!("{place} {rule}"),
    })
}

/// Whether a value is a URL with a user in it.
fn may_hold_a_password(value: &str) -> bool {
    value.contains("://") && value.contains('@')
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// What the value should be.
fn rule(error: &clap::Error) -> String {
    if let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue)
        && !known.is_empty()
    {
        return format!("must be one of {}", known.join(", "));
    }
    let cause = std::error::Error::source(error).map(ToString::to_string);
    match cause {
        Some(cause) if ["must", "needs"].iter().any(|word| cause.starts_with(word)) => cause,
        Some(cause) => format!("is not valid: {cause}"),
        None => "is not valid".to_owned(),
    }
}

/// The value on one line, and no more of it than it takes to know it again.
fn shown(value: &str) -> String {
    match value.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{:?}…", value.get(..end).unwrap_or_default()),
        None => format!("{value:?}"),
    }
}

/// The argument that clap means by `--listen <ADDRESS>`, wherever it belongs to.
fn find<'a>(command: &'a Command, shown: &str) -> Option<&'a Arg> {
    let own = command.get_arguments().find(|arg| arg.to_string() == shown);
    own.or_else(|| command.get_subcommands().find_map(|command| find(command, shown)))
}

/// Where a value was given: the flag, or the variable, perhaps in a file.
fn place(arg: &Arg, words: &[OsString], environment: &Environment) -> String {
    let Some(flag) = arg.get_long().map(|long| format!("--{long}")) else {
        return arg.to_string();
    };
    let is_flag = |word: &OsString| {
        let word = word.to_string_lossy();
        word.strip_prefix(&flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    let variable = arg.get_env().map(|name| name.to_string_lossy());
    match variable {
        Some(variable) if !words.iter().any(is_flag) => match environment.file_of(&variable) {
            Some(file) => format!("{variable} in {}", file.display()),
            None => variable.into_owned(),
        },
        _ => flag,
    }
}
