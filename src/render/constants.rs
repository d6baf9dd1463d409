//! What a template asks for by a fixed name, put in when templates are loaded: a page says
//! a hundred of the interface's texts, and each asked for is a call.

use super::icon;
use crate::theme::Theme;

/// The template with `t(key="…")` as the text itself, in quotes, and `{{ icon(name="…") }}`
/// as the drawing, as far as there are such texts and icons.
///
/// Places in it are not those of the source: mistakes are to be looked for in that.
pub fn put_in(template: &str, theme: &Theme) -> String {
    // What is raw stays as it is written.
    if template.contains("raw") {
        return template.to_owned();
    }
    let texts = replaced(template, "t(key=\"", "\")", |before, key| {
        let is_call = !before.ends_with(|c: char| c.is_alphanumeric() || "_.|:".contains(c));
        let is_known = is_call && theme.strings.has(key);
        let text = is_known.then(|| theme.strings.get(key, &[]))?;
        let is_plain = !text.contains(|c: char| c.is_control() || "\"\\{}%#".contains(c));
        is_plain.then(|| format!("\"{text}\""))
    });
    replaced(&texts, "{{ icon(name=\"", "\") }}", |_, name| {
        icon::reference(theme, name)
    })
}

/// The text in which names between `open` and `close` gave way to what `put` has for them;
/// it gets what stands before as well.
fn replaced(
    text: &str,
    open: &str,
    close: &str,
    put: impl Fn(&str, &str) -> Option<String>,
) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let (before, call) = rest.split_at(at);
        let name = &call[open.len()..];
        let end = name
            .find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')
            .unwrap_or(name.len());
        let (name, behind) = name.split_at(end);
        let found = behind
            .strip_prefix(close)
            .and_then(|behind| Some((put(before, name)?, behind)));
        done.push_str(before);
        match found {
            Some((found, behind)) => {
                done.push_str(&found);
                rest = behind;
            }
            None => {
                done.push_str(open);
                rest = &call[open.len()..];
            }
        }
    }
    done + rest
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn names_give_way_where_something_is_put() {
        let put = |before: &str, name: &str| {
            (name != "no" && !before.ends_with('x')).then(|| name.to_uppercase())
        };
        let text = "t(a) t(no) t(b xt(c) t(d) é";
        assert_eq!(replaced(text, "t(", ")", put), "A t(no) t(b xt(c) D é");
    }
}
