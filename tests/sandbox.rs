//! Programs behind fences: what they may do, how they end, and that nothing of them stays.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use hotseat::run::sandbox::{
    End, FileFence, Folder, Layers, Limits, NetworkFence, Outcome, ProcessFence, Sandbox, Scratch,
    Stream, Task,
};
use tempfile::TempDir;

const HELPER: &str = env!("CARGO_BIN_EXE_hotseat");

const ALL: Layers = Layers {
    namespaces: true,
    landlock: true,
};

/// A machine without Landlock.
const NAMESPACES: Layers = Layers {
    namespaces: true,
    landlock: false,
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

    /// Whether this machine lets anybody have them. What only they can do is not tested
    /// elsewhere, and the summary says there that it cannot be done.
    fn has_namespaces(&self) -> bool {
        self.sandbox.fences().processes == ProcessFence::Namespace
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

    fn left_running(&self) -> Vec<String> {
        left_running(self.parent.path())
    }
}

/// Every process that works below a folder or was told of it, but this one.
pub fn left_running(folder: &Path) -> Vec<String> {
    let mark = folder.to_str().unwrap();
    let mut left = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let pid = entry.file_name().to_str().unwrap().parse::<u32>();
        if pid.is_err() || pid == Ok(std::process::id()) {
            continue;
        }
        let read = |name: &str| fs::read(entry.path().join(name)).unwrap_or_default();
        let told = [read("cmdline"), read("environ")].concat();
        let told = String::from_utf8_lossy(&told).replace('\0', " ");
        let works_in = fs::read_link(entry.path().join("cwd")).unwrap_or_default();
        if told.contains(mark) || works_in.starts_with(folder) {
            left.push(format!("{}: {told}", entry.file_name().display()));
        }
    }
    left
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
    let answer = Command::new("python3").args(["-c", &code]).output();
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
    if !bench.has_namespaces() {
        return;
    }
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
    for layers in [ALL, NAMESPACES, NOTHING] {
        let bench = Bench::new(layers);
        if layers != NOTHING && !bench.has_namespaces() {
            continue;
        }
        let outcome = bench.sh("grep -E 'Cap(Prm|Eff|Inh|Amb)|NoNewPrivs' /proc/self/status");
        let expected = "CapInh:\t0000000000000000\nCapPrm:\t0000000000000000\n\
        CapEff:\t0000000000000000\nCapAmb:\t0000000000000000\nNoNewPrivs:\t1\n";
        assert_prints(&outcome, expected);
        let outcome = bench.sh("mount -t tmpfs none \"$TMPDIR\" 2>/dev/null || echo refused");
        assert_prints(&outcome, "refused\n");
    }
}

#[test]
fn a_compiler_works_within() {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
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
        let expected = if bench.has_namespaces() { "true\n" } else { "" };
        let outcome = bench.run(&folder, &sample, &[]);
        assert!(text(&outcome.stdout).starts_with(expected), "{outcome:?}");
        assert_eq!(outcome.end, End::Exited(0));
    }
}

#[test]
fn a_program_that_is_missing_or_is_none_is_an_error_that_names_it() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let folder = bench.folder();
        let never = AtomicBool::new(false);
        let missing = folder.path().join("python9");
        let error = bench.try_run(&folder, &missing, &[], &never).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert!(
            error.to_string().contains("starting the program"),
            "{error}"
        );
        assert!(error.to_string().contains("python9"), "{error}");

        fs::write(folder.path().join("text"), "no program").unwrap();
        let text = folder.path().join("text");
        let error = bench.try_run(&folder, &text, &[], &never).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{error}");
    }
}

// The rest of the disk, other programs, the network.

