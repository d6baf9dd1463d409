//! Names of the reserved sections of a question.

use strsim::damerau_levenshtein;

/// A section with a meaning of its own, one heading level below its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReservedSection {
    /// `Hint`, `Hint 1`
    Hint,
    /// `Answer`
    Answer,
    /// `Follow-up: …?`
    FollowUp,
    /// `Related`
    Related,
    /// `Sources`
    Sources,
}

impl ReservedSection {
    /// The sections by their English names, which always work.
    pub const ALL: [(&'static str, ReservedSection); 5] = [
        ("Hint", ReservedSection::Hint),
        ("Answer", ReservedSection::Answer),
        ("Follow-up", ReservedSection::FollowUp),
        ("Related", ReservedSection::Related),
        ("Sources", ReservedSection::Sources),
    ];
}

/// How a heading relates to the reserved names.
#[derive(Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is that section.
    Reserved(ReservedSection),
    /// It is nearly that section, which is a slip; the text says what to type.
    Slip(ReservedSection, String),
    /// It is an ordinary heading.
    Ordinary,
}

/// Reads a heading's text.
pub fn read(title: &str, own_names: &[(String, ReservedSection)]) -> Reading {
    if let Some(section) = reserved(title, own_names) {
        return Reading::Reserved(section);
    }
    let (name, rest) = match title.split_once(':') {
        Some((name, rest)) => (name.trim(), Some(rest.trim())),
        None => (title.trim(), None),
    };
    for (known, section) in names(own_names) {
        let is_near = is_near(name, known);
        let has_text = rest.is_some_and(|rest| !rest.is_empty());
        match section {
            ReservedSection::FollowUp if is_near => {
                let text = rest.filter(|rest| !rest.is_empty()).unwrap_or("…?");
                return Reading::Slip(section, format!("{known}: {text}"));
            }
            _ if is_near && !has_text => return Reading::Slip(section, known.to_owned()),
            _ => {}
        }
    }
    Reading::Ordinary
}

/// The section that a heading's text is the name of, if it is one.
pub fn reserved(title: &str, own_names: &[(String, ReservedSection)]) -> Option<ReservedSection> {
    names(own_names).find_map(|(name, section)| is_exact(title, name, section).then_some(section))
}

fn names(own_names: &[(String, ReservedSection)]) -> impl Iterator<Item = (&str, ReservedSection)> {
    let own_names = own_names.iter();
    own_names
        .map(|(name, section)| (name.as_str(), *section))
        .chain(ReservedSection::ALL)
}

/// The text of a follow-up behind its colon.
pub fn follow_up_text(title: &str) -> &str {
    title.split_once(':').map_or(title, |(_, text)| text).trim()
}

fn is_exact(title: &str, known: &str, section: ReservedSection) -> bool {
    match section {
        ReservedSection::Hint => {
            let rest = title.trim().strip_prefix(known).map(str::trim_start);
            rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        }
        ReservedSection::FollowUp => {
            let rest = title.trim().strip_prefix(known);
            rest.and_then(|rest| rest.strip_prefix(':'))
                .is_some_and(|text| !text.trim().is_empty())
        }
        ReservedSection::Answer | ReservedSection::Related | ReservedSection::Sources => {
            title.trim() == known
        }
    }
}

/// One edit (a plural is one), other letter case, or a number: what a slip looks like.
fn is_near(name: &str, known: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let (name, known) = (name.to_lowercase(), known.to_lowercase());
    // Lengths first: measuring a distance costs more than all else about a heading.
    let lengths = [&name, &known].map(|name| name.chars().count());
    lengths[0].abs_diff(lengths[1]) <= 1 && damerau_levenshtein(&name, &known) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_names_are_reserved() {
        let reserved = |title| match read(title, &[]) {
            Reading::Reserved(section) => Some(section),
            _ => None,
        };
        assert_eq!(reserved("Answer"), Some(ReservedSection::Answer));
        assert_eq!(reserved("Hint 2"), Some(ReservedSection::Hint));
        assert_eq!(reserved("Follow-up: Why?"), Some(ReservedSection::FollowUp));
        assert_eq!(reserved("Why it works"), None);
    }

    #[test]
    fn slips_say_what_to_type() {
        let slip = |title| match read(title, &[]) {
            Reading::Slip(_, text) => Some(text),
            _ => None,
        };
        assert_eq!(slip("Anwser").as_deref(), Some("Answer"));
        assert_eq!(slip("answer").as_deref(), Some("Answer"));
        assert_eq!(slip("Hints").as_deref(), Some("Hint"));
        assert_eq!(slip("Source").as_deref(), Some("Sources"));
        assert_eq!(slip("Sources:").as_deref(), Some("Sources"));
        assert_eq!(slip("Follow up: Why?").as_deref(), Some("Follow-up: Why?"));
        assert_eq!(slip("Follow-up").as_deref(), Some("Follow-up: …?"));
        assert_eq!(slip("Resources"), None);
        assert_eq!(slip("Answer: the short form"), None);
    }

    #[test]
    fn a_language_adds_names_and_english_stays() {
        let own = [("Respuesta".to_owned(), ReservedSection::Answer)];
        let is_answer = |title| read(title, &own) == Reading::Reserved(ReservedSection::Answer);
        assert!(is_answer("Respuesta") && is_answer("Answer"));
    }
}
