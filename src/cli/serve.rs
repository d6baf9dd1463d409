//! `hotseat serve`

use anyhow::Result;

use super::args::{Common, Serve};
use super::{Outcome, report};
use crate::discover;
use crate::follow::Followed;
use crate::proof::LOCK_FILE;
use crate::serve::{Options, serve};

/// Serves the site until Ctrl-C.
pub fn run(common: &Common, arguments: &Serve) -> Result<Outcome> {
    let root = common.root()?;
    let overrides = common.overrides();
    let (config, _) = discover::read_config(&root, &overrides)?;
    let named = config
        .custom_css
        .iter()
        .chain(&config.logo)
        .chain(&config.favicon);
    let mut watched: Vec<_> = [
        "content",
        "templates",
        "themes",
        discover::CONFIG_FILE,
        LOCK_FILE,
    ]
    .iter()
    .map(|name| root.join(name))
    .collect();
    watched.extend(named.map(|file| root.join(&file.value)));
    let options = Options {
        port: arguments.port,
        open: arguments.open,
        output: common.output(&root),
        clean_urls: config.urls.clean,
        base_path: config.urls.base_path().to_owned(),
        color: report::use_color(common.color),
        watched,
        root: root.clone(),
    };
    serve(&options, Followed::new(&root, &overrides, common.strict))?;
    Ok(Outcome::Done)
}
