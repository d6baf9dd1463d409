//! Programs behind fences: what they may do, how they end, and that nothing of them stays.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use hotseat::run::sandbox::{End, Folder, Layers, Limits, Outcome, Sandbox, Scratch, Task};
use tempfile::TempDir;

const HELPER: &str = env!("CARGO_BIN_EXE_hotseat");

const ALL: Layers = Layers {
    namespaces: true,
    landlock: true,
};

/// A machine that forbids namespaces.
const LANDLOCK: Layers = Layers {
    namespaces: false,
    landlock: true,
};

/// A machine with nothing but limits.
const NOTHING: Layers = Layers {
    namespaces: false,
    landlock: false,
};

/// A sandbox, its folders, and a word by which everything that it starts is known.
struct Bench {
    sandbox: Sandbox,
    scratch: Option<Scratch>,
    parent: TempDir,
    limits: Limits,
    readable: Vec<PathBuf>,
}

impl Bench {
    fn new(layers: Layers) -> Self {
        let parent = TempDir::new().unwrap();
        Self {
            sandbox: Sandbox::with(Path::new(HELPER), layers).unwrap(),
            scratch: Some(Scratch::within(parent.path()).unwrap()),
            parent,
            limits: Limits {
                time: Duration::from_secs(20),
                memory: 1 << 30,
                output: 1 << 20,
                processes: 32,
                file_size: 1 << 20,
            },
            readable: python_files(),
        }
    }

    fn folder(&self) -> Folder {
        self.scratch.as_ref().unwrap().folder().unwrap()
    }

    fn python(&self, code: &str) -> Outcome {
        self.python_in(&self.folder(), code)
    }

    fn python_in(&self, folder: &Folder, code: &str) -> Outcome {
        fs::write(folder.path().join("sample.py"), code).unwrap();
        self.run(folder, python(), &["-I", "sample.py"])
    }

    fn sh(&self, code: &str) -> Outcome {
        self.run(&self.folder(), Path::new("/bin/sh"), &["-c", code])
    }

    #[track_caller]
    fn run(&self, folder: &Folder, program: &Path, args: &[&str]) -> Outcome {
        let never = AtomicBool::new(false);
        self.try_run(folder, program, args, &never).unwrap()
    }

    fn try_run(
        &self,
        folder: &Folder,
        program: &Path,
        args: &[&str],
        interrupted: &AtomicBool,
    ) -> std::io::Result<Outcome> {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        let env = [
            ("PATH".into(), "/usr/bin:/bin".into()),
            ("TMPDIR".into(), folder.path().into()),
        ];
        let task = Task {
            program,
            args: &args,
            env: &env,
            folder,
            readable: &self.readable,
            limits: self.limits,
        };
        self.sandbox.run(&task, interrupted)
    }

    /// Every process that works in a folder of this bench or was told of one.
    fn left_running(&self) -> Vec<String> {
        let mark = self.parent.path().to_str().unwrap();
        let mut left = Vec::new();
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let is_process = entry.file_name().to_str().unwrap().parse::<u32>().is_ok();
            if !is_process || entry.file_name().to_str() == Some(&std::process::id().to_string()) {
                continue;
            }
            let read = |name: &str| fs::read(entry.path().join(name)).unwrap_or_default();
            let told = [read("cmdline"), read("environ")].concat();
            let told = String::from_utf8_lossy(&told).replace('\0', " ");
            let folder = fs::read_link(entry.path().join("cwd")).unwrap_or_default();
            if told.contains(mark) || folder.starts_with(mark) {
                left.push(format!("{}: {told}", entry.file_name().display()));
            }
        }
        left
    }
}

/// Nothing runs and nothing lies about when a test is done with its bench.
impl Drop for Bench {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let running = self.left_running();
        assert!(running.is_empty(), "left running: {running:#?}");
        let scratch = self.scratch.take().unwrap();
        let left: Vec<_> = fs::read_dir(scratch.path()).unwrap().flatten().collect();
        assert!(left.is_empty(), "left on disk: {left:?}");
        drop(scratch);
        let left: Vec<_> = fs::read_dir(self.parent.path())
            .unwrap()
            .flatten()
            .collect();
        assert!(left.is_empty(), "left on disk: {left:?}");
    }
}

/// The interpreter itself, which a version manager may hide behind a script.
fn python() -> &'static Path {
    static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| ask_python("sys.executable").into());
    &PYTHON
}

fn python_files() -> Vec<PathBuf> {
    static PREFIX: LazyLock<PathBuf> = LazyLock::new(|| ask_python("sys.base_prefix").into());
    vec![PREFIX.clone()]
}

fn ask_python(what: &str) -> String {
    let code = format!("import sys; print({what})");
    let answer = std::process::Command::new("python3")
        .args(["-c", &code])
        .output();
    let answer = answer.expect("these tests need `python3`").stdout;
    String::from_utf8(answer).unwrap().trim().to_owned()
}

#[track_caller]
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn assert_prints(outcome: &Outcome, expected: &str) {
    assert_eq!(
        (text(&outcome.stdout), text(&outcome.stderr), outcome.end),
        (expected, "", End::Exited(0))
    );
}

// What a program finds.

#[test]
fn a_program_prints_to_both_streams_and_ends_with_its_status() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let outcome = bench.sh("echo out; echo err >&2; exit 7");
        assert_eq!(text(&outcome.stdout), "out\n");
        assert_eq!(text(&outcome.stderr), "err\n");
        assert_eq!(outcome.end, End::Exited(7));
        assert_eq!(bench.sh("kill -TERM $$").end, End::Killed(15));
        assert_prints(&bench.python("print('hello')"), "hello\n");
    }
}
