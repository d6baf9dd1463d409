//! Tells which files of the site have changed, once per burst.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::event::{EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::{Options, complain};

/// A save is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(10);

/// The same for what looks like more than one save, or like half of one.
const LONG_QUIET: Duration = Duration::from_millis(60);

/// More files than this are not saved by hand.
const FEW: usize = 3;

/// A burst that does not end, such as a file that is always being written, is cut here.
const LONGEST_BURST: Duration = Duration::from_secs(2);

/// Which paths matter.
#[derive(Debug)]
pub(super) struct Scope {
    root: PathBuf,
    watched: Vec<PathBuf>,
    output: PathBuf,
}

/// What an event of the file system means for the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    /// Nothing.
    None,
    /// A file that the guide is made of may be another.
    Change,
    /// A watched path itself came, went or was replaced: the system may be watching
    /// what is no longer there.
    Upheaval,
}

impl Scope {
    /// The paths of `options`, as the system will name them in its events.
    pub fn new(options: &Options) -> Self {
        Self {
            root: resolved(&options.root),
            watched: options.watched.iter().map(|path| resolved(path)).collect(),
            output: resolved(&options.output),
        }
    }

    fn effect(&self, event: &Event) -> Effect {
        if event.need_rescan() {
            return Effect::Upheaval;
        }
        // Reading is not a change; a build that saw its own reading would never end.
        let may_replace = match event.kind {
            EventKind::Access(_) => return Effect::None,
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)) => false,
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => true,
        };
        let effects = event.paths.iter().map(|path| {
            if may_replace && self.watched.iter().any(|watched| watched.starts_with(path)) {
                Effect::Upheaval
            } else if self.holds(path) {
                Effect::Change
            } else {
                Effect::None
            }
        });
        effects.max().unwrap_or(Effect::None)
    }

    /// Whether `path` is something that a build reads.
    fn holds(&self, path: &Path) -> bool {
        let below = self
            .watched
            .iter()
            .find_map(|watched| path.strip_prefix(watched).ok());
        let Some(below) = below else {
            return false;
        };
        // Only the root's own `target`: a topic may have that name.
        let is_compiled = path.starts_with(self.root.join("target"));
        let is_own = below.components().any(|part| is_bookkeeping(part));
        let is_temporary = path
            .file_name()
            .is_some_and(|name| is_temporary(&name.to_string_lossy()));
        !is_compiled && !is_own && !is_temporary && !path.starts_with(&self.output)
    }

    /// What the system is to watch at present.
    ///
    /// Beside each path its folder, or the nearest that exists, because a watch on
    /// something that was deleted says nothing when it comes back.
    fn grounds(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut grounds = BTreeMap::new();
        for watched in &self.watched {
            let folder = watched.ancestors().skip(1).find(|folder| folder.is_dir());
            if let Some(folder) = folder {
                grounds
                    .entry(folder.to_owned())
                    .or_insert(RecursiveMode::NonRecursive);
            }
            if watched.is_dir() {
                grounds.insert(watched.clone(), RecursiveMode::Recursive);
            }
        }
        grounds
    }
}

/// The path without links, as far as it exists: events carry such paths on some systems.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs_err::canonicalize(ancestor), path.strip_prefix(ancestor))
        {
            return match rest.as_os_str().is_empty() {
                true => real,
                false => real.join(rest),
            };
        }
    }
    path
}

/// Folders that tools keep beside the files they serve.
fn is_bookkeeping(part: Component<'_>) -> bool {
    let name = part.as_os_str();
    name == ".git" || name == ".hotseat"
}

/// Files that editors write beside the one that is edited.
fn is_temporary(name: &str) -> bool {
    // Vim tries with a file of this name whether it may write to a folder.
    let is_probe = name == "4913";
    let is_lock = name.starts_with(".#") || (name.starts_with('#') && name.ends_with('#'));
    let endings = [
        "~",
        ".swp",
        ".swo",
        ".swx",
        ".tmp",
        "___jb_tmp___",
        "___jb_old___",
    ];
    is_probe
        || is_lock
        || name.starts_with(".goutputstream-")
        || name == ".DS_Store"
        || endings.iter().any(|ending| name.ends_with(ending))
}

