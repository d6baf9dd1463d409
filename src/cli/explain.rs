//! `hotseat explain`

use anyhow::{Result, bail};

use super::{Outcome, report};
use crate::diagnostic::Code;
use crate::{builtin, suggest};

/// Prints the long text of a code, or the list of all codes.
pub fn run(code: Option<&str>) -> Result<Outcome> {
    let Some(code) = code else {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        report::result(&(names.join("\n") + "\n"))?;
        return Ok(Outcome::Done);
    };
    let Some(text) = Code::from_name(code).and_then(|code| builtin::explanation(code.name()))
    else {
        match suggest::nearest(code, Code::ALL.iter().map(|code| code.name())) {
            Some(near) => bail!("no diagnostic `{code}`; did you mean `{near}`?"),
            None => bail!("no diagnostic `{code}`; `hotseat explain` lists all"),
        }
    };
    report::result(&text)?;
    Ok(Outcome::Done)
}
