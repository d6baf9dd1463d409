//! EDGE: serves the guide on loopback, follows its files, reloads the browser.
//!
//! Three parts that meet in `live`: `watch` tells which files have changed,
//! `rebuild` makes the next state of the guide, `http` answers browsers from
//! the last good one. No file is written, and nothing but 127.0.0.1 is bound.

mod address;
mod http;
mod live;
mod overlay;
mod rebuild;
mod watch;

use std::future::Future;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};

use crate::follow::{Followed, Outcome};
use crate::model::artifact::Body;

/// The port that is tried first when none was asked for.
const FIRST_PORT: u16 = 3000;

/// How many ports behind [`FIRST_PORT`] are tried.
const FURTHER_PORTS: u16 = 100;

/// What to serve, where, and what to watch.
#[derive(Debug, Clone)]
pub struct Options {
    /// Exactly this port (0: any free one); `None` is 3000 or the next free one.
    pub port: Option<u16>,
    /// Open the site in the browser.
    pub open: bool,
    /// The site's root folder.
    pub root: PathBuf,
    /// Files and folders whose changes call for a rebuild; they need not exist yet.
    pub watched: Vec<PathBuf>,
    /// Where `build` writes; changes below it are nobody's edits.
    pub output: PathBuf,
    /// Whether the site's own links drop `.html`. If they do not, an address
    /// without it leads on to the one the site uses.
    pub clean_urls: bool,
    /// The path below which the site will live, with `/` at both ends. Everything is
    /// served from the top and from there, because the 404 page links from there.
    pub base_path: String,
    /// Print problems in colour.
    pub color: bool,
}

/// What is served: files by their paths, made from other files that change.
pub trait Served: Send + Sync + 'static {
    /// Looks at what has changed: at the files of these paths, or without paths at all files.
    /// `open` are the pages that browsers show, by the paths of their files.
    ///
    /// # Errors
    ///
    /// When nothing can be read at all; what was shown stays.
    fn follow(&self, paths: Option<&[PathBuf]>, open: &[String]) -> Result<Outcome>;

    /// Does what is left to do, until `stop` says that there is something better to do;
    /// nothing if nothing is left.
    fn settle(&self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Outcome>;

    /// The file of this path.
    fn file(&self, path: &str) -> Option<Body>;

    /// Whether there is a file of this path.
    fn has(&self, path: &str) -> bool;
}

impl Served for Followed {
    fn follow(&self, paths: Option<&[PathBuf]>, open: &[String]) -> Result<Outcome> {
        Followed::follow(self, paths, open)
    }

    fn settle(&self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Outcome> {
        Followed::settle(self, stop)
    }

    fn file(&self, path: &str) -> Option<Body> {
        Followed::file(self, path)
    }

    fn has(&self, path: &str) -> bool {
        Followed::has(self, path)
    }
}

/// Serves `served` until Ctrl-C.
///
/// Prints `Serving http://127.0.0.1:3000/` to standard output once the first
/// build is there, whatever its problems; these go to standard error.
///
/// # Errors
///
/// When the port is taken or the files cannot be watched. A failed build is no
/// error: it is shown in the page.
pub fn serve(options: &Options, served: impl Served) -> Result<()> {
    let server = Server::start(options, served)?;
    let url = format!("http://{}/", server.address());
    // Who has closed standard output does not want the line; the site is wanted all the same.
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "Serving {url}").and_then(|()| stdout.flush());
    drop(stdout);
    if options.open
        && let Err(error) = open::that_detached(&url)
    {
        complain(&format!("warning: no browser could be opened: {error}"));
    }
    server.run_until(interrupt())
}

/// A bound socket and a guide that follows its files; [`serve`] without the terminal.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    door: http::Door,
}

impl Server {
    /// Binds the port, starts to watch, builds once, and leaves a thread that rebuilds.
    ///
    /// # Errors
    ///
    /// As [`serve`].
    pub fn start(options: &Options, served: impl Served) -> Result<Self> {
        let listener = bind(options.port)?;
        let address = listener.local_addr().context("asking for the port")?;
        // Before the first build, so that no edit falls between the two.
        let mut watch = watch::Watch::start(watch::Scope::new(options))?;
        let live = Arc::new(live::Live::new());
        let served: Arc<dyn Served> = Arc::new(served);
        let door = http::Door {
            live: Arc::clone(&live),
            served: Arc::clone(&served),
            addresses: address::Addresses {
                base_path: options.base_path.clone(),
                is_clean: options.clean_urls,
            },
        };
        let mut desk = rebuild::Desk::new(served, live, options.color);
        desk.rebuild(None);
        thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || {
                loop {
                    desk.settle(&watch.news());
                    let changes = watch.wait();
                    desk.rebuild(changes.as_deref());
                }
            })
            .context("starting the thread that rebuilds")?;
        Ok(Self {
            listener,
            address,
            door,
        })
    }

    /// The address that was bound.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers browsers until `stop` is ready, then leaves at once: streams of
    /// events never end by themselves, so there is nothing to wait for.
    ///
    /// # Errors
    ///
    /// When the system gives no event loop.
    pub fn run_until(self, stop: impl Future<Output = ()>) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("starting the event loop")?;
        let listening = async {
            self.listener.set_nonblocking(true)?;
            tokio::net::TcpListener::from_std(self.listener)
        };
        let listener = runtime.block_on(listening).context("listening")?;
        runtime.spawn(axum::serve(listener, http::router(self.door)).into_future());
        runtime.block_on(stop);
        runtime.shutdown_background();
        Ok(())
    }
}

fn bind(port: Option<u16>) -> Result<TcpListener> {
    let attempt = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return attempt(port).with_context(|| match port {
            0 => "finding a free port".to_owned(),
            port => format!("binding port {port} (leave `--port` out to get a free one)"),
        });
    }
    let last = FIRST_PORT + FURTHER_PORTS;
    for port in FIRST_PORT..=last {
        match attempt(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound.with_context(|| format!("binding port {port}")),
        }
    }
    anyhow::bail!("all ports from {FIRST_PORT} to {last} are taken (name another with `--port`)")
}

/// Ready at Ctrl-C. Where no handler can be set, the signal ends the process by itself.
async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// One line on standard error; serving goes on even when nobody reads it.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