#[test]
fn files_outside_can_neither_be_read_nor_written_nor_reached_by_links() {
    for layers in [ALL, NAMESPACES, LANDLOCK] {
        let bench = Bench::new(layers);
        if bench.sandbox.fences().files == FileFence::Open {
            continue;
        }
        let outside = TempDir::new().unwrap();
        let secret = outside.path().join("secret");
        fs::write(&secret, "secret").unwrap();
        let code = format!(
            r#"
import os

def attempt(what, *arguments):
    try:
        what(*arguments)
    except OSError:
        return
    print("done:", what.__name__, arguments)

def read(path):
    open(path).read()

def write(path):
    open(path, "a").write("x")

outside, secret = {:?}, {:?}
attempt(read, secret)
attempt(write, secret)
attempt(write, outside + "/new")
attempt(os.mkdir, outside + "/folder")
attempt(os.remove, secret)
attempt(os.truncate, secret, 0)
attempt(os.listdir, outside)
attempt(os.rename, "sample.py", outside + "/moved")
attempt(os.link, secret, "hard")
os.symlink(secret, "soft")
attempt(read, "soft")
attempt(write, "soft")
os.symlink("/", "root")
attempt(read, "root" + secret)
attempt(write, "../" * 20 + secret)
attempt(read, "/proc/1/root" + secret)
attempt(write, "/proc/sys/kernel/core_pattern")
attempt(write, "/proc/1/oom_score_adj")
attempt(read, "/proc/self/cwd/../../../.." + secret)
for path in ["/etc/shadow", "/etc/ssh", "/run", "/var/log", "/var/tmp", "/boot"]:
    attempt(os.listdir if os.path.isdir(path) else read, path)
for folder in ["/", "/usr", "/etc", "/dev", "/proc", "/var", "/home", "/root", "/tmp"]:
    attempt(write, folder + "/hotseat-was-here")
"#,
            outside.path(),
            secret
        );
        assert_prints(&bench.python(&code), "");
        assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }
}

#[test]
fn what_is_shown_cannot_be_changed() {
    for layers in [ALL, NAMESPACES, LANDLOCK] {
        let mut bench = Bench::new(layers);
        if bench.sandbox.fences().files == FileFence::Open {
            continue;
        }
        let shown = TempDir::new().unwrap();
        fs::write(shown.path().join("library.py"), "NAME = 'library'").unwrap();
        bench.readable.push(shown.path().to_owned());
        let code = format!(
            "import sys; sys.path.append({:?}); sys.dont_write_bytecode = True\n\
             import library; print(library.NAME)\n\
             try: open(library.__file__, 'w')\n\
             except OSError as error: print(type(error).__name__ != 'FileNotFoundError')",
            shown.path()
        );
        assert_prints(&bench.python(&code), "library\nTrue\n");
    }
}

#[test]
fn nothing_outside_can_be_connected_to() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("socket");
    let _listener = UnixListener::bind(&path).unwrap();
    let address = port.local_addr().unwrap().port();
    let code = format!(
        r#"
import socket
for family, kind, address in [
    (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", {address})),
    (socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80)),
    (socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53)),
    (socket.AF_UNIX, socket.SOCK_STREAM, {path:?}),
]:
    try:
        socket.socket(family, kind).connect(address)
    except OSError as error:
        print(type(error).__name__)
    else:
        print("connected to", address)
"#
    );
    let bench = Bench::new(ALL);
    if bench.sandbox.fences().network == NetworkFence::Namespace {
        let expected = "ConnectionRefusedError\nOSError\nOSError\nFileNotFoundError\n";
        assert_prints(&bench.python(&code), expected);
    }
    let bench = Bench::new(LANDLOCK);
    if bench.sandbox.fences().network == NetworkFence::NoTcp {
        let outcome = bench.python(&code);
        let refused = "PermissionError\nPermissionError\n";
        assert!(text(&outcome.stdout).starts_with(refused), "{outcome:?}");
    }
}

#[test]
fn a_program_that_kills_its_parent_harms_nobody_else() {
    let code = "import os\n\
        try: os.kill(os.getppid(), 9)\n\
        except PermissionError: pass\n\
        print('alive')";
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let outcome = bench.python(code);
        match bench.sandbox.fences().processes {
            ProcessFence::Namespace | ProcessFence::Scoped => assert_prints(&outcome, "alive\n"),
            // It kills a process of ours that is there for this, and ends with it.
            ProcessFence::Watched => assert_eq!(outcome.end, End::Killed(9)),
        }
        assert_prints(&bench.sh("echo still here"), "still here\n");
    }
}

