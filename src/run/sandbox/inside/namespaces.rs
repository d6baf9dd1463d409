//! Namespaces of users, processes, networks, mounts and messages.

use std::io;

use rustix::process::{getgid, getuid};
use rustix::thread::{
    CapabilitySet, CapabilitySets, UnshareFlags, clear_ambient_capability_set,
    configure_capability_in_ambient_set, set_capabilities, unshare_unsafe,
};

/// What init needs until the fences stand: to mount, and to start the loopback device.
const NEEDED: [CapabilitySet; 2] = [CapabilitySet::SYS_ADMIN, CapabilitySet::NET_ADMIN];

/// Puts the children of this process into namespaces of their own, with the rights over
/// those, and no rights over anything else.
pub(super) fn enter() -> io::Result<()> {
    let (user, group) = (getuid().as_raw(), getgid().as_raw());
    let flags = UnshareFlags::NEWUSER
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWNET
        | UnshareFlags::NEWNS
        | UnshareFlags::NEWIPC;
    // SAFETY: file descriptors stay shared (`FILES` is not among the flags), which is what
    // this call is called unsafe for; and this process has no other threads.
    unsafe { unshare_unsafe(flags) }?;
    // Groups can be mapped only by who cannot leave them.
    std::fs::write("/proc/self/setgroups", "deny")?;
    std::fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
    std::fs::write("/proc/self/gid_map", format!("{group} {group} 1"))?;
    keep_rights_over_exec()
}

/// A user who is not root loses all rights when an executable starts, but for these.
fn keep_rights_over_exec() -> io::Result<()> {
    let needed = NEEDED
        .into_iter()
        .fold(CapabilitySet::empty(), |all, one| all | one);
    let sets = CapabilitySets {
        effective: needed,
        permitted: needed,
        inheritable: needed,
    };
    set_capabilities(None, sets)?;
    for capability in NEEDED {
        configure_capability_in_ambient_set(capability, true)?;
    }
    Ok(())
}

/// Leaves this process and its children without any rights over the namespaces.
pub(super) fn drop_privileges() -> io::Result<()> {
    clear_ambient_capability_set()?;
    let none = CapabilitySets {
        effective: CapabilitySet::empty(),
        permitted: CapabilitySet::empty(),
        inheritable: CapabilitySet::empty(),
    };
    Ok(set_capabilities(None, none)?)
}
