//! The words of the interface in the site's language, with English behind them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::parse::ReservedSection;

/// The interface's texts: the site's language first, then English.
pub struct Strings {
    bundles: Vec<Bundle>,
    /// The same texts, with `{count}` where a count would stand.
    patterns: Vec<Bundle>,
    /// The plural categories of the language, each with a number of its kind.
    categories: BTreeMap<String, f64>,
    keys: BTreeSet<String>,
    language: LanguageIdentifier,
    /// Texts already made, by the hash of key and values: pages say the same few
    /// hundred over and over.
    made: RwLock<HashMap<u64, String>>,
}

/// How many made texts are kept; values such as names may be without number.
const KEPT: usize = 4096;

type Bundle = FluentBundle<Arc<FluentResource>>;

/// A text with its placeables still in it, such as `{count} questions`, for scripts to fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Pattern {
    /// The same for any count.
    Plain(String),
    /// By the plural category of its `$count`; `other` is always there.
    Plural(BTreeMap<String, String>),
}

/// What tells the plural categories of a language apart: Fluent itself is asked.
const CATEGORIES: &str = "category = { $count ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}";

impl Strings {
    /// Reads language files in the order of preference, each with its language tag.
    ///
    /// A file's bad entries are skipped, as Fluent does: the fallback stands in for them.
    pub fn new<'a>(language: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut keys = BTreeSet::new();
        let (bundles, patterns) = files
            .into_iter()
            .map(|(tag, text)| {
                keys.extend(text.lines().filter_map(key).map(str::to_owned));
                let resource = Arc::new(resource(text));
                let mut patterns = bundle(tag, &resource);
                patterns.set_formatter(Some(placeable));
                (bundle(tag, &resource), patterns)
            })
            .unzip();
        Self {
            bundles,
            patterns,
            categories: categories(&identifier(language)),
            keys,
            language: identifier(language),
            made: RwLock::default(),
        }
    }

    /// The text of `key`; a key that no file has is shown as itself.
    pub fn get(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(hash) = hash(key, values) else {
            return self.make(key, values);
        };
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = made.get(&hash) {
            return text.clone();
        }
        drop(made);
        let text = self.make(key, values);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() < KEPT {
            made.insert(hash, text.clone());
        }
        text
    }

    fn make(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        if let Some(text) = self.make_hundreds(key, values) {
            return text;
        }
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

    /// The text for more than a hundred in Arabic, where the last two digits decide.
    ///
    /// The rules behind Fluent take the whole number there, and 103 for one of "other".
    fn make_hundreds(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (_, count) = values.iter().find(|(name, _)| *name == "count")?;
        let FluentValue::Number(count) = count else {
            return None;
        };
        let is_arabic = matches!(self.language.language.as_str(), "ar" | "ars");
        let category = match count.value % 100.0 {
            last if !is_arabic || count.value < 100.0 || last < 3.0 => return None,
            last if last < 11.0 => "few",
            _ => "many",
        };
        let Some(Pattern::Plural(texts)) = self.pattern(key) else {
            return None;
        };
        let text = texts.get(category)?.clone();
        Some(values.iter().fold(text, |text, (name, value)| {
            let value = match value {
                FluentValue::String(value) => value.clone(),
                FluentValue::Number(value) => value.as_string(),
                _ => return text,
            };
            text.replace(&format!("{{{name}}}"), &value)
        }))
    }

    /// A day in the words of the language: `20 Nov 2026`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        let month = self.get(&format!("month-{}", date.month()), &[]);
        let values = [
            ("day", i64::from(date.day()).into()),
            ("month", month.into()),
            ("year", date.year().to_string().into()),
        ];
        self.get("date", &values)
    }

    /// The text of `key` for scripts, which know their values only later.
    pub fn pattern(&self, key: &str) -> Option<Pattern> {
        let bundle = self
            .patterns
            .iter()
            .find(|bundle| bundle.has_message(key))?;
        let text = |count: Option<f64>| {
            let pattern = bundle.get_message(key)?.value()?;
            let mut args = FluentArgs::new();
            if let Some(count) = count {
                args.set("count", count);
            }
            // What has no value is printed by its name.
            let text = bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
            Some(text.replace("{$", "{"))
        };
        let plain = text(None)?;
        let by_category: BTreeMap<String, String> = self
            .categories
            .iter()
            .filter_map(|(category, count)| Some((category.clone(), text(Some(*count))?)))
            .collect();
        match by_category.values().all(|text| *text == plain) {
            true => Some(Pattern::Plain(plain)),
            false => Some(Pattern::Plural(by_category)),
        }
    }

    /// The keys of all files.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
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

fn resource(text: &str) -> FluentResource {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    }
}

fn bundle(tag: &str, resource: &Arc<FluentResource>) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(tag)]);
    // Isolation marks would end up in attributes and copied text.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(Arc::clone(resource));
    bundle
}

/// The key that a line of a language file begins, if it begins one.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let is_message = line.starts_with(|c: char| c.is_ascii_alphabetic());
    is_message.then(|| key.trim_end())
}

/// The plural categories of a language, each with a number of its kind.
fn categories(language: &LanguageIdentifier) -> BTreeMap<String, f64> {
    let mut asked = FluentBundle::new_concurrent(vec![language.clone()]);
    asked.add_resource_overriding(resource(CATEGORIES));
    let pattern = asked
        .get_message("category")
        .and_then(|message| message.value())
        .expect("the message is the one above");
    // 2 comes first: where a language has one category only, a text that English
    // stands in for should be the one for many.
    let numbers = (2..=200).chain([1, 0, 1_000_000]).map(f64::from);
    let mut categories = BTreeMap::new();
    for number in numbers.chain([1.5]) {
        let mut args = FluentArgs::new();
        args.set("count", number);
        let category = asked.format_pattern(pattern, Some(&args), &mut Vec::new());
        categories.entry(category.into_owned()).or_insert(number);
    }
    categories
}

/// Prints the only number that patterns are given as the placeable it stands for.
fn placeable<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    matches!(value, FluentValue::Number(_)).then(|| "{count}".to_owned())
}

/// `None` for values that are no plain texts and numbers.
fn hash(key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    for (name, value) in values {
        name.hash(&mut hasher);
        match value {
            FluentValue::String(text) => text.hash(&mut hasher),
            FluentValue::Number(number) => number.value.to_bits().hash(&mut hasher),
            FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => return None,
        }
    }
    Some(hasher.finish())
}

/// A tag that is none is treated as English: texts still come out.
fn identifier(tag: &str) -> LanguageIdentifier {
    tag.parse()
        .unwrap_or_else(|_| "en".parse().expect("`en` is a language tag"))
}