#[test]
fn a_program_that_kills_everybody_kills_only_its_own() {
    let bench = Bench::new(ALL);
    // Without a namespace this would end whoever runs the tests.
    if !bench.has_namespaces() {
        return;
    }
    let outcome = bench.python(
        "import os\n\
         try: os.kill(-1, 9)\n\
         except ProcessLookupError: print('nobody there')",
    );
    assert_prints(&outcome, "nobody there\n");
    assert_eq!(bench.sh("kill -9 0").end, End::Killed(9));
    let code = "import os; print(sorted(name for name in os.listdir('/proc') if name.isdigit()))";
    assert_prints(&bench.python(code), "['1', '2']\n");
}

#[test]
fn the_fences_say_what_they_leave_open() {
    let fences = |layers| Bench::new(layers).sandbox.fences();
    let none = "limits, process tree; not fenced: signals to other processes, network, \
        the rest of the disk";
    assert_eq!(fences(NOTHING).to_string(), none);
    for layers in [ALL, NAMESPACES] {
        let fences = fences(layers);
        let is_there = fences.processes == ProcessFence::Namespace;
        let all = "limits, process tree, network, files";
        assert_eq!(fences.to_string() == all, is_there, "{fences}");
        assert_eq!(fences.is_complete(), is_there, "{fences}");
    }
}

// What does not end by itself.

#[test]
fn a_program_that_does_not_end_is_killed_at_its_limit() {
    let programs = [
        "while True: pass",
        "import time; time.sleep(1000)",
        "import signal, time\n\
         for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n\
         \x20   signal.signal(number, signal.SIG_IGN)\n\
         time.sleep(1000)",
        "import os, time\nos.setsid() if os.fork() == 0 else None\ntime.sleep(1000)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "import threading\nwhile True: threading.Thread(target=lambda: None).start()",
    ];
    for layers in [ALL, LANDLOCK, NOTHING] {
        let mut bench = Bench::new(layers);
        bench.limits.time = Duration::from_millis(250);
        for program in programs {
            let outcome = bench.python(program);
            assert_eq!(outcome.end, End::TimedOut, "{program}");
            assert!(outcome.time >= bench.limits.time);
            assert_eq!(bench.left_running(), [""; 0], "{program}");
        }
    }
}

#[test]
fn what_a_program_leaves_behind_ends_with_it() {
    let programs = [
        // Holds the streams open.
        "import subprocess; subprocess.Popen(['sleep', '1000'])",
        // A daemon by the book, which ignores what it can.
        "import os, signal, time\n\
         if os.fork() == 0:\n\
         \x20   os.setsid()\n\
         \x20   signal.signal(signal.SIGTERM, signal.SIG_IGN)\n\
         \x20   signal.signal(signal.SIGHUP, signal.SIG_IGN)\n\
         \x20   if os.fork() == 0:\n\
         \x20       os.closerange(0, 100)\n\
         \x20       time.sleep(1000)\n\
         \x20   os._exit(0)\n\
         os.wait()",
        // Forgets where it came from.
        "import os\n\
         if os.fork() == 0:\n\
         \x20   os.setsid()\n\
         \x20   os.execve('/bin/sleep', ['sleep', '1000'], {})",
    ];
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        for program in programs {
            let outcome = bench.python(&format!("print('begun', flush=True)\n{program}"));
            assert_prints(&outcome, "begun\n");
            assert_eq!(bench.left_running(), [""; 0], "{program}");
        }
    }
}

