//! Temporary folders: where new bytes wait until all of them are on the disk.
//!
//! One folder for a whole build and not a temporary file beside each file: what
//! a killed build leaves is then in one place, with a name nobody else uses,
//! and can be removed without looking through the output. It is inside the
//! output folder, or beside one that is still to be made, since a rename cannot
//! leave the disk.

use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::folder::Output;

const PREFIX: &str = ".hotseat-tmp-";

/// Makes a temporary folder that goes away with the returned value.
pub(super) fn make(output: &Output, folder: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new()
        .prefix(&format!("{PREFIX}{}-", output.id()))
        .rand_bytes(6)
        .tempdir_in(folder)
}

/// Removes what killed builds left behind, as far as that is possible.
///
/// Inside the output folder that is every folder with such a name, also of a
/// time when the output folder had another place. Beside it, it is only those
/// that bear our own id: the others may be in use.
pub(super) fn remove_leftovers(output: &Output) {
    let id = output.id();
    remove_matching(&output.real, |_| true);
    remove_matching(output.ground(), |found| found == id);
}

fn remove_matching(folder: &Path, is_ours: impl Fn(&str) -> bool) {
    let Ok(found) = fs_err::read_dir(folder) else {
        return;
    };
    for found in found.flatten() {
        let is_leftover = found
            .file_name()
            .to_str()
            .and_then(id_in)
            .is_some_and(&is_ours);
        // The type of the name itself: a link to a folder is not a folder here.
        if is_leftover && found.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs_err::remove_dir_all(found.path());
        }
    }
}

/// The id in the name of a temporary folder of ours.
fn id_in(name: &str) -> Option<&str> {
    let (id, random) = name.strip_prefix(PREFIX)?.split_once('-')?;
    let is_id = id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_random = random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_id && is_random).then_some(id)
}
