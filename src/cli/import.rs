//! `hotseat import`: puts imported files in their places and says what became of them.

use std::path::Path;

use anyhow::{Context, Result};

use super::args::{Common, Import};
use super::fresh::{self, Fate};
use super::{Outcome, report};
use crate::import::{Imported, nuxt};
use crate::source::Source;

/// Imports a file into the content folder.
pub fn run(common: &Common, import: &Import) -> Result<Outcome> {
    let Import::Nuxt { source: file, into } = import;
    let into = match into {
        Some(into) => into.clone(),
        None => common.root()?.join("content"),
    };
    let text = fs_err::read_to_string(file)?;
    let shown = file.display().to_string().replace('\\', "/");
    match nuxt(&Source::new(shown, text)) {
        Ok(imported) => {
            let lines = write(&imported, &into).context("importing")?;
            report::result(&(lines.join("\n") + "\n"))?;
            Ok(Outcome::Done)
        }
        Err(problems) => {
            report::problems(common, &problems)?;
            Ok(Outcome::ContentAtFault)
        }
    }
}

/// Writes the files below `into` and gives the lines of the report.
///
/// A file that is there is never touched: whoever imports again has edited in between.
pub fn write(imported: &Imported, into: &Path) -> Result<Vec<String>> {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = into.strip_prefix(here).unwrap_or(into).display();
    let shown = shown.to_string().replace('\\', "/");
    let shown = shown.trim_end_matches('/');
    let mut lines = Vec::new();
    for file in &imported.files {
        let fate = fresh::create(into, &file.path, &file.text)?;
        let what = match (fate, file.is_stub) {
            (Fate::Created, false) => "wrote",
            (Fate::Created, true) => "wrote stub",
            (Fate::Kept, _) => "kept",
        };
        lines.push(format!("{what} {shown}/{}", file.path));
    }
    lines.extend(imported.notes.iter().map(|note| format!("note: {note}")));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::ImportedFile;

    fn imported(path: &str) -> Imported {
        let file = |path: &str, text: &str, is_stub| ImportedFile {
            path: path.to_owned(),
            text: text.to_owned(),
            is_stub,
        };
        Imported {
            files: vec![
                file("a/_index.md", "stub\n", true),
                file(path, "new\n", false),
            ],
            notes: vec!["a/b.md: something".to_owned()],
        }
    }

    #[test]
    fn files_are_made_with_their_folders_and_reported() {
        let folder = tempfile::tempdir().unwrap();
        let into = folder.path().join("content");
        let lines = write(&imported("a/b.md"), &into).unwrap();
        let shown = into.display();
        assert_eq!(
            lines,
            [
                format!("wrote stub {shown}/a/_index.md"),
                format!("wrote {shown}/a/b.md"),
                "note: a/b.md: something".to_owned(),
            ]
        );
        assert_eq!(
            fs_err::read_to_string(into.join("a/b.md")).unwrap(),
            "new\n"
        );
        assert_eq!(fs_err::read_dir(into.join("a")).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs_err::create_dir(folder.path().join("a")).unwrap();
        fs_err::write(folder.path().join("a/b.md"), "mine\n").unwrap();
        let lines = write(&imported("a/b.md"), folder.path()).unwrap();
        assert_eq!(lines[1], format!("kept {}/a/b.md", folder.path().display()));
        assert_eq!(
            fs_err::read_to_string(folder.path().join("a/b.md")).unwrap(),
            "mine\n"
        );
    }

    #[test]
    fn paths_that_leave_the_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "../b.md",
            "a/../../b.md",
            "/b.md",
            "a//b.md",
            "C:/b.md",
            "a\\b.md",
            "",
        ] {
            let error = write(&imported(path), &folder.path().join("content")).unwrap_err();
            assert!(
                error.to_string().contains("is not a path below a folder"),
                "{path}: {error}"
            );
        }
        assert!(!folder.path().join("b.md").exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_the_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("content"), folder.path().join("outside"));
        fs_err::create_dir(&inside).unwrap();
        fs_err::create_dir(&outside).unwrap();
        std::os::unix::fs::symlink(&outside, inside.join("linked")).unwrap();
        let error = write(&imported("linked/b.md"), &inside).unwrap_err();
        assert!(error.to_string().contains("leads out of"), "{error}");
        assert_eq!(fs_err::read_dir(&outside).unwrap().count(), 0);
        std::os::unix::fs::symlink(outside.join("b.md"), inside.join("b.md")).unwrap();
        write(&imported("b.md"), &inside).unwrap();
        assert_eq!(fs_err::read_dir(&outside).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_was_imported() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        write(&imported("a/b.md"), folder.path()).unwrap();
        fs_err::write(folder.path().join("usual.md"), "").unwrap();
        let mode = |path: &str| {
            let metadata = fs_err::metadata(folder.path().join(path)).unwrap();
            metadata.permissions().mode()
        };
        assert_eq!(mode("a/b.md"), mode("usual.md"));
    }
}
