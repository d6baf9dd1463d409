//! Patterns.

use super::Reader;
use super::pieces::Kind;

impl Reader<'_> {
    /// A pattern with its alternatives.
    pub(super) fn patterns(&mut self) -> Option<()> {
        self.takes("|");
        loop {
            self.pattern()?;
            if self.is_signs("||") || self.is_signs("|=") || !self.takes("|") {
                return Some(());
            }
        }
    }

    /// A pattern without alternatives.
    pub(super) fn pattern(&mut self) -> Option<()> {
        self.deeper(|reader| {
            if reader.takes("_") {
                return Some(());
            }
            if reader.takes("&") {
                reader.takes("mut");
                return reader.pattern();
            }
            if reader.is("(") {
                return reader.list("(", ")", Reader::part);
            }
            if reader.is("[") {
                return reader.list("[", "]", Reader::part);
            }
            if reader.is_pattern_literal() {
                reader.pattern_literal()?;
                return reader.range_end();
            }
            if reader.is("ref") || reader.is("mut") {
                reader.takes("ref");
                reader.takes("mut");
                reader.name()?;
                return reader.binding_end();
            }
            reader.named_pattern()
        })
    }

    /// A part of a list: a pattern or `..`.
    fn part(&mut self) -> Option<()> {
        if self.is_signs("..") {
            self.place += 2;
            return (self.is(",") || self.is(")") || self.is("]")).then_some(());
        }
        self.patterns()
    }

    fn is_pattern_literal(&self) -> bool {
        let piece = self.piece(0);
        matches!(piece.kind, Kind::Number | Kind::Text)
            || self.is("-")
            || self.is("true")
            || self.is("false")
    }

    fn pattern_literal(&mut self) -> Option<()> {
        if self.takes("-") {
            return self.take_kind(Kind::Number);
        }
        self.place += 1;
        Some(())
    }

    /// `..=9`, where it is.
    fn range_end(&mut self) -> Option<()> {
        if !self.is_signs("..") {
            return Some(());
        }
        if !self.takes_signs("..=") || !self.is_pattern_literal() {
            return None;
        }
        self.pattern_literal()
    }

    fn binding_end(&mut self) -> Option<()> {
        match self.takes("@") {
            true => self.pattern(),
            false => Some(()),
        }
    }

    /// A name, or a path with what stands in its brackets.
    fn named_pattern(&mut self) -> Option<()> {
        let is_name = self.is_name();
        self.segment()?;
        let mut is_path = !is_name;
        while self.takes_path_sign() {
            self.segment()?;
            is_path = true;
        }
        if self.is("(") {
            return self.list("(", ")", Reader::part);
        }
        if self.takes("{") {
            return self.field_patterns();
        }
        if self.is("!") || self.is("<") || self.is_signs("..") {
            return None;
        }
        match is_path {
            true => Some(()),
            false => self.binding_end(),
        }
    }

    fn field_patterns(&mut self) -> Option<()> {
        while !self.takes("}") {
            if self.takes_signs("..") {
                return self.take("}");
            }
            if self.is_name() && self.is_ahead(1, ":") {
                self.place += 2;
                self.patterns()?;
            } else {
                self.takes("ref");
                self.takes("mut");
                self.name()?;
            }
            if !self.takes(",") {
                return self.take("}");
            }
        }
        Some(())
    }
}