/// Both bombs end by themselves after some hundred processes: where the layer under test is
/// the slowest to count, an endless one would take the machine of whoever runs the tests.
#[test]
fn a_program_that_multiplies_is_killed() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let outcome = bench.python(
            "import os, time\n\
             for _ in range(9):\n\
             \x20   try: os.fork()\n\
             \x20   except OSError: pass\n\
             time.sleep(1000)",
        );
        assert_eq!(outcome.end, End::TooManyProcesses);
        assert_eq!(bench.left_running(), [""; 0]);
        // This one ends by itself before anybody counts, and leaves the others to it.
        bench.sh("f() { [ $1 -eq 0 ] || { f $(($1 - 1)) | f $(($1 - 1)) & }; }; f 7");
        assert_eq!(bench.left_running(), [""; 0]);
    }
}

#[test]
fn a_program_that_takes_all_memory_is_killed_also_if_it_does_so_by_many() {
    let alone = "hoard = []\nwhile True: hoard.append(b'x' * 1_000_000)";
    let many = "import os, time\n\
        for _ in range(8): os.fork() or (b'x' * 40_000_000, time.sleep(1000))\n\
        hoard = b'x' * 40_000_000\n\
        time.sleep(1000)";
    for layers in [ALL, LANDLOCK, NOTHING] {
        let mut bench = Bench::new(layers);
        bench.limits.memory = 256 << 20;
        assert_eq!(bench.python(alone).end, End::TooMuchMemory);
        assert_eq!(bench.python(many).end, End::TooMuchMemory);
        let outcome = bench.python("try: bytearray(1 << 40)\nexcept MemoryError: print('no')");
        assert_prints(&outcome, "no\n");
    }
}

// What a program writes.

#[test]
fn output_without_end_is_cut_at_the_limit() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let mut bench = Bench::new(layers);
        bench.limits.output = 100_000;
        for (name, stream) in [("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
            let outcome = bench.python(&format!(
                "import sys\nfor _ in range(1000): sys.{name}.write('x' * 1_000_000)"
            ));
            assert_eq!(outcome.end, End::TooMuchOutput(stream));
            let lengths = (outcome.stdout.len(), outcome.stderr.len());
            let expected = if name == "stdout" {
                (100_000, 0)
            } else {
                (0, 100_000)
            };
            assert_eq!(lengths, expected);
        }
        let outcome = bench.python("print('x' * 99_999)");
        assert_eq!(
            (outcome.end, outcome.stdout.len()),
            (End::Exited(0), 100_000)
        );
        let outcome = bench.python("print('x' * 100_000)");
        assert_eq!(outcome.end, End::TooMuchOutput(Stream::Stdout));
    }
}

#[test]
fn output_of_any_bytes_comes_as_it_is() {
    let bench = Bench::new(ALL);
    let outcome = bench.python("import sys; sys.stdout.buffer.write(bytes(range(256)))");
    assert_eq!(outcome.stdout, (0..=255).collect::<Vec<u8>>());
}

#[test]
fn a_file_cannot_grow_beyond_its_limit() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let folder = bench.folder();
        let outcome = bench.python_in(
            &folder,
            "try: open('big', 'wb').write(b'x' * 10_000_000)\n\
             except OSError as error: print(error.strerror)",
        );
        assert_prints(&outcome, "File too large\n");
        let length = fs::metadata(folder.path().join("big")).unwrap().len();
        assert_eq!(length, bench.limits.file_size);
    }
}

#[test]
fn a_folder_is_removed_whatever_is_in_it() {
    let bench = Bench::new(ALL);
    let folder = bench.folder();
    let outcome = bench.python_in(
        &folder,
        "import os\n\
         os.symlink('/usr', 'link')\n\
         os.mkfifo('pipe')\n\
         os.makedirs('closed/inner')\n\
         open('closed/inner/file', 'w').close()\n\
         os.chmod('closed/inner', 0)\n\
         os.chmod('closed', 0)\n\
         open(b'not \\xff text', 'w').close()\n\
         for _ in range(1200):\n\
         \x20   os.mkdir('deep')\n\
         \x20   os.chdir('deep')\n",
    );
    assert_prints(&outcome, "");
    let path = folder.path().to_owned();
    drop(folder);
    assert!(!path.exists() && Path::new("/usr").exists());
}

