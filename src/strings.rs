//! The words of the interface in the site's language, with English behind them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::parse::ReservedSection;

/// The interface's texts: the site's language first, then English.
pub struct Strings {
    bundles: Vec<FluentBundle<FluentResource>>,
    language: LanguageIdentifier,
}

impl Strings {
    /// Reads language files in the order of preference, each with its language tag.
    ///
    /// A file's bad entries are skipped, as Fluent does: the fallback stands in for them.
    pub fn new<'a>(language: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let bundles = files
            .into_iter()
            .map(|(tag, text)| {
                let resource = match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                let mut bundle = FluentBundle::new_concurrent(vec![identifier(tag)]);
                // Isolation marks would end up in attributes and copied text.
                bundle.set_use_isolating(false);
                bundle.add_resource_overriding(resource);
                bundle
            })
            .collect();
        Self {
            bundles,
            language: identifier(language),
        }
    }

    /// The text of `key`; a key that no file has is shown as itself.
    pub fn get(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), value.clone());
        }
        self.bundles
            .iter()
            .find_map(|bundle| {
                let pattern = bundle.get_message(key)?.value()?;
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
                Some(text.into_owned())
            })
            .unwrap_or_else(|| key.to_owned())
    }

    /// Whether some file has `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundles.iter().any(|bundle| bundle.has_message(key))
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        const RIGHT_TO_LEFT: [&str; 12] = [
            "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi",
        ];
        match RIGHT_TO_LEFT.contains(&self.language.language.as_str()) {
            true => "rtl",
            false => "ltr",
        }
    }

    /// Names of reserved sections that the language adds: keys `section-hint`, `section-answer`, …
    pub fn section_names(&self) -> Vec<(String, ReservedSection)> {
        ReservedSection::ALL
            .iter()
            .filter_map(|(name, section)| {
                let key = format!("section-{}", name.to_lowercase());
                let own = self.has(&key).then(|| self.get(&key, &[]))?;
                (own != *name).then_some((own, *section))
            })
            .collect()
    }
}

/// A tag that is none is treated as English: texts still come out.
fn identifier(tag: &str) -> LanguageIdentifier {
    tag.parse()
        .unwrap_or_else(|_| "en".parse().expect("`en` is a language tag"))
}
