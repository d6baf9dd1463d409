//! New files below a folder: made whole, never over something that is there.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is there now.
    Created,
    /// Something else was there and stays.
    Kept,
}

/// Makes the file `path` (with `/`) below `root`, with all folders on the way.
///
/// A path that leads out of `root`, by its parts or by a symlink, is refused.
pub fn create(root: &Path, path: &str, text: &str) -> anyhow::Result<Fate> {
    let parts = parts(path)?;
    let (name, folders) = parts.split_last().expect("a split has at least one part");
    fs_err::create_dir_all(root)?;
    let real_root = fs_err::canonicalize(root)?;
    let mut folder = root.to_path_buf();
    for part in folders {
        folder.push(part);
        enter(&real_root, &folder)?;
    }
    write(&folder, name, text)
}

/// Replaces the text of a file that is there, at once.
pub fn replace(root: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let file = existing(root, path)?;
    let folder = file.parent().unwrap_or(root).to_path_buf();
    let permissions = fs_err::metadata(&file)?.permissions();
    let temporary = written(&folder, text)?;
    fs_err::set_permissions(temporary.path(), permissions)?;
    let replaced = temporary.persist(&file).map_err(|error| error.error);
    replaced.with_context(|| format!("writing {}", file.display()))?;
    Ok(())
}

/// The file `path` below `root`, with symlinks followed, if it is one inside.
pub fn existing(root: &Path, path: &str) -> anyhow::Result<PathBuf> {
    let mut file = root.to_path_buf();
    file.extend(parts(path)?);
    let real = fs_err::canonicalize(&file)?;
    if !real.starts_with(fs_err::canonicalize(root)?) {
        bail!("{} leads out of {}", file.display(), root.display());
    }
    Ok(real)
}

fn parts(path: &str) -> anyhow::Result<Vec<&str>> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_bad = |part: &&str| matches!(*part, "" | "." | "..") || part.contains(['\\', ':', '\0']);
    if parts.iter().any(is_bad) {
        bail!("`{path}` is not a path below a folder");
    }
    Ok(parts)
}

/// Makes a folder, or checks that the one that is there lies inside.
fn enter(real_root: &Path, folder: &Path) -> anyhow::Result<()> {
    match fs_err::create_dir(folder) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    let real = fs_err::canonicalize(folder)?;
    if !real.starts_with(real_root) {
        bail!(
            "{} is a link that leads out of {}",
            folder.display(),
            real_root.display()
        );
    }
    if !real.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> anyhow::Result<Fate> {
    let file = folder.join(name);
    // Also a dangling symlink is something that is there.
    if fs_err::symlink_metadata(&file).is_ok() {
        return Ok(Fate::Kept);
    }
    let temporary = written(folder, text)?;
    match temporary.persist_noclobber(&file) {
        Ok(_) => Ok(Fate::Created),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(Fate::Kept),
        Err(error) => Err(error.error).with_context(|| format!("writing {}", file.display())),
    }
}

/// A finished file under another name in the same folder.
fn written(folder: &Path, text: &str) -> anyhow::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hotseat-");
    // Temporary files are private; content is as readable as the user's other files.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let context = || format!("writing into {}", folder.display());
    let mut file = builder.tempfile_in(folder).with_context(context)?;
    file.write_all(text.as_bytes()).with_context(context)?;
    file.flush().with_context(context)?;
    Ok(file)
}
