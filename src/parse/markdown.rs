//! Markdown to our tree of blocks: the only owner of the Markdown parser.
//!
//! The tree grows on a stack of our own and never deeper than [`MAX_DEPTH`]:
//! later stages may recurse over it, whatever a file holds.

use std::sync::Arc;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::sample::Places;
use super::tabs::group_tabs;
use super::{LooksAt, Manner, autolink, callout, fence};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::model::block::{
    Alignment, Block, BlockKind, CalloutKind, Heading, Inline, LinkId, List, ListItem, Table,
    plain_text,
};
use crate::model::page::{Link, LinkPurpose};
use crate::source::{Source, Span};

/// Deepest nesting of blocks and inlines together; more is an error and is flattened.
const MAX_DEPTH: usize = 60;

/// A body as blocks, and the addresses in it.
pub struct Tree {
    /// Top-level blocks, headings without anchors yet.
    pub blocks: Vec<Block>,
    /// Addresses in the order of the text.
    pub links: Vec<Link>,
}

/// Reads the body of a file.
pub(super) fn read(
    source: &Arc<Source>,
    body: Span,
    manner: Manner,
    problems: &mut Diagnostics,
) -> Tree {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    if manner.math {
        options |= Options::ENABLE_MATH;
    }
    let mut builder = Builder {
        source,
        problems,
        looks_at: manner.looks_at,
        stack: vec![Frame::new(Kind::Root, body)],
        links: Vec::new(),
        link_depth: 0,
        is_too_deep: false,
    };
    let text = source.slice(body);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, Span::from(range).shifted(body.start));
    }
    builder.finish()
}

/// An element that is still open.
struct Frame {
    kind: Kind,
    span: Span,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// The range of the inlines gathered since the last block.
    inline_span: Option<Span>,
    /// Whether inlines stood here without a paragraph, as in a tight list.
    is_tight: bool,
}

impl Frame {
    fn new(kind: Kind, span: Span) -> Self {
        Self {
            kind,
            span,
            blocks: Vec::new(),
            inlines: Vec::new(),
            inline_span: None,
            is_tight: false,
        }
    }
}

