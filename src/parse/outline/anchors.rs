//! Anchors: each is given out once, written ids first.

use super::{Head, Reader};
use crate::href::Slug;
use crate::model::block::{Block, BlockKind, Heading, plain_text};

impl Reader<'_, '_> {
    pub(super) fn anchor_of(&mut self, head: &Head) -> Slug {
        let id = match &head.metadata.id {
            Some(id) => id.value.clone(),
            None => self.claim_heading(&head.heading),
        };
        self.anchor_list.push(id.clone());
        id
    }

    /// The heading's own slug, where the id is another word and the slug is still free.
    pub(super) fn heading_anchor(&mut self, head: &Head, id: &Slug) -> Option<Slug> {
        head.metadata.id.as_ref()?;
        let slug = Slug::from_text(&plain_text(&head.heading.inlines))?;
        if slug == *id {
            return None;
        }
        let slug = self.anchors.claim_free(slug);
        self.anchor_list.push(slug.clone());
        Some(slug)
    }

    pub(super) fn claim_heading(&mut self, heading: &Heading) -> Slug {
        let slug = Slug::from_text(&plain_text(&heading.inlines))
            .or_else(|| Slug::from_text("section"))
            .expect("`section` is a slug");
        self.anchors.claim_free(slug)
    }

    pub(super) fn assign_anchors(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => {
                    let anchor = self.claim_heading(heading);
                    self.anchor_list.push(anchor.clone());
                    heading.anchor = Some(anchor);
                }
                BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                    self.assign_anchors(blocks);
                }
                BlockKind::Callout(callout) => {
                    self.assign_anchors(&mut callout.body);
                    self.assign_anchors(&mut callout.answer);
                }
                BlockKind::List(list) => {
                    for item in &mut list.items {
                        self.assign_anchors(&mut item.blocks);
                    }
                }
                _ => {}
            }
        }
    }
}
