//! Samples side by side, of which the reader chooses one.

use crate::model::block::{Block, BlockKind};
use crate::model::sample::{Tab, TabLabel};

/// Joins adjacent tab samples, each with the outputs behind it, into one group.
pub fn group_tabs(blocks: Vec<Block>) -> Vec<Block> {
    let has_tabs = blocks.iter().any(|block| tab_label(block).is_some());
    if !has_tabs {
        return blocks;
    }
    let mut grouped: Vec<Block> = Vec::new();
    for block in blocks {
        let label = tab_label(&block);
        let open = match grouped.last_mut() {
            Some(Block {
                kind: BlockKind::Tabs(tabs),
                span,
            }) => Some((tabs, span)),
            _ => None,
        };
        match (label, open) {
            (Some(label), Some((tabs, span))) => {
                *span = span.to(block.span);
                tabs.push(Tab {
                    label,
                    blocks: vec![block],
                });
            }
            (Some(label), None) => grouped.push(Block {
                span: block.span,
                kind: BlockKind::Tabs(vec![Tab {
                    label,
                    blocks: vec![block],
                }]),
            }),
            (None, Some((tabs, span))) if matches!(block.kind, BlockKind::Output(_)) => {
                *span = span.to(block.span);
                if let Some(tab) = tabs.last_mut() {
                    tab.blocks.push(block);
                }
            }
            (None, _) => grouped.push(block),
        }
    }
    grouped
}

fn tab_label(block: &Block) -> Option<String> {
    let BlockKind::Sample(sample) = &block.kind else {
        return None;
    };
    Some(match sample.tab.as_ref()? {
        TabLabel::Text(text) => text.clone(),
        TabLabel::Language => match sample.language {
            Some(language) => language.label.to_owned(),
            None => sample.language_word.clone(),
        },
    })
}