enum Kind {
    Root,
    /// Too deep: its content goes to the parent.
    Flattened,
    Paragraph,
    Heading(u8),
    Quote(Option<CalloutKind>),
    Code {
        is_fenced: bool,
        code: String,
        code_span: Option<Span>,
        places: Places,
    },
    Html(String),
    List(Option<u64>, Vec<ListItem>),
    Item(Option<bool>),
    Footnote(String),
    Table(Vec<Alignment>, Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>),
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(LinkId, String),
    Image(LinkId, String),
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    problems: &'a mut Diagnostics,
    looks_at: LooksAt,
    stack: Vec<Frame>,
    links: Vec<Link>,
    link_depth: usize,
    is_too_deep: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(end) => self.close(end),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.inline(Inline::Code(code.into_string()), span),
            Event::InlineMath(tex) => self.inline(Inline::Math(tex.into_string()), span),
            Event::DisplayMath(tex) => self.display_math(tex.into_string(), span),
            Event::Html(html) => match &mut self.top().kind {
                Kind::Html(text) => text.push_str(&html),
                _ => self.inline(Inline::Html(html.into_string()), span),
            },
            Event::InlineHtml(html) => self.inline_html(html.into_string(), span),
            Event::FootnoteReference(label) => {
                self.inline(Inline::FootnoteReference(label.into_string()), span);
            }
            Event::SoftBreak => self.inline(Inline::SoftBreak, span),
            Event::HardBreak => self.inline(Inline::HardBreak, span),
            Event::Rule => self.block(BlockKind::Rule, span),
            Event::TaskListMarker(is_checked) => {
                if let Kind::Item(task) = &mut self.item().kind {
                    *task = Some(is_checked);
                }
            }
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.stack
            .last_mut()
            .expect("the root frame is never popped")
    }

    /// The innermost list entry; in a loose list a paragraph is open inside it.
    fn item(&mut self) -> &mut Frame {
        let at = self
            .stack
            .iter()
            .rposition(|frame| matches!(frame.kind, Kind::Item(_)));
        let at = at.unwrap_or(self.stack.len() - 1);
        &mut self.stack[at]
    }

    fn open(&mut self, tag: Tag<'_>, span: Span) {
        let is_block = !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        );
        if is_block {
            self.flush_inlines();
        }
        let is_container = !is_block || matches!(tag, Tag::BlockQuote(_) | Tag::List(_));
        let kind = match is_container && self.stack.len() > MAX_DEPTH {
            true => {
                self.report_depth(span);
                if let Tag::Link { .. } = tag {
                    self.link_depth += 1;
                }
                Kind::Flattened
            }
            false => self.kind(tag, span),
        };
        self.stack.push(Frame::new(kind, span));
    }

    fn kind(&mut self, tag: Tag<'_>, span: Span) -> Kind {
        match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(kind) => Kind::Quote(kind.map(callout_kind)),
            Tag::CodeBlock(kind) => Kind::Code {
                is_fenced: matches!(kind, CodeBlockKind::Fenced(_)),
                code: String::with_capacity(span.end - span.start),
                code_span: None,
                places: Places::default(),
            },
            Tag::HtmlBlock => Kind::Html(String::new()),
            Tag::List(start) => Kind::List(start, Vec::new()),
            Tag::Item => match self.top().kind {
                Kind::List(..) => Kind::Item(None),
                _ => Kind::Flattened,
            },
            Tag::FootnoteDefinition(label) => Kind::Footnote(label.into_string()),
            Tag::Table(columns) => {
                let alignments = columns.into_iter().map(alignment).collect();
                Kind::Table(alignments, Vec::new())
            }
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.link_depth += 1;
                let destination = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let id = self.link(destination, span, LinkPurpose::Text);
                Kind::Link(id, title.into_string())
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let id = self.link(dest_url.into_string(), span, LinkPurpose::Image);
                Kind::Image(id, title.into_string())
            }
            // Never switched on above.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Kind::Flattened,
        }
    }

    /// Notes an address; its span is narrowed to where it is written, for the caret.
    fn link(&mut self, destination: String, span: Span, purpose: LinkPurpose) -> LinkId {
        let written = self.source.slice(span);
        let span = match written.rfind(destination.as_str()) {
            Some(at) if !destination.is_empty() => {
                Span::new(span.start + at, span.start + at + destination.len())
            }
            _ => span,
        };
        self.links.push(Link {
            destination,
            span,
            purpose,
        });
        LinkId(self.links.len() - 1)
    }

    fn close(&mut self, end: TagEnd) {
        self.flush_inlines();
        let frame = self.stack.pop().expect("every end has a start");
        if end == TagEnd::Link {
            self.link_depth -= 1;
        }
        let span = frame.span;
        let inlines = frame.inlines;
        match frame.kind {
            Kind::Root | Kind::Flattened => {
                let parent = self.top();
                parent.blocks.extend(frame.blocks);
                parent.inlines.extend(inlines);
                parent.inline_span = union(parent.inline_span, Some(span));
            }
            Kind::Paragraph => self.paragraph(inlines, span),
            Kind::Heading(level) => {
                let heading = Heading {
                    level,
                    anchor: None,
                    inlines,
                    text_span: frame.inline_span.unwrap_or(Span::at(span.end)),
                };
                self.block(BlockKind::Heading(heading), span);
            }
            Kind::Quote(None) => self.block(BlockKind::Quote(group_tabs(frame.blocks)), span),
            Kind::Quote(Some(kind)) => {
                let callout = callout::read(kind, group_tabs(frame.blocks));
                self.block(BlockKind::Callout(callout), span);
            }
            Kind::Code {
                is_fenced,
                code,
                code_span,
                places,
            } => {
                let code_span = code_span.unwrap_or(Span::at(span.end));
                let fence = fence::Fence {
                    source: self.source,
                    span,
                    is_fenced,
                    looks_at: self.looks_at,
                    code,
                    code_span,
                    places,
                };
                let kind = fence.read(self.problems);
                self.block(kind, span);
            }
            Kind::Html(html) => self.html(html, span),
            Kind::List(start, items) => self.block(BlockKind::List(List { start, items }), span),
            Kind::Item(task) => {
                let item = ListItem {
                    task,
                    blocks: group_tabs(frame.blocks),
                    is_tight: frame.is_tight,
                    span,
                };
                if let Kind::List(_, items) = &mut self.top().kind {
                    items.push(item);
                }
            }
            Kind::Footnote(label) => {
                let blocks = group_tabs(frame.blocks);
                self.block(BlockKind::Footnote { label, blocks }, span);
            }
            Kind::Table(alignments, mut rows) => {
                let head = match rows.is_empty() {
                    true => Vec::new(),
                    false => rows.remove(0),
                };
                let table = Table {
                    alignments,
                    head,
                    rows,
                };
                self.block(BlockKind::Table(table), span);
            }
            Kind::Row(cells) => {
                if let Kind::Table(_, rows) = &mut self.top().kind {
                    rows.push(cells);
                }
            }
            Kind::Cell => {
                if let Kind::Row(cells) = &mut self.top().kind {
                    cells.push(inlines);
                }
            }
            Kind::Emphasis => self.inline(Inline::Emphasis(inlines), span),
            Kind::Strong => self.inline(Inline::Strong(inlines), span),
            Kind::Strikethrough => self.inline(Inline::Strikethrough(inlines), span),
            Kind::Link(target, title) => self.inline(
                Inline::Link {
                    target,
                    title,
                    inlines,
                },
                span,
            ),
            Kind::Image(target, title) => {
                let alt = plain_text(&inlines);
                self.inline(Inline::Image { target, title, alt }, span);
            }
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Kind::Code {
            code,
            code_span,
            places,
            ..
        } = &mut self.top().kind
        {
            places.push(code.len(), span);
            code.push_str(text);
            *code_span = union(*code_span, Some(span));
            return;
        }
        if let Kind::Html(html) = &mut self.top().kind {
            html.push_str(text);
            return;
        }
        let top = self.top();
        top.inline_span = union(top.inline_span, Some(span));
        // The parser cuts text at every character that could have been markup.
        match top.inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => top.inlines.push(Inline::Text(text.to_owned())),
        }
    }

    fn inline(&mut self, inline: Inline, span: Span) {
        let top = self.top();
        top.inline_span = union(top.inline_span, Some(span));
        top.inlines.push(inline);
    }

    /// Comments in running text are for editors, not for readers.
    fn inline_html(&mut self, html: String, span: Span) {
        if !html.starts_with("<!--") {
            self.inline(Inline::Html(html), span);
        }
    }

    fn display_math(&mut self, tex: String, span: Span) {
        self.inline(Inline::Math(tex), span);
        let top = self.top();
        let is_alone = top.inlines.len() == 1 && matches!(top.kind, Kind::Paragraph);
        if is_alone {
            // Decided for good when the paragraph closes and nothing has joined it.
            top.is_tight = true;
        }
    }

    fn paragraph(&mut self, inlines: Vec<Inline>, span: Span) {
        let is_displayed = self.source.slice(span).trim_start().starts_with("$$");
        match inlines.as_slice() {
            [Inline::Math(tex)] if is_displayed => self.block(BlockKind::Math(tex.clone()), span),
            _ => {
                let inlines = self.autolinked(inlines, span);
                self.block(BlockKind::Paragraph(inlines), span);
            }
        }
    }

    /// Splits off a comment at the start, where metadata stands.
    fn html(&mut self, html: String, span: Span) {
        let Some(comment) = html.trim_start().strip_prefix("<!--") else {
            self.block(BlockKind::Html(html), span);
            return;
        };
        // Counted in the file: what indents the first line is in the text and not in the span.
        let written = self.source.slice(span);
        let start = span.start + written.find("<!--").unwrap_or_default();
        let Some((inner, rest)) = comment.split_once("-->") else {
            self.report_unclosed_comment(start);
            self.block(BlockKind::Html(html), span);
            return;
        };
        let length = written.find("-->").map_or(0, |end| end + "-->".len());
        let whole = Span::new(start, span.start + length);
        self.block(BlockKind::Comment(inner.to_owned()), whole);
        if !rest.trim().is_empty() {
            let behind = Span::new(whole.end, span.end);
            self.block(BlockKind::Html(rest.to_owned()), behind);
        }
    }

    fn block(&mut self, kind: BlockKind, span: Span) {
        self.top().blocks.push(Block { span, kind });
    }

    /// Inlines that stood without a paragraph become one: tight lists have none.
    fn flush_inlines(&mut self) {
        let is_holder = matches!(
            self.top().kind,
            Kind::Root | Kind::Flattened | Kind::Quote(_) | Kind::Item(_) | Kind::Footnote(_)
        );
        if !is_holder || self.top().inlines.is_empty() {
            return;
        }
        let holds_inlines_only = matches!(self.top().kind, Kind::Flattened);
        if holds_inlines_only {
            return;
        }
        let top = self.top();
        let span = top.inline_span.take().unwrap_or(top.span);
        let inlines = std::mem::take(&mut top.inlines);
        top.is_tight |= top.blocks.is_empty();
        let inlines = self.autolinked(inlines, span);
        self.block(BlockKind::Paragraph(inlines), span);
    }

    fn autolinked(&mut self, inlines: Vec<Inline>, span: Span) -> Vec<Inline> {
        autolink::link_bare_urls(inlines, &mut |destination| {
            self.links.push(Link {
                destination,
                span,
                purpose: LinkPurpose::Text,
            });
            LinkId(self.links.len() - 1)
        })
    }

    fn report_unclosed_comment(&mut self, start: usize) {
        let span = Span::new(start, start + "<!--".len());
        let label = Label::new(self.source, span, "hides everything below");
        let message = "this comment is never closed";
        self.problems.push(
            Diagnostic::new(Code::UnclosedComment, message, label)
                .help("write `-->` where it ends"),
        );
    }

    fn report_depth(&mut self, span: Span) {
        if std::mem::replace(&mut self.is_too_deep, true) {
            return;
        }
        let label = Label::new(self.source, Span::new(span.start, span.start + 1), "here");
        let message = format!("nested more than {MAX_DEPTH} levels deep");
        self.problems.push(
            Diagnostic::new(Code::NestingTooDeep, message, label)
                .help("take quotes and lists apart until they are shallower"),
        );
    }

    fn finish(mut self) -> Tree {
        self.flush_inlines();
        let root = self.stack.pop().expect("the root frame is never popped");
        Tree {
            blocks: group_tabs(root.blocks),
            links: self.links,
        }
    }
}

fn union(a: Option<Span>, b: Option<Span>) -> Option<Span> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.to(b)),
        (a, b) => a.or(b),
    }
}

fn callout_kind(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Start,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
