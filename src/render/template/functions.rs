//! What a template may call.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use tera::{Kwargs, State, TeraResult, Value};

use crate::render::icon;
use crate::theme::Theme;

/// `t(key="questions", count=3)`: a text of the interface.
pub(super) struct Translate {
    theme: Arc<Theme>,
    /// The texts of all keys as they are without values: a page asks for a hundred.
    plain: BTreeMap<String, Value>,
}

impl Translate {
    pub(super) fn new(theme: Arc<Theme>) -> Self {
        let keys = theme.strings.keys();
        let plain = keys.map(|key| (key.to_owned(), Value::from(theme.strings.get(key, &[]))));
        Self {
            plain: plain.collect(),
            theme,
        }
    }
}

impl tera::Function<TeraResult<Value>> for Translate {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let key: &str = kwargs.must_get("key")?;
        let mut values: Vec<(&str, FluentValue<'_>)> = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name
                .as_str()
                .and_then(|name| VALUES.iter().find(|known| **known == name));
            let Some(name) = name else { continue };
            let value = match (value.as_i64(), value.as_str()) {
                (Some(number), _) => FluentValue::from(number),
                (None, Some(text)) => FluentValue::from(text),
                (None, None) => FluentValue::from(value.to_string()),
            };
            values.push((name, value));
        }
        match self.plain.get(key) {
            None => Err(tera::Error::message(format!(
                "no text `{key}` in the language files"
            ))),
            Some(plain) if values.is_empty() => Ok(plain.clone()),
            Some(_) => Ok(Value::from(self.theme.strings.get(key, &values))),
        }
    }
}

/// What a text of the interface may be given.
const VALUES: [&str; 8] = [
    "count", "number", "total", "name", "language", "date", "minutes", "level",
];

/// `icon(name="check")`: a reference to an icon of the theme.
pub(super) struct Icon(BTreeMap<String, Value>);

impl Icon {
    pub(super) fn new(theme: &Theme) -> Self {
        let references = theme.icons.keys().filter_map(|name| {
            let reference = icon::reference(theme, name)?;
            Some((name.clone(), Value::from(reference)))
        });
        Self(references.collect())
    }
}

impl tera::Function<TeraResult<Value>> for Icon {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let name: &str = kwargs.must_get("name")?;
        let reference = self.0.get(name).cloned();
        reference.ok_or_else(|| tera::Error::message(format!("no icon `{name}` in the theme")))
    }

    fn is_safe(&self) -> bool {
        true
    }
}
