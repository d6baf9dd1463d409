//! GitHub alerts: their title, their look, and the answer they hide.

use crate::model::block::{
    Block, BlockKind, Callout, CalloutKind, CalloutLook, Inline, plain_text,
};

/// Makes a callout of an alert's blocks.
pub fn read(kind: CalloutKind, mut blocks: Vec<Block>) -> Callout {
    let is_answer = |lead: &str| lead.eq_ignore_ascii_case("answer");
    let title = blocks
        .first_mut()
        .filter(|block| lead(block).is_some_and(|lead| !is_answer(&lead.name)))
        .and_then(take_lead);
    let look = title.as_deref().map_or(CalloutLook::Plain, look);
    drop_empty_first(&mut blocks);
    let at = blocks
        .iter()
        .position(|block| lead(block).is_some_and(|lead| is_answer(&lead.name)));
    let mut answer = match at {
        Some(at) => blocks.split_off(at),
        None => Vec::new(),
    };
    if let Some(first) = answer.first_mut() {
        take_lead(first);
    }
    drop_empty_first(&mut answer);
    Callout {
        kind,
        look,
        title,
        body: blocks,
        answer,
    }
}

/// The bold words that a paragraph begins with and a colon ends: `**Key point:** …`.
struct Lead {
    /// The words without the colon.
    name: String,
    /// Whether the colon is bold too; else it stands just behind.
    has_colon_inside: bool,
}

fn lead(block: &Block) -> Option<Lead> {
    let BlockKind::Paragraph(inlines) = &block.kind else {
        return None;
    };
    let [Inline::Strong(lead), rest @ ..] = inlines.as_slice() else {
        return None;
    };
    let text = plain_text(lead);
    let text = text.trim_end();
    let has_colon_inside = text.ends_with(':');
    let has_colon_behind =
        matches!(rest.first(), Some(Inline::Text(rest)) if rest.starts_with(':'));
    (has_colon_inside || has_colon_behind).then(|| Lead {
        name: text.trim_end_matches(':').trim_end().to_owned(),
        has_colon_inside,
    })
}

/// Takes the lead off a paragraph.
fn take_lead(block: &mut Block) -> Option<Vec<Inline>> {
    let Lead {
        has_colon_inside, ..
    } = lead(block)?;
    let BlockKind::Paragraph(inlines) = &mut block.kind else {
        return None;
    };
    let Inline::Strong(mut lead) = inlines.remove(0) else {
        return None;
    };
    if has_colon_inside {
        trim_end(&mut lead, ':');
    }
    if let Some(Inline::Text(rest)) = inlines.first_mut() {
        let without_colon = match has_colon_inside {
            true => rest.as_str(),
            false => rest.trim_start_matches(':'),
        };
        *rest = without_colon.trim_start().to_owned();
    }
    while matches!(inlines.first(), Some(Inline::SoftBreak | Inline::HardBreak))
        || matches!(inlines.first(), Some(Inline::Text(text)) if text.is_empty())
    {
        inlines.remove(0);
    }
    Some(lead)
}

fn trim_end(inlines: &mut [Inline], c: char) {
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        *text = text.trim_end().trim_end_matches(c).trim_end().to_owned();
    }
}

fn drop_empty_first(blocks: &mut Vec<Block>) {
    let is_empty = blocks.first().is_some_and(
        |block| matches!(&block.kind, BlockKind::Paragraph(inlines) if inlines.is_empty()),
    );
    if is_empty {
        blocks.remove(0);
    }
}

/// The look of a title, told by its words and not by the whole of it:
/// "Interview trap: what does this print?" is still a trap.
fn look(title: &[Inline]) -> CalloutLook {
    let title = plain_text(title).to_lowercase();
    let begins = |names: [&str; 2]| names.into_iter().any(|name| title.starts_with(name));
    if begins(["key point", "interview key point"]) {
        CalloutLook::KeyPoint
    } else if begins(["interview trap", "trap"]) {
        CalloutLook::Trap
    } else if begins(["rule of thumb", "interview rule of thumb"]) {
        CalloutLook::RuleOfThumb
    } else {
        CalloutLook::Plain
    }
}
