//! `hotseat test` on samples that mean harm or know no better: each ends with a clear line,
//! and nothing of any of them stays, neither running nor on disk.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::sandbox::{left_running, wait_until, walk};
use crate::support::TestSite;

/// A site with one page for each sample; what is temporary lies in its folder `tmp`.
struct Trial {
    site: TestSite,
}

impl Trial {
    fn new(samples: &[(&str, &str)]) -> Self {
        let site = TestSite::new("//- content/_index.md\n---\ntitle: Home\n---\n");
        fs::create_dir(site.path("tmp")).unwrap();
        for (name, sample) in samples {
            let page = format!("---\ntitle: {name}\n---\n\n## What?\n\n{sample}\n");
            site.write(&format!("content/{name}.md"), page);
        }
        Self { site }
    }

    fn tmp(&self) -> PathBuf {
        self.site.path("tmp").canonicalize().unwrap()
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_hotseat"))
            .arg("test")
            .current_dir(self.site.path(""))
            .env("TMPDIR", self.tmp())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Exit status and what is said, when nothing is left.
    #[track_caller]
    fn end(&self, hotseat: Child) -> (Option<i32>, String) {
        let output = hotseat.wait_with_output().unwrap();
        let running = left_running(&self.tmp());
        assert!(running.is_empty(), "left running: {running:#?}");
        assert_eq!(
            walk(&self.tmp()),
            [""; 0].map(PathBuf::from),
            "left on disk"
        );
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }

    /// Waits until a sample has made a file of this name.
    #[track_caller]
    fn wait_for(&self, name: &str) {
        wait_until(|| walk(&self.tmp()).iter().any(|path| path.ends_with(name)));
    }
}

/// `error[…]: message`, and the place in the line below.
#[track_caller]
fn assert_says(said: &str, page: &str, message: &str) {
    let place = format!(" content/{page}.md:");
    let mut lines = said.lines().zip(said.lines().skip(1));
    let is_said = lines.any(|(line, next)| line.ends_with(message) && next.contains(&place));
    assert!(is_said, "no `{message}` for {page} in\n{said}");
}

#[test]
fn a_bad_sample_ends_with_a_clear_line_and_leaves_nothing() {
    let long = [
        ("endless", "while True: pass"),
        (
            "deaf",
            "import signal, time\n\
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n\
            \x20   signal.signal(number, signal.SIG_IGN)\n\
            time.sleep(1000)",
        ),
    ];
    let other = [
        (
            "bomb",
            "import os\n\
            while True:\n\
            \x20   try: os.fork()\n\
            \x20   except OSError: pass",
            "this sample had more than 64 processes",
        ),
        (
            "flood",
            "while True: print('x' * 100_000)",
            "this sample printed more than 1 MiB to standard output",
        ),
        ("asking", "print(input())", "this sample fails"),
        (
            "outside",
            "open('/usr/hotseat-was-here', 'w')",
            "this sample fails",
        ),
        (
            "network",
            "import socket\n\
            socket.create_connection(('192.0.2.1', 80), timeout=0.2)",
            "this sample fails",
        ),
    ];
    let good = [
        (
            "killer",
            "import os, signal\n\
            try: os.kill(os.getppid(), signal.SIGKILL)\n\
            except PermissionError: pass",
        ),
        (
            "bytes",
            "import sys\nsys.stdout.buffer.write(bytes(range(256)))",
        ),
        (
            "parent",
            "import subprocess\nsubprocess.Popen(['sleep', '1000'])",
        ),
        (
            "daemon",
            "import os, time\n\
            if os.fork() == 0:\n\
            \x20   os.setsid()\n\
            \x20   if os.fork() == 0: time.sleep(1000)\n\
            \x20   os._exit(0)",
        ),
    ];
    let fence = |flags: &str, code: &str| format!("```python run{flags}\n{code}\n```");
    let mut samples: Vec<(&str, String)> = Vec::new();
    samples.extend(long.map(|(name, code)| (name, fence(" timeout=1", code))));
    samples.extend(other.map(|(name, code, _)| (name, fence("", code))));
    samples.extend(good.map(|(name, code)| (name, fence("", code))));
    let samples: Vec<(&str, &str)> = samples
        .iter()
        .map(|(name, sample)| (*name, sample.as_str()))
        .collect();

    let trial = Trial::new(&samples);
    let (status, said) = trial.end(trial.start());
    for (name, _) in long {
        assert_says(&said, name, "this sample ran longer than 1 s");
    }
    for (name, _, message) in other {
        assert_says(&said, name, message);
    }
    assert!(said.contains("it raised `EOFError`"), "{said}");
    assert_eq!(status, Some(1));
    // Elsewhere the sample that kills its parent ends with it.
    if said.contains("fences: limits, process tree, network, files\n") {
        assert!(said.contains("11 samples: 4 passed, 7 failed"), "{said}");
    }
}

#[test]
fn a_bad_sample_in_rust_ends_the_same_way() {
    let trial = Trial::new(&[
        ("endless", "```rust run timeout=1\nloop {}\n```"),
        (
            "child",
            "```rust run\n\
            std::process::Command::new(\"sleep\").arg(\"1000\").spawn().unwrap();\n```",
        ),
        (
            "macro",
            "```rust run\nprintln!(\"{}\", include_str!(\"/etc/shadow\"));\n```",
        ),
    ]);
    let (status, said) = trial.end(trial.start());
    assert_says(&said, "endless", "this sample ran longer than 1 s");
    assert!(
        said.contains(" content/macro.md:") && !said.contains("root:"),
        "{said}"
    );
    assert!(said.contains("3 samples: 1 passed, 2 failed"), "{said}");
    assert_eq!(status, Some(1));
}

const SLEEPER: &str = "```python run timeout=60\n\
    import subprocess, time\n\
    subprocess.Popen(['sleep', '1000'])\n\
    open('begun', 'w').close()\n\
    time.sleep(1000)\n```";

#[test]
fn ctrl_c_in_the_middle_ends_everything() {
    let trial = Trial::new(&[("sleeper", SLEEPER)]);
    let hotseat = trial.start();
    trial.wait_for("begun");
    let pid = hotseat.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let (status, said) = trial.end(hotseat);
    assert_eq!(status, Some(130));
    assert_eq!(said, "error: interrupted; what was there is as it was\n");
    assert!(!trial.site.path("verified.lock").exists());
}

#[test]
fn nothing_is_left_of_a_killed_run() {
    let trial = Trial::new(&[("sleeper", SLEEPER)]);
    let mut hotseat = trial.start();
    trial.wait_for("begun");
    hotseat.kill().unwrap();
    hotseat.wait().unwrap();
    wait_until(|| left_running(&trial.tmp()).is_empty() && walk(&trial.tmp()).is_empty());
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let samples: Vec<(String, String)> = (0..6)
        .map(|number| {
            let code = format!(
                "```python run\nopen('file', 'x').write('{number}')\n\
                 print(open('file').read())\n```\n\n```output\n{number}\n```"
            );
            (format!("page{number}"), code)
        })
        .collect();
    let samples: Vec<(&str, &str)> = samples
        .iter()
        .map(|(name, code)| (name.as_str(), code.as_str()))
        .collect();
    let trial = Trial::new(&samples);
    let runs = [trial.start(), trial.start()];
    let ended = runs.map(|run| run.wait_with_output().unwrap());
    for output in ended {
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("6 samples: 6 passed, 0 failed"), "{said}");
        assert_eq!(output.status.code(), Some(0));
    }
    let lock = trial.site.read("verified.lock");
    for (name, _) in samples {
        assert!(lock.contains(&format!("content/{name}.md")), "{lock}");
    }
    let (status, said) = trial.end(trial.start());
    assert!(
        said.contains("6 samples: 6 passed, 0 failed; 6 from cache"),
        "{said}"
    );
    assert_eq!(status, Some(0));
}
