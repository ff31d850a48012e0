//! Running a program and measuring it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// Time and memory of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) seconds: f64,
    /// Its peak memory in MiB.
    pub(crate) peak_mib: f64,
}

/// A command in a folder of its own, without settings from the environment.
pub(crate) fn frontdesk(binary: &Path, folder: &Path) -> Command {
    let mut command = Command::new(binary);
    command.current_dir(folder);
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names {
        if name.starts_with("FRONTDESK_") || name == "DATABASE_URL" || name == "ENV_FILE" {
            command.env_remove(name);
        }
    }
    command
}

/// Writes cached file data to disk: it would otherwise be written during the next measurement.
pub(crate) fn flush_disks() {
    rustix::fs::sync();
}

/// Runs a program to its end; its output goes to `log` and is shown when it fails.
pub(crate) fn run(command: &mut Command, log: &Path) -> Result<Taken> {
    let output = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    flush_disks();
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone().context("a second handle of the log")?)
        .stderr(output)
        .spawn()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    let mut peak_mib = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait().context("cannot wait")? {
            break status;
        }
        peak_mib = memory_mib(child.id(), "VmHWM").unwrap_or(peak_mib);
        thread::sleep(Duration::from_millis(5));
    };
    let seconds = start.elapsed().as_secs_f64();
    let said = || fs::read_to_string(log).unwrap_or_default();
    ensure!(status.success(), "{} ended with {status}:\n{}", command.get_program().display(), said());
    Ok(Taken { seconds, peak_mib })
}

/// A figure of `/proc/PID/status` in MiB.
pub(crate) fn memory_mib(id: u32, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes / 1024.0)
}

/// The processor time that a process has taken so far, in seconds.
pub(crate) fn cpu_seconds(id: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program, in parentheses, may contain spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / rustix::param::clock_ticks_per_second() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_process_is_found() {
        let own = memory_mib(std::process::id(), "VmHWM");
        assert!(own.is_none_or(|mib| mib > 0.5 && mib < 10_000.0), "{own:?}");
        assert_eq!(memory_mib(std::process::id(), "VmH"), None);
    }

    #[test]
    fn the_processor_time_of_a_process_is_found() {
        let own = cpu_seconds(std::process::id());
        assert!(own.is_none_or(|seconds| (0.0..100_000.0).contains(&seconds)), "{own:?}");
    }
}
