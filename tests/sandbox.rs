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

#[test]
fn a_program_has_the_environment_and_the_folder_it_is_given_and_nothing_to_read() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let folder = bench.folder();
        let outcome = bench.python_in(
            &folder,
            "import os, sys\n\
             print(sorted(os.environ), os.getcwd(), repr(sys.stdin.read()))\n\
             open('made', 'w').write('here')",
        );
        // The interpreter itself adds the third where there is no locale.
        let path = folder.path().display();
        let expected = format!("['LC_CTYPE', 'PATH', 'TMPDIR'] {path} ''\n");
        assert_prints(&outcome, &expected);
        let made = fs::read_to_string(folder.path().join("made")).unwrap();
        assert_eq!(made, "here");
    }
}

#[test]
fn a_program_may_use_processes_threads_locks_and_sockets_of_its_own() {
    let bench = Bench::new(ALL);
    let outcome = bench.python(
        r#"
import asyncio, multiprocessing, os, subprocess, tempfile, threading

def square(number):
    return number * number

async def speak():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        writer.close()
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"spoken\n")
    print(await reader.readline())

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, [1, 2, 3]))
    print(subprocess.run(["echo", "sub"], capture_output=True).stdout)
    event = threading.Event()
    threads = [threading.Thread(target=event.wait) for _ in range(50)]
    [thread.start() for thread in threads]
    event.set()
    [thread.join() for thread in threads]
    with tempfile.NamedTemporaryFile() as file:
        print(os.path.dirname(file.name) == os.getcwd())
    with open("/dev/null", "w") as nothing:
        nothing.write("x")
    print(os.readlink("/proc/self") == str(os.getpid()))
    asyncio.run(speak())
"#,
    );
    assert_prints(&outcome, "[1, 4, 9]\nb'sub\\n'\nTrue\nTrue\nb'spoken\\n'\n");
}

#[test]
fn a_program_has_no_rights_and_can_get_none() {
    let bench = Bench::new(ALL);
    let outcome = bench.sh("grep -E 'Cap(Prm|Eff|Inh|Amb)|NoNewPrivs' /proc/self/status");
    let expected = "CapInh:\t0000000000000000\nCapPrm:\t0000000000000000\n\
        CapEff:\t0000000000000000\nCapAmb:\t0000000000000000\nNoNewPrivs:\t1\n";
    assert_prints(&outcome, expected);
    let outcome = bench.sh("mount -t tmpfs none \"$TMPDIR\" 2>/dev/null || echo refused");
    assert_prints(&outcome, "refused\n");
}

#[test]
fn a_compiler_works_within() {
    let sysroot = std::process::Command::new("rustc")
        .args(["--print", "sysroot"])
        .output();
    let sysroot = sysroot.expect("this test needs `rustc`").stdout;
    let sysroot = PathBuf::from(text(&sysroot).trim());
    let rustc = sysroot.join("bin/rustc");
    for layers in [ALL, LANDLOCK, NOTHING] {
        let mut bench = Bench::new(layers);
        bench.readable = vec![sysroot.clone()];
        bench.limits.memory = 4 << 30;
        bench.limits.file_size = 64 << 20;
        bench.limits.time = Duration::from_secs(60);
        let folder = bench.folder();
        let code = "fn main() { println!(\"{:?}\", std::env::current_exe().is_ok()); }";
        fs::write(folder.path().join("sample.rs"), code).unwrap();
        assert_prints(&bench.run(&folder, &rustc, &["sample.rs"]), "");
        let sample = folder.path().join("sample");
        let expected = if layers == ALL { "true\n" } else { "" };
        let outcome = bench.run(&folder, &sample, &[]);
        assert!(text(&outcome.stdout).starts_with(expected), "{outcome:?}");
        assert_eq!(outcome.end, End::Exited(0));
    }
}
