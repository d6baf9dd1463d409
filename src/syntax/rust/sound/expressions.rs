//! Expressions.

use super::Reader;
use super::pieces::Kind;

/// What an expression may be, by where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere.
    Free,
    /// Before the block of `if`, `while`, `match` or `for`: a brace begins that block.
    BeforeBlock,
    /// The same, where `let` may ask for a pattern.
    Condition,
}

impl Reader<'_> {
    pub(super) fn expression(&mut self) -> Option<()> {
        self.expression_at(Place::Free)
    }

    pub(super) fn block(&mut self) -> Option<()> {
        self.deeper(|reader| {
            reader.take("{")?;
            reader.statements()?;
            reader.take("}")
        })
    }

    /// An expression as a statement: what ends in a block of its own needs no `;`.
    pub(super) fn expression_statement(&mut self) -> Option<()> {
        if self.ends_by_itself()? {
            return Some(());
        }
        match self.is_end() || self.is("}") {
            true => Some(()),
            false => self.take(";"),
        }
    }

    /// Reads an expression where a block ends it; whether that was so.
    fn ends_by_itself(&mut self) -> Option<bool> {
        if !self.is_block_like() {
            return self.expression().map(|()| false);
        }
        self.block_like()?;
        // What goes on behind it is rare.
        let goes_on = self.is("?") || self.is(".") && !self.is_signs("..");
        (!goes_on).then_some(true)
    }

    fn is_block_like(&self) -> bool {
        let piece = self.piece(0);
        match piece.text {
            "if" | "match" | "while" | "loop" | "for" => piece.kind == Kind::Word,
            "unsafe" => self.is_ahead(1, "{"),
            "{" => piece.kind == Kind::Sign,
            _ => piece.kind == Kind::Lifetime,
        }
    }

    fn block_like(&mut self) -> Option<()> {
        if self.takes_kind(Kind::Lifetime) {
            self.take(":")?;
            let is_loop = ["while", "loop", "for"].iter().any(|word| self.is(word));
            if !is_loop {
                return None;
            }
        }
        if self.takes("if") {
            return self.condition();
        }
        if self.takes("match") {
            self.expression_at(Place::BeforeBlock)?;
            return self.arms();
        }
        if self.takes("while") {
            self.expression_at(Place::Condition)?;
        } else if self.takes("for") {
            self.patterns()?;
            self.take("in")?;
            self.expression_at(Place::BeforeBlock)?;
        } else {
            let _ = self.takes("loop") || self.takes("unsafe");
        }
        self.block()
    }

    /// Behind `if`.
    fn condition(&mut self) -> Option<()> {
        loop {
            self.expression_at(Place::Condition)?;
            self.block()?;
            if !self.takes("else") {
                return Some(());
            }
            if !self.takes("if") {
                return self.block();
            }
        }
    }

    fn arms(&mut self) -> Option<()> {
        self.take("{")?;
        while !self.takes("}") {
            self.patterns()?;
            if self.takes("if") {
                self.expression()?;
            }
            if !self.takes_signs("=>") {
                return None;
            }
            let is_ended = self.ends_by_itself()?;
            if !self.takes(",") && !is_ended {
                return self.take("}");
            }
        }
        Some(())
    }

    fn expression_at(&mut self, place: Place) -> Option<()> {
        self.deeper(|reader| reader.operation(place))
    }

    fn operation(&mut self, place: Place) -> Option<()> {
        let mut is_compared = false;
        let (mut has_let, mut has_or) = (false, false);
        let mut before = Operator::None;
        loop {
            let may_ask = matches!(before, Operator::None | Operator::And) && !has_or;
            if place == Place::Condition && may_ask && self.takes("let") {
                self.patterns()?;
                self.take("=")?;
                (has_let, is_compared) = (true, true);
            }
            if before == Operator::None && self.is_signs("..") {
                return self.range(place);
            }
            self.operand(place)?;
            while self.takes("as") {
                self.plain_type()?;
            }
            if self.is_signs("..") {
                return match has_let {
                    true => None,
                    false => self.range(place),
                };
            }
            before = self.operator();
            match before {
                Operator::None => return Some(()),
                Operator::Assignment if has_let => return None,
                Operator::Assignment if place == Place::Free => return self.expression(),
                Operator::Assignment => return self.expression_at(Place::BeforeBlock),
                Operator::Comparison if is_compared => return None,
                Operator::Comparison => is_compared = true,
                Operator::Or if has_let => return None,
                Operator::Or => (has_or, is_compared) = (true, false),
                Operator::And => is_compared = false,
                Operator::Calculation => {}
            }
        }
    }

    /// `..` with what may stand behind it; nothing can follow.
    fn range(&mut self, place: Place) -> Option<()> {
        let is_closed = self.takes_signs("..=");
        if !is_closed {
            self.take(".")?;
            self.take(".")?;
        }
        if self.is(".") {
            return None;
        }
        let is_open = self.is_end()
            || [")", "]", "}", ",", ";"].iter().any(|sign| self.is(sign))
            || place != Place::Free && self.is("{")
            || self.is_signs("=>");
        if is_open {
            return (!is_closed).then_some(());
        }
        loop {
            self.operand(place)?;
            while self.takes("as") {
                self.plain_type()?;
            }
            match self.operator() {
                Operator::None => {
                    let is_range = self.is_signs("..");
                    return (!is_range).then_some(());
                }
                Operator::Calculation => {}
                _ => return None,
            }
        }
    }

    /// Takes the operator between two operands, if one is at hand.
    fn operator(&mut self) -> Operator {
        const COMPARISONS: &[&str] = &["==", "!=", "<=", ">=", "<", ">"];
        let first = self.piece(0);
        if first.kind != Kind::Sign || self.is_signs("=>") {
            return Operator::None;
        }
        let assigns = |length: usize| {
            let before = self.piece(length - 1);
            before.is_joint && self.is_ahead(length, "=")
        };
        let (length, operator) = match first.text {
            "&" if self.is_signs("&&") => (2, Operator::And),
            "|" if self.is_signs("||") => (2, Operator::Or),
            "<" if self.is_signs("<<") && assigns(2) => (3, Operator::Assignment),
            ">" if self.is_signs(">>") && assigns(2) => (3, Operator::Assignment),
            "<" if self.is_signs("<<") => (2, Operator::Calculation),
            ">" if self.is_signs(">>") => (2, Operator::Calculation),
            "<" | ">" | "=" | "!" => {
                let found = COMPARISONS.iter().find(|signs| self.is_signs(signs));
                match found {
                    Some(signs) => (signs.len(), Operator::Comparison),
                    None if first.text == "=" => (1, Operator::Assignment),
                    None => return Operator::None,
                }
            }
            "+" | "-" | "*" | "/" | "%" | "^" | "&" | "|" if assigns(1) => {
                (2, Operator::Assignment)
            }
            "+" | "-" | "*" | "/" | "%" | "^" | "&" | "|" => (1, Operator::Calculation),
            _ => return Operator::None,
        };
        self.place += length;
        operator
    }

    fn operand(&mut self, place: Place) -> Option<()> {
        let mut is_unary = false;
        loop {
            if self.takes("&") {
                self.takes("mut");
            } else if !(self.takes("-") || self.takes("!") || self.takes("*")) {
                break;
            }
            is_unary = true;
        }
        if !is_unary && self.is_greedy() {
            return self.greedy(place);
        }
        self.atom(place)?;
        self.tail()
    }

    /// Whether what begins here takes all that follows: closures, `return`, `break`.
    fn is_greedy(&self) -> bool {
        ["|", "move", "return", "break"]
            .iter()
            .any(|text| self.is(text))
    }

    fn greedy(&mut self, place: Place) -> Option<()> {
        let inner = match place {
            Place::Free => Place::Free,
            Place::BeforeBlock | Place::Condition => return None,
        };
        if self.takes("return") || self.takes("break") {
            self.takes_kind(Kind::Lifetime);
            let ends = self.is_end() || [")", "]", "}", ",", ";"].iter().any(|sign| self.is(sign));
            return match ends {
                true => Some(()),
                false => self.expression_at(inner),
            };
        }
        self.takes("move");
        if !self.takes_signs("||") {
            self.take("|")?;
            while !self.takes("|") {
                self.pattern()?;
                if self.takes(":") {
                    self.plain_type()?;
                }
                if !self.takes(",") {
                    self.take("|")?;
                    break;
                }
            }
        }
        if self.takes_signs("->") {
            self.plain_type()?;
            return self.block();
        }
        self.expression_at(inner)
    }

    fn atom(&mut self, place: Place) -> Option<()> {
        if self.takes_kind(Kind::Number) || self.takes_kind(Kind::Text) {
            return Some(());
        }
        if self.takes("true") || self.takes("false") || self.takes("continue") {
            return match self.piece(0).kind {
                Kind::Lifetime => None,
                _ => Some(()),
            };
        }
        if self.is("(") {
            return self.list("(", ")", Reader::expression);
        }
        if self.takes("[") {
            return self.array();
        }
        if place == Place::Free && self.is_block_like() {
            return self.block_like();
        }
        if self.is("async") {
            self.place += 1;
            self.takes("move");
            return match place {
                Place::Free => self.block(),
                Place::BeforeBlock | Place::Condition => None,
            };
        }
        self.path_expression(place)
    }

    fn array(&mut self) -> Option<()> {
        if self.takes("]") {
            return Some(());
        }
        self.expression()?;
        if self.takes(";") {
            self.expression()?;
            return self.take("]");
        }
        while self.takes(",") {
            if self.is("]") {
                break;
            }
            self.expression()?;
        }
        self.take("]")
    }

    fn path_expression(&mut self, place: Place) -> Option<()> {
        self.segment()?;
        while self.takes_path_sign() {
            match self.is("<") {
                true => self.arguments()?,
                false => self.segment()?,
            }
        }
        if self.is("!") && !self.is_signs("!=") {
            self.place += 1;
            // With braces it ends as blocks do, but for what may follow.
            return match self.is("{") {
                true => None,
                false => self.anything_in_brackets(),
            };
        }
        match place == Place::Free && self.takes("{") {
            true => self.field_values(),
            false => Some(()),
        }
    }

    /// Behind the brace of a value with fields.
    fn field_values(&mut self) -> Option<()> {
        while !self.takes("}") {
            if self.takes_signs("..") {
                self.expression()?;
                return self.take("}");
            }
            self.name()?;
            if self.takes(":") {
                self.expression()?;
            }
            if !self.takes(",") {
                return self.take("}");
            }
        }
        Some(())
    }

    /// Calls, fields, indices and `?` behind an operand.
    fn tail(&mut self) -> Option<()> {
        loop {
            if self.is("(") {
                self.list("(", ")", Reader::expression)?;
            } else if self.takes("[") {
                self.expression()?;
                self.take("]")?;
            } else if self.is(".") && !self.is_signs("..") {
                self.place += 1;
                self.member()?;
            } else if !self.takes("?") {
                return Some(());
            }
        }
    }

    fn member(&mut self) -> Option<()> {
        let piece = self.piece(0);
        if piece.kind == Kind::Number {
            self.place += 1;
            let is_place = piece
                .text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            return (is_place && !piece.text.ends_with('.')).then_some(());
        }
        if self.takes("await") {
            return Some(());
        }
        self.name()?;
        match self.takes_path_sign() {
            true => {
                self.arguments()?;
                self.is("(").then_some(())
            }
            false => Some(()),
        }
    }
}

/// What stands between two operands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// Nothing; the expression ends.
    None,
    Assignment,
    Comparison,
    And,
    Or,
    Calculation,
}
