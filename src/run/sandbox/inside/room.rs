//! What the namespaces hold: a process folder, shared memory, a loopback device.

use std::io;

use rustix::mount::{MountFlags, mount};
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, send, socket_with};

use crate::run::sandbox::order::Order;

/// What of it there is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    /// `/proc` shows the processes of the namespace, and no others.
    pub has_processes: bool,
    /// `/dev/shm` is the program's own.
    pub has_shared_memory: bool,
    /// The rest of the disk cannot be seen.
    pub is_closed: bool,
}

/// Mounts what a program expects. What cannot be mounted is not shown to it.
pub(super) fn furnish(order: &Order) -> io::Result<Room> {
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    let size = format!("size={},mode=1777", order.limits.memory / 4);
    let size = std::ffi::CString::new(size)?;
    // A program that speaks with itself, as every example of a server does, may.
    let _ = start_loopback();
    Ok(Room {
        // Refused in containers that hide parts of `/proc`.
        has_processes: mount("proc", "/proc", "proc", flags, None).is_ok(),
        has_shared_memory: mount("tmpfs", "/dev/shm", "tmpfs", flags, size.as_c_str()).is_ok(),
        is_closed: false,
    })
}

/// Sets the flag "up" of device 1, which is the loopback device of every namespace.
fn start_loopback() -> io::Result<()> {
    const NEW_LINK: u16 = 16;
    const REQUEST: u16 = 1;
    const UP: u32 = 1;
    const LENGTH: u32 = 32;

    let mut message = Vec::new();
    message.extend(LENGTH.to_ne_bytes());
    message.extend(NEW_LINK.to_ne_bytes());
    message.extend(REQUEST.to_ne_bytes());
    message.extend([0; 8]); // sequence number, sender
    message.extend([0; 4]); // family, padding, type
    message.extend(1_i32.to_ne_bytes());
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
