//! The fence around the disk that a process can put up without any rights.

use std::io;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, Errno, LandlockStatus,
    Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, Scope, path_beneath_rules,
};

use super::DEVICES;
use super::room::Room;
use crate::run::sandbox::SYSTEM_FILES;
use crate::run::sandbox::order::Order;
use crate::run::sandbox::report::Found;

/// The newest version of the interface whose rights are all considered here.
const NEWEST: ABI = ABI::V9;

/// Restricts this process and its children to what the order shows, as far as the kernel
/// can. An error if it cannot fence off files.
pub(super) fn restrict(order: &Order, room: &Room) -> io::Result<Found> {
    let status =
        rules(order, room).map_err(|error| io::Error::from_raw_os_error(*Errno::from(error)))?;
    let LandlockStatus::Available { effective_abi, .. } = status else {
        return Err(io::ErrorKind::Unsupported.into());
    };
    Ok(Found {
        files: true,
        // By the versions that brought them.
        tcp: effective_abi >= ABI::V4,
        signals: effective_abi >= ABI::V6,
    })
}

fn rules(order: &Order, room: &Room) -> Result<LandlockStatus, RulesetError> {
    let read = AccessFs::from_read(NEWEST);
    let write = AccessFs::from_all(NEWEST) & !(AccessFs::MakeChar | AccessFs::MakeBlock);
    let device: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;

    let own_processes = order.layers.namespaces.then_some(Path::new("/proc"));
    let shown = order.readable.iter().chain([&order.program]);
    let own_memory = room.has_shared_memory.then_some(Path::new("/dev/shm"));
    let writable = order.folder.as_deref().into_iter().chain(own_memory);

    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?;
    if !order.layers.namespaces {
        // In a namespace there is nobody to connect to but the program itself.
        rules = rules.handle_access(AccessNet::from_all(NEWEST))?;
    }
    let status = rules
        .create()?
        .add_rules(path_beneath_rules(shown, read))?
        .add_rules(path_beneath_rules(SYSTEM_FILES, read))?
        .add_rules(path_beneath_rules(own_processes, read))?
        .add_rules(path_beneath_rules(writable, write))?
        .add_rules(path_beneath_rules(DEVICES, device))?
        .restrict_self()?;
    Ok(status.landlock)
}
