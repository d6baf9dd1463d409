//! Namespaces of users, processes, networks, messages and mounts.

use std::io;

use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, send, socket_with};
use rustix::process::{getgid, getuid};
use rustix::thread::{
    CapabilitySet, CapabilitySets, UnshareFlags, clear_ambient_capability_set,
    configure_capability_in_ambient_set, set_capabilities, unshare_unsafe,
};

/// What init needs until the fences stand: to mount, and to start the loopback device.
const NEEDED: CapabilitySet = CapabilitySet::SYS_ADMIN.union(CapabilitySet::NET_ADMIN);

/// Puts the children of this process into namespaces of their own, with the rights over
/// those, and no rights over anything else.
pub(super) fn enter() -> io::Result<()> {
    let (user, group) = (getuid().as_raw(), getgid().as_raw());
    unshare(
        UnshareFlags::NEWUSER | UnshareFlags::NEWPID | UnshareFlags::NEWNET | UnshareFlags::NEWIPC,
    )?;
    // Groups can be mapped only by who cannot leave them.
    std::fs::write("/proc/self/setgroups", "deny")?;
    std::fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
    std::fs::write("/proc/self/gid_map", format!("{group} {group} 1"))?;
    // A user who is not root loses all rights when an executable starts, but for these.
    keep(NEEDED)?;
    for capability in NEEDED {
        configure_capability_in_ambient_set(capability, true)?;
    }
    Ok(())
}

/// Gives this process a list of mounts of its own, which keeper, outside, does not share.
///
/// Nothing that is mounted in it is seen outside, as it belongs to other users.
pub(super) fn enter_mounts() -> io::Result<()> {
    unshare(UnshareFlags::NEWNS)
}

fn unshare(flags: UnshareFlags) -> io::Result<()> {
    // SAFETY: what makes this call unsafe is `FILES`, file descriptors of one thread that
    // others do not have; nobody here passes it, and this process has no other threads.
    unsafe { unshare_unsafe(flags) }?;
    Ok(())
}

/// Leaves this process and its children without any rights that a file's owner has not.
pub(super) fn drop_privileges() -> io::Result<()> {
    clear_ambient_capability_set()?;
    keep(CapabilitySet::empty())
}

fn keep(rights: CapabilitySet) -> io::Result<()> {
    let sets = CapabilitySets {
        effective: rights,
        permitted: rights,
        inheritable: rights,
    };
    Ok(set_capabilities(None, sets)?)
}

/// Sets the flag "up" of device 1, which is the loopback device of every namespace: a
/// program may speak with itself, as every example of a server does.
pub(super) fn start_loopback() -> io::Result<()> {
    const LENGTH: u32 = 32;
    const NEW_LINK: u16 = 16;
    const REQUEST: u16 = 1;
    const DEVICE: i32 = 1;
    const UP: u32 = 1;

    let mut message = Vec::new();
    message.extend(LENGTH.to_ne_bytes());
    message.extend(NEW_LINK.to_ne_bytes());
    message.extend(REQUEST.to_ne_bytes());
    message.extend([0; 8]); // sequence number, sender
    message.extend([0; 4]); // family, type
    message.extend(DEVICE.to_ne_bytes());
    message.extend(UP.to_ne_bytes());
    message.extend(UP.to_ne_bytes()); // which flags to change

    let socket = socket_with(
        AddressFamily::NETLINK,
        SocketType::RAW,
        SocketFlags::CLOEXEC,
        None,
    )?;
    send(&socket, &message, SendFlags::empty())?;
    Ok(())
}
