//! The rule crates as they would be published: packed, unpacked beside each other, and compiled by the oldest Rust that
//! they declare.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::commands::{cargo, first_line, succeeds};
use crate::report::Outcome;
use crate::workspace::Workspace;

/// Whether they can be published, and compile outside of the workspace. Verifying each package by itself, as cargo does,
/// would compile what they depend on once more, with other settings.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome> {
    let packages: Vec<&str> = workspace.rule_crates().flat_map(|name| ["--package", name]).collect();
    for command in [&["publish", "--dry-run"][..], &["package"]] {
        let mut pack = cargo();
        pack.args(command).args(["--no-verify", "--allow-dirty", "--all-features"]).args(&packages);
        if !succeeds(&mut pack)? {
            return Ok(Outcome::Failed);
        }
    }
    let folder = unpack(workspace)?;
    let declared = workspace.packages.iter().find_map(|package| package.rust_version.as_deref());
    compile(&folder, &workspace.target_directory, declared.context("no manifest declares a rust-version")?)
}

/// A workspace of the packages, in which they depend on each other as packed.
fn unpack(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target_directory.join("packages");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut packed = Vec::new();
    for name in workspace.rule_crates() {
        let version = workspace.packages.iter().find(|package| package.name == name).map(|it| &it.version);
        let stem = format!("{name}-{}", version.context("a package without a version")?);
        let archive = workspace.target_directory.join("package").join(format!("{stem}.crate"));
        let mut tar = Command::new("tar");
        ensure!(succeeds(tar.arg("-xzf").arg(&archive).arg("-C").arg(&folder))?, "cannot unpack {stem}");
        packed.push((name, stem));
    }
    fs::write(folder.join("Cargo.toml"), manifest(&packed)).context("cannot write a manifest")?;
    // The same versions as in the workspace.
    fs::copy(workspace.workspace_root.join("Cargo.lock"), folder.join("Cargo.lock"))
        .context("no lock file")?;
    Ok(folder)
}

fn manifest(packed: &[(&str, String)]) -> String {
    let members: Vec<String> = packed.iter().map(|(_, folder)| format!("{folder:?}")).collect();
    let patches: Vec<String> =
        packed.iter().map(|(name, folder)| format!("{name} = {{ path = {folder:?} }}\n")).collect();
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[patch.crates-io]\n{}",
        members.join(", "),
        patches.concat()
    )
}

fn compile(folder: &Path, target: &Path, oldest: &str) -> Result<Outcome> {
    let is_there = first_line("rustup", &["run", oldest, "cargo", "--version"]).is_some();
    let mut check = if is_there { Command::new("rustup") } else { cargo() };
    if is_there {
        check.args(["run", oldest, "cargo"]).env_remove("RUSTC").env_remove("RUSTDOC");
    }
    check.args(["check", "--workspace", "--all-features", "--target-dir"]).arg(target).current_dir(folder);
    if !succeeds(&mut check)? {
        return Ok(Outcome::Failed);
    }
    Ok(if is_there {
        Outcome::Passed
    } else {
        Outcome::Incomplete(format!(
            "Rust {oldest} is not installed, only clippy's incompatible_msrv was checked: `rustup toolchain install {oldest} --profile minimal`"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_depend_on_each_other_as_packed() {
        let packed = [("a", "a-0.1.0".to_owned()), ("b", "b-0.1.0".to_owned())];
        assert_eq!(
            manifest(&packed),
            "[workspace]\nresolver = \"3\"\nmembers = [\"a-0.1.0\", \"b-0.1.0\"]\n\n[patch.crates-io]\n\
             a = { path = \"a-0.1.0\" }\nb = { path = \"b-0.1.0\" }\n"
        );
    }
}