/// What an event says: how much it means, and the files that it names.
struct Seen {
    effect: Effect,
    paths: Vec<PathBuf>,
}

/// Counts what was seen and nobody has waited for yet.
#[derive(Debug, Clone, Default)]
pub(super) struct News(Arc<AtomicUsize>);

impl News {
    /// Whether [`Watch::wait`] would have something to tell.
    pub fn are_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// A running watch.
pub(super) struct Watch {
    scope: Arc<Scope>,
    /// Kept for the watcher that replaces the present one.
    sender: Sender<Seen>,
    seen: Receiver<Seen>,
    news: News,
    /// Watches until it is dropped.
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Starts to watch; what happens from now on is told by [`Watch::wait`].
    pub fn start(scope: Scope) -> Result<Self> {
        let scope = Arc::new(scope);
        let (sender, seen) = mpsc::channel();
        let news = News::default();
        let watcher = arm(&scope, &sender, &news)?;
        Ok(Self {
            scope,
            sender,
            seen,
            news,
            watcher,
        })
    }

    /// Tells, while others work, whether there is something to wait for.
    pub fn news(&self) -> News {
        self.news.clone()
    }

    /// Blocks until something has changed and the burst of changes is over. Gives the files
    /// that have changed, or none where that cannot be said.
    pub fn wait(&mut self) -> Option<Vec<PathBuf>> {
        let first = self.seen.recv();
        let first = first.expect("this watch holds a sender itself");
        let mut effect = first.effect;
        let mut paths: BTreeSet<PathBuf> = first.paths.into_iter().collect();
        self.news.0.fetch_sub(1, Ordering::Relaxed);
        let start = Instant::now();
        let mut waited = Duration::ZERO;
        while start.elapsed() < LONGEST_BURST {
            let quiet = match effect == Effect::Change && paths.len() <= FEW {
                true if waited < QUIET => QUIET,
                true if paths.iter().all(|path| is_whole(path)) => break,
                _ => LONG_QUIET,
            };
            if waited >= quiet {
                break;
            }
            match self.seen.recv_timeout(quiet - waited) {
                Ok(further) => {
                    self.news.0.fetch_sub(1, Ordering::Relaxed);
                    effect = effect.max(further.effect);
                    paths.extend(further.paths);
                    waited = Duration::ZERO;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => waited = quiet,
            }
        }
        if effect == Effect::Upheaval {
            self.rearm();
        }
        let are_all_named = effect == Effect::Change && !paths.is_empty();
        are_all_named.then(|| paths.into_iter().collect())
    }

    /// Watches what is there now. The old watcher goes when the new one runs, and
    /// the build comes after both, so nothing falls in between.
    fn rearm(&mut self) {
        match arm(&self.scope, &self.sender, &self.news) {
            Ok(watcher) => self.watcher = watcher,
            Err(error) => complain(&format!("warning: {error:#}; restart to see all changes")),
        }
    }
}

/// Whether a file looks finished: one that is gone or empty may be in the middle of a save.
fn is_whole(path: &Path) -> bool {
    fs_err::metadata(path).is_ok_and(|metadata| !metadata.is_file() || metadata.len() > 0)
}

fn arm(scope: &Arc<Scope>, sender: &Sender<Seen>, news: &News) -> Result<RecommendedWatcher> {
    let judge = Arc::clone(scope);
    let sender = sender.clone();
    let news = news.clone();
    let handler = move |event: notify::Result<Event>| {
        let seen = match event {
            Ok(event) => Seen {
                effect: judge.effect(&event),
                paths: event
                    .paths
                    .into_iter()
                    .filter(|path| judge.holds(path))
                    .collect(),
            },
            Err(error) => {
                complain(&format!(
                    "warning: watching files: {error}; some changes may go unseen"
                ));
                // The root is no file of the guide: so all of them are looked at.
                Seen {
                    effect: Effect::Change,
                    paths: vec![judge.root.clone()],
                }
            }
        };
        if seen.effect != Effect::None {
            news.0.fetch_add(1, Ordering::Relaxed);
            // Fails only when the watch is gone, and then nobody waits.
            let _ = sender.send(seen);
        }
    };
    let mut watcher = notify::recommended_watcher(handler).context("starting to watch files")?;
    for (path, mode) in scope.grounds() {
        match watcher.watch(&path, mode) {
            // It went while we were looking; its folder is watched and will tell.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
            watched => watched.with_context(|| format!("watching {}", path.display()))?,
        }
    }
    Ok(watcher)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use notify::event::{
        AccessKind, CreateKind, DataChange, EventKind, Flag, ModifyKind, RemoveKind, RenameMode,
    };
    use notify::{Event, RecursiveMode};

    use super::{Effect, Scope};

    fn scope() -> Scope {
        let watched = ["content", "hotseat.toml", "themes/own", "docs"];
        Scope {
            root: PathBuf::from("/site"),
            watched: watched.map(|path| Path::new("/site").join(path)).into(),
            output: PathBuf::from("/site/docs/public"),
        }
    }

    fn effect(kind: EventKind, path: &str) -> Effect {
        let path = Path::new("/site").join(path);
        scope().effect(&Event::new(kind).add_path(path))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn edits_below_watched_paths_count_and_others_do_not() {
        for path in [
            "content/a.md",
            "content/a/b/c.svg",
            "hotseat.toml",
            "content/target/a.md",
        ] {
            assert_eq!(effect(WRITTEN, path), Effect::Change, "{path}");
        }
        for path in [
            "README.md",
            "contents/a.md",
            "themes/other/a.css",
            "target/debug/x",
        ] {
            assert_eq!(effect(WRITTEN, path), Effect::None, "{path}");
        }
    }

    #[test]
    fn what_tools_and_editors_write_for_themselves_does_not_count() {
        for path in [
            "content/.git/index",
            "content/.hotseat/cache",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.#a.md",
            "content/#a.md#",
            "content/4913",
            "content/.DS_Store",
            "docs/public/index.html",
        ] {
            assert_eq!(effect(WRITTEN, path), Effect::None, "{path}");
        }
        assert_eq!(effect(WRITTEN, "docs/publicity.md"), Effect::Change);
    }

    #[test]
    fn the_roots_own_target_does_not_count_even_when_the_root_is_watched() {
        let scope = Scope {
            root: PathBuf::from("/site"),
            watched: vec![PathBuf::from("/site")],
            output: PathBuf::from("/site/public"),
        };
        assert!(!scope.holds(Path::new("/site/target/debug/x.d")));
        assert!(scope.holds(Path::new("/site/a/target/x.md")));
    }

    #[test]
    fn reading_is_not_a_change() {
        let read = EventKind::Access(AccessKind::Read);
        assert_eq!(effect(read, "content/a.md"), Effect::None);
    }

    #[test]
    fn an_atomic_save_counts_by_the_name_it_ends_with() {
        let rename = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let event = Event::new(rename)
            .add_path("/site/content/a.md.tmp".into())
            .add_path("/site/content/a.md".into());
        assert_eq!(scope().effect(&event), Effect::Change);
    }

    #[test]
    fn a_watched_path_that_comes_or_goes_is_an_upheaval() {
        let created = EventKind::Create(CreateKind::Folder);
        let removed = EventKind::Remove(RemoveKind::Folder);
        assert_eq!(effect(removed, "content"), Effect::Upheaval);
        assert_eq!(effect(created, "themes"), Effect::Upheaval);
        assert_eq!(effect(created, "content/new"), Effect::Change);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(scope().effect(&lost), Effect::Upheaval);
    }

    #[test]
    fn the_nearest_folder_stands_in_for_a_path_that_does_not_exist_yet() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        fs_err::create_dir(root.join("content")).unwrap();
        let scope = Scope {
            watched: vec![root.join("content"), root.join("themes/own/styles")],
            output: root.join("public"),
            root: root.clone(),
        };
        let grounds: Vec<_> = scope.grounds().into_iter().collect();
        assert_eq!(
            grounds,
            [
                (root.clone(), RecursiveMode::NonRecursive),
                (root.join("content"), RecursiveMode::Recursive),
            ]
        );
    }
}
