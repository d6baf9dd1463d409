//! A root of the program's own: what it is shown, its folder, and nothing else of the disk.
//!
//! What is not there cannot be read, asked about or spoken to. That counts for sockets
//! above all, which lie on the disk, belong to no network, and lead to programs outside
//! that would start others.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::CString;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

use rustix::mount::{
    MountFlags, UnmountFlags, mount, mount_bind_recursive, mount_remount, unmount,
};
use rustix::process::pivot_root;

use super::DEVICES;
use super::limits::THREADS;
use crate::run::sandbox::SYSTEM_FILES;
use crate::run::sandbox::order::Order;

/// What the room is like; without one it is like nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    /// `/dev/shm` is the program's own.
    pub has_shared_memory: bool,
    /// The rest of the disk cannot be seen, and what is shown cannot be written.
    pub is_closed: bool,
}

/// Where the system's own root is while the new one is furnished.
const OUTSIDE: &str = "/.outside";

/// Makes a root of nothing, moves into it, and shows in it what the order says.
pub(super) fn furnish(order: &Order) -> io::Result<Room> {
    let closed = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("tmpfs", "/tmp", "tmpfs", closed, c"mode=755")?;
    make_folders(Path::new("/tmp/.outside"))?;
    pivot_root("/tmp", "/tmp/.outside")?;
    std::env::set_current_dir("/")?;

    show(order)?;
    let size = CString::new(format!("size={},mode=1777", order.limits.memory / 4))?;
    for (folder, place) in [("fd", "/dev/fd"), ("fd/0", "/dev/stdin")] {
        // They are there already where all of `/dev` is shown.
        let _ = symlink(Path::new("/proc/self").join(folder), place);
    }
    make_folders(Path::new("/dev/shm"))?;
    make_folders(Path::new("/proc"))?;
    // Refused in containers that hide parts of the one outside. Without it nobody could
    // count processes in here, so that there is no room then.
    mount("proc", "/proc", "proc", closed, None)?;
    let is_closed = close(order.folder.as_deref()).is_ok();
    let room = Room {
        has_shared_memory: mount("tmpfs", "/dev/shm", "tmpfs", closed, size.as_c_str()).is_ok(),
        is_closed,
    };
    // The other limits of numbers do not hold for root; this one, of newer kernels, does.
    let most = (order.limits.processes + THREADS).to_string();
    let _ = fs::write("/proc/sys/kernel/pid_max", most);
    // Settings of the system, which belong to root, are among the files of processes.
    mount_remount("/proc", closed | MountFlags::BIND | MountFlags::RDONLY, c"")?;
    unmount(OUTSIDE, UnmountFlags::DETACH)?;
    fs::remove_dir(OUTSIDE)?;
    mount_remount("/", closed | MountFlags::RDONLY, c"")?;
    if let Some(folder) = &order.folder {
        std::env::set_current_dir(folder)?;
    }
    Ok(room)
}

/// Shows every file and folder at its own place. Those that do not exist are passed over.
fn show(order: &Order) -> io::Result<()> {
    let mut shown: Vec<&Path> = order.readable.iter().map(PathBuf::as_path).collect();
    shown.push(&order.program);
    shown.extend(SYSTEM_FILES.iter().map(Path::new));
    shown.extend(DEVICES.iter().map(Path::new));
    shown.extend(order.folder.as_deref());

    // Sorted, so that a folder comes before what is in it.
    let mut links = BTreeMap::new();
    let places: BTreeSet<PathBuf> = shown
        .into_iter()
        .filter(|path| path.is_absolute() && path.parent().is_some())
        .filter_map(|path| real(path, &mut links))
        .collect();
    let mut bound: Vec<&Path> = Vec::new();
    let is_shown = |bound: &[&Path], path: &Path| bound.iter().any(|one| path.starts_with(one));
    for place in &places {
        let is_to_be_written = order.folder.as_ref() == Some(place);
        if is_shown(&bound, place) && !is_to_be_written {
            continue;
        }
        if outside(place).is_dir() {
            make_folders(place)?;
        } else {
            make_folders(place.parent().unwrap_or(Path::new("/")))?;
            OpenOptions::new().append(true).create(true).open(place)?;
        }
        mount_bind_recursive(outside(place), place)?;
        bound.push(place);
    }
    for (place, target) in &links {
        if !is_shown(&bound, place) {
            make_folders(place.parent().unwrap_or(Path::new("/")))?;
            symlink(target, place)?;
        }
    }
    Ok(())
}

/// A path of the system as it is called from here.
fn outside(path: &Path) -> PathBuf {
    let inner = path.strip_prefix("/").unwrap_or(path);
    Path::new(OUTSIDE).join(inner)
}

/// Where a path of the system leads, if anywhere; the links on the way go into `links`.
///
/// Link by link, since their targets are written for another root than this one.
fn real(path: &Path, links: &mut BTreeMap<PathBuf, PathBuf>) -> Option<PathBuf> {
    let mut real = PathBuf::from("/");
    let mut parts: Vec<PathBuf> = path.iter().rev().map(PathBuf::from).collect();
    let mut followed = 0;
    while let Some(part) = parts.pop() {
        if part == Path::new("..") {
            real.pop();
            continue;
        }
        // A `/` begins anew, by the way `join` works.
        let next = real.join(&part);
        match fs::read_link(outside(&next)) {
            Ok(target) => {
                followed += 1;
                if followed > 40 {
                    return None;
                }
                parts.extend(target.iter().rev().map(PathBuf::from));
                links.insert(next, target);
            }
            Err(_) => real = next,
        }
    }
    outside(&real).exists().then_some(real)
}

fn make_folders(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o755).create(path)
}

/// Makes all that is shown read-only, and what is mounted below it as well.
fn close(writable: Option<&Path>) -> io::Result<()> {
    let mounts = fs::read_to_string(Path::new(OUTSIDE).join("proc/self/mountinfo"))?;
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(4);
        let (Some(place), Some(options)) = (fields.next(), fields.next()) else {
            continue;
        };
        let place = PathBuf::from(unescape(place));
        let is_own = place == Path::new("/") || place == Path::new("/proc");
        if is_own || place.starts_with(OUTSIDE) || Some(&*place) == writable {
            continue;
        }
        // Flags that the system has set can be kept or added to, not taken away.
        let flags = options.split(',').filter_map(flag);
        let flags = flags.fold(MountFlags::BIND | MountFlags::RDONLY, |all, one| all | one);
        mount_remount(&place, flags, c"")?;
    }
    Ok(())
}

fn flag(option: &str) -> Option<MountFlags> {
    Some(match option {
        "nosuid" => MountFlags::NOSUID,
        "nodev" => MountFlags::NODEV,
        "noexec" => MountFlags::NOEXEC,
        "noatime" => MountFlags::NOATIME,
        "nodiratime" => MountFlags::NODIRATIME,
        "relatime" => MountFlags::RELATIME,
        "nosymfollow" => MountFlags::NOSYMFOLLOW,
        _ => return None,
    })
}

/// Spaces and the like are written as three octal digits in lists of mounts.
fn unescape(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..3)
            .and_then(|code| u8::from_str_radix(code, 8).ok());
        match code {
            Some(code) => {
                plain.push(char::from(code));
                plain.push_str(&part[3..]);
            }
            None => plain.push_str(part),
        }
    }
    plain
}
