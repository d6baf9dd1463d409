//! What scripts are told about the site: the prelude in front of the core and of each bundle.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::site::Site;
use crate::model::question::Difficulty;
use crate::theme::Script;

/// The one global, `hotseat`: where the bundles are, the core's texts, and the settings
/// that scripts ask for. `bundles` are paths from the site's root by name; `styles` are the
/// names of those that come with a stylesheet, which lies beside them.
pub fn core_prelude(site: &Site<'_>, bundles: &BTreeMap<&str, String>, styles: &[&str]) -> String {
    let config = &site.guide.config;
    let levels = (0..config.difficulties.len()).map(Difficulty);
    let difficulties: Vec<Value> = levels
        .map(|level| site.difficulty(level))
        .map(|view| json!({"name": view.name, "label": view.label, "role": view.role}))
        .collect();
    let global = json!({
        "bundles": bundles,
        "styles": styles,
        "strings": site.theme.script.strings,
        "difficulties": difficulties,
        "study": {
            "practice": config.study.practice,
            "review": config.study.review,
            "confidence": config.study.confidence,
        },
        "worker": config.service_worker,
        "ending": if config.urls.clean { "" } else { ".html" },
        "enhancers": [],
    });
    format!("const hotseat = {global};\n")
}

/// Adds a bundle's texts to those of the core.
pub fn bundle_prelude(script: &Script) -> String {
    match script.strings.is_empty() {
        true => String::new(),
        false => format!(
            "Object.assign(hotseat.strings, {});\n",
            json!(script.strings)
        ),
    }
}
