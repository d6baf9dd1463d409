//! The output folder: where it really is, and whether we may write there.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};

/// An output folder that need not exist yet.
#[derive(Debug, Clone)]
pub(super) struct Output {
    /// As the user wrote it; for messages.
    pub(super) shown: PathBuf,
    /// Absolute, without symbolic links or `..`; for everything else.
    pub(super) real: PathBuf,
}

impl Output {
    /// Follows symbolic links once, here: whatever they are turned into
    /// afterwards, the folder that was checked is the folder that is written.
    pub(super) fn locate(shown: &Path) -> anyhow::Result<Self> {
        let real = resolve(shown)?;
        if real.parent().is_none() {
            bail!(
                "the output folder `{}` is the root of the disk",
                shown.display()
            );
        }
        if std::env::home_dir().is_some_and(|home| resolve(&home).is_ok_and(|home| home == real)) {
            bail!(
                "the output folder `{}` is your home folder",
                shown.display()
            );
        }
        if real.exists() && !real.is_dir() {
            bail!("the output folder `{}` is a file", shown.display());
        }
        Ok(Self {
            shown: shown.to_owned(),
            real,
        })
    }

    /// Refuses an output folder that is, holds or lies in a source folder.
    pub(super) fn refuse_sources(&self, sources: &[&Path]) -> anyhow::Result<()> {
        for source in sources {
            let real = resolve(source)?;
            if real.starts_with(&self.real) || self.real.starts_with(&real) {
                bail!(
                    "the output folder `{}` holds or lies in the source folder `{}`; choose \
                     another `--output`",
                    self.shown.display(),
                    source.display()
                );
            }
        }
        Ok(())
    }

    /// Refuses an output folder that holds a file that is to be copied into it.
    pub(super) fn refuse_copy(&self, copy: &Path) -> anyhow::Result<()> {
        if resolve(copy)?.starts_with(&self.real) {
            bail!(
                "the output folder `{}` holds the source file `{}`; choose another `--output`",
                self.shown.display(),
                copy.display()
            );
        }
        Ok(())
    }

    /// Whether the folder is missing, or is there with nothing in it.
    pub(super) fn is_fresh(&self) -> anyhow::Result<bool> {
        match fs_err::read_dir(&self.real) {
            Ok(mut found) => Ok(found.next().is_none()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error).with_context(|| format!("reading {}", self.shown.display())),
        }
    }

    /// The nearest folder above that exists: on the same disk as the output will be.
    pub(super) fn ground(&self) -> &Path {
        self.real
            .ancestors()
            .skip(1)
            .find(|folder| folder.is_dir())
            .expect("the root of the disk exists")
    }

    /// Eight hex digits that stand for this folder in the names of temporary files.
    pub(super) fn id(&self) -> String {
        let hash = blake3::hash(self.real.as_os_str().as_encoded_bytes());
        hash.to_hex()[..8].to_owned()
    }

    /// A file of the output, for a message.
    pub(super) fn show(&self, path: &str) -> String {
        self.shown.join(path).display().to_string()
    }
}

/// The real place of a path of which only the first parts need exist.
fn resolve(path: &Path) -> anyhow::Result<PathBuf> {
    if let Ok(real) = fs_err::canonicalize(path) {
        return Ok(real);
    }
    let context = || format!("looking for `{}`", path.display());
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)
        .with_context(context)?
        .components()
    {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(name) => {
                real.push(name);
                match fs_err::symlink_metadata(&real) {
                    // A link that leads nowhere fails here, rather than being
                    // taken for a folder that is still to be made.
                    Ok(_) => real = fs_err::canonicalize(&real).with_context(context)?,
                    Err(error) if error.kind() == ErrorKind::NotFound => {}
                    Err(error) => return Err(error).with_context(context),
                }
            }
        }
    }
    Ok(real)
}