// Several at once, and the end of those who asked.

#[test]
fn many_programs_at_once_do_not_disturb_each_other() {
    for layers in [ALL, LANDLOCK] {
        let bench = Bench::new(layers);
        std::thread::scope(|scope| {
            for thread in 0..6 {
                let bench = &bench;
                scope.spawn(move || {
                    for turn in 0..4 {
                        let text = format!("{thread} {turn}");
                        let code = format!("sleep 1000 & echo {text} > file; cat file");
                        assert_prints(&bench.sh(&code), &format!("{text}\n"));
                    }
                });
            }
        });
    }
}

#[test]
fn an_interruption_ends_what_runs() {
    for layers in [ALL, LANDLOCK, NOTHING] {
        let bench = Bench::new(layers);
        let folder = bench.folder();
        let interrupted = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            let run = scope.spawn(|| {
                let code = "sleep 1000 & echo begun; touch begun; sleep 1000";
                bench.try_run(&folder, Path::new("/bin/sh"), &["-c", code], &interrupted)
            });
            wait_until(|| folder.path().join("begun").exists());
            interrupted.store(true, Ordering::SeqCst);
            run.join().unwrap().unwrap()
        });
        assert_eq!(outcome.end, End::Interrupted);
        assert_eq!(text(&outcome.stdout), "begun\n");
        assert_eq!(bench.left_running(), [""; 0]);
    }
}

/// The name of the variable by which the next test asks for what follows it.
const OWNER: &str = "HOTSEAT_TEST_OWNER";

#[test]
fn nothing_is_left_of_a_program_when_hotseat_is_killed() {
    for layers in ["all", "landlock", "nothing"] {
        let bench = Bench::new(ALL);
        let folder = bench.folder();
        let owner = folder.path().join("owner");
        fs::create_dir(&owner).unwrap();
        let mut hotseat = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sandbox::an_owner_to_be_killed", "--nocapture"])
            .env(OWNER, &owner)
            .env("HOTSEAT_TEST_LAYERS", layers)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_until(|| walk(&owner).iter().any(|path| path.ends_with("begun")));
        assert!(!bench.left_running().is_empty());
        hotseat.kill().unwrap();
        hotseat.wait().unwrap();
        wait_until(|| bench.left_running().is_empty() && walk(&owner).is_empty());
    }
}

#[test]
fn an_owner_to_be_killed() {
    let Some(owner) = std::env::var_os(OWNER) else {
        return;
    };
    let layers = match std::env::var("HOTSEAT_TEST_LAYERS").unwrap().as_str() {
        "all" => ALL,
        "landlock" => LANDLOCK,
        _ => NOTHING,
    };
    let bench = Bench::new(layers);
    let scratch = Scratch::within(Path::new(&owner)).unwrap();
    let code = "setsid sleep 1000 & touch begun; sleep 1000";
    bench.run(
        &scratch.folder().unwrap(),
        Path::new("/bin/sh"),
        &["-c", code],
    );
}

#[test]
fn a_scratch_folder_goes_with_its_run_or_at_the_next() {
    let parent = TempDir::new().unwrap();
    let living = Scratch::within(parent.path()).unwrap();
    let folder = living.folder().unwrap();
    let killed = parent.path().join("hotseat-samples-killed");
    fs::create_dir_all(killed.join("1/closed")).unwrap();
    let other = parent.path().join("hotseat-other");
    fs::create_dir(&other).unwrap();

    let next = Scratch::within(parent.path()).unwrap();
    assert!(folder.path().exists() && other.exists() && !killed.exists());
    assert_ne!(next.path(), living.path());
    drop((folder, living, next));
    assert_eq!(walk(parent.path()), [other]);
}

/// All that is below a folder.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).min_depth(1);
    all.into_iter()
        .flatten()
        .map(|entry| entry.into_path())
        .collect()
}

/// Waits for what another process does. Fails after a time that nothing should take.
#[track_caller]
pub fn wait_until(is_done: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_done() {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it does not happen"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}
