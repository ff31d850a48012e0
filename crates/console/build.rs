//! Builds the console with npm and Vite, and generates the Rust code that embeds it.
//!
//! The build is kept in `OUT_DIR` with a hash of the sources, and repeated only when that changes. Without Node.js, or
//! when the build fails, a development build embeds one page that says so: the rest of Frontdesk does not need the
//! console. A release build fails, unless a variable asks for one without the console.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The sources. Only a change of these repeats the build.
const SOURCES: [&str; 9] = [
    "app",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    ".npmrc",
    "vite.config.ts",
    "scripts/pack.mjs",
    "build.rs",
];

/// The folder of a finished build, for building without Node.js or network.
const READY_MADE: &str = "FRONTDESK_CONSOLE_DIST";

/// Set for a release build without the console.
const LEFT_OUT: &str = "FRONTDESK_WITHOUT_CONSOLE";

/// The list of files that `scripts/pack.mjs` writes.
const MANIFEST: &str = "manifest.tsv";

/// The oldest version of Node.js that Vite supports.
const NODE: (u32, u32) = (20, 19);

fn main() -> io::Result<()> {
    SOURCES.iter().for_each(|source| println!("cargo::rerun-if-changed={source}"));
    println!("cargo::rerun-if-env-changed={READY_MADE}");
    println!("cargo::rerun-if-env-changed={LEFT_OUT}");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?);
    let assets = match console(&out) {
        Ok(folder) => assets(&folder)?,
        Err(reason) if must_be_there() => {
            println!("cargo::error=the console cannot be built: {reason}");
            println!("cargo::error=set {LEFT_OUT}=1 to build a release without it");
            return Ok(());
        }
        Err(reason) => {
            println!("cargo::warning=the console is left out: {reason}");
            // Installing Node.js changes the path.
            println!("cargo::rerun-if-env-changed=PATH");
            plain_page(&out, &reason)?
        }
    };
    fs::write(out.join("assets.rs"), assets)
}

/// Whether the build fails without the console: a release must not lack it by accident.
fn must_be_there() -> bool {
    env::var("PROFILE").is_ok_and(|profile| profile == "release") && !is_left_out()
}

fn is_left_out() -> bool {
    env::var_os(LEFT_OUT).is_some_and(|value| value == "1" || value == "true")
}

/// The folder with a build of the current sources.
fn console(out: &Path) -> Result<PathBuf, String> {
    if is_left_out() {
        return Err(format!("{LEFT_OUT} is set"));
    }
    if let Some(folder) = env::var_os(READY_MADE).filter(|value| !value.is_empty()) {
        let folder = PathBuf::from(folder);
        println!("cargo::rerun-if-changed={}", folder.join(MANIFEST).display());
        return match folder.join(MANIFEST).is_file() {
            true => Ok(folder),
            false => Err(format!("{READY_MADE} names a folder without {MANIFEST}")),
        };
    }
    let (folder, mark) = (out.join("dist"), out.join("dist.hash"));
    let hash = hash_of(&SOURCES.map(PathBuf::from)).map_err(|error| error.to_string())?;
    if fs::read_to_string(&mark).is_ok_and(|known| known == hash) && folder.join(MANIFEST).is_file() {
        return Ok(folder);
    }
    check_node()?;
    install()?;
    run(Command::new("node").args(["node_modules/vite/bin/vite.js", "build", "--outDir"]).arg(&folder))?;
    fs::write(mark, hash).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// A hash of the names and contents of all files below `paths`.
fn hash_of(paths: &[PathBuf]) -> io::Result<String> {
    let mut files = Vec::new();
    paths.iter().try_for_each(|path| collect(path, &mut files))?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| collect(&entry?.path(), files))
}

fn check_node() -> Result<(), String> {
    let missing = "Node.js is not installed (https://nodejs.org)";
    let output = Command::new("node").arg("--version").output().map_err(|_| missing.to_owned())?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= NODE {
        return Ok(());
    }
    Err(format!("Node.js {}.{} or newer is needed, and {version} is installed", NODE.0, NODE.1))
}

/// Installs the packages of the lock file, unless they are installed. A concurrent build waits.
fn install() -> Result<(), String> {
    let to_text = |error: io::Error| error.to_string();
    let lock = File::create(".npm.lock").map_err(to_text)?;
    lock.lock().map_err(to_text)?;
    if is_installed().unwrap_or(false) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    // Packages for tests are kept where they are installed.
    let scope = if Path::new("node_modules/@playwright").exists() { "--include=dev" } else { "--omit=dev" };
    // No package needs its install scripts.
    run(Command::new(npm).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        scope,
    ]))
}

/// The lock file that npm writes on installing is newer than ours when the packages are current.
fn is_installed() -> io::Result<bool> {
    let installed = fs::metadata("node_modules/.package-lock.json")?.modified()?;
    Ok(installed >= fs::metadata("package-lock.json")?.modified()?)
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().filter(|line| !line.trim().is_empty()).take(8).collect::<Vec<_>>();
    let last: Vec<&str> = last.into_iter().rev().collect();
    Err(format!("{name} failed: {}", last.join(" | ")))
}

/// Rust code that embeds the files of a build. Each line of the list is a path, a media type and a digest.
fn assets(folder: &Path) -> io::Result<String> {
    let manifest = fs::read_to_string(folder.join(MANIFEST))?;
    let mut code = String::from(OPENING);
    for line in manifest.lines() {
        let [path, content_type, digest] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(io::Error::other(format!("{MANIFEST}: {line:?}")));
        };
        let packed = |ending: &str| {
            let file = folder.join(format!("{path}.{ending}"));
            if file.is_file() { format!("Some(include_bytes!({file:?}))") } else { "None".to_owned() }
        };
        let (plain, brotli, gzip) = (folder.join(path), packed("br"), packed("gz"));
        let is_immutable = path.starts_with("assets/");
        writeln!(
            code,
            "    Asset {{ path: {path:?}, content_type: {content_type:?}, digest: {digest:?}, \
             is_immutable: {is_immutable}, plain: include_bytes!({plain:?}), brotli: {brotli}, gzip: {gzip} }},"
        )
        .map_err(io::Error::other)?;
    }
    Ok(code + &ending(true))
}

const OPENING: &str = "/// Every file of the console.\npub const ASSETS: &[Asset] = &[\n";

fn ending(is_built: bool) -> String {
    format!(
        "];\n\n/// Whether this is the console and not the page in its place.\npub const IS_BUILT: bool = {is_built};\n"
    )
}

/// Rust code that embeds one page with the reason in place of the console.
fn plain_page(out: &Path, reason: &str) -> io::Result<String> {
    let reason: String = reason.chars().filter(|c| !matches!(c, '<' | '>' | '&')).collect();
    let page = fs::read_to_string("without-node.html")?.replace("{reason}", &reason);
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    let digest = format!("{:032x}", hasher.finish());
    let file = out.join("without-node.html");
    fs::write(&file, page)?;
    Ok(format!(
        "{OPENING}    Asset {{ path: \"index.html\", content_type: \"text/html; charset=utf-8\", digest: {digest:?}, \
         is_immutable: false, plain: include_bytes!({file:?}), brotli: None, gzip: None }},\n{}",
        ending(false)
    ))
}
