//! Statements and items.

use super::Reader;
use super::pieces::Kind;

/// Where a function stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    Implementation,
    Trait,
}

impl Reader<'_> {
    /// Statements up to the end, or to the bracket that closes them.
    pub(super) fn statements(&mut self) -> Option<()> {
        while !self.is_end() && !self.is("}") {
            if !self.takes(";") {
                self.statement()?;
            }
        }
        Some(())
    }

    fn statement(&mut self) -> Option<()> {
        let attributes = self.attributes()?;
        if self.takes("let") {
            return self.binding();
        }
        if self.is_item() {
            return self.deeper(Reader::item);
        }
        if attributes > 0 {
            return None;
        }
        self.expression_statement()
    }

    fn binding(&mut self) -> Option<()> {
        self.pattern()?;
        if self.takes(":") {
            self.kind_of_value()?;
        }
        if self.takes("=") {
            self.expression()?;
            if self.is("else") {
                // A brace before it would make it the other branch of something.
                let before = self.pieces[self.place - 1];
                if before.text == "}" {
                    return None;
                }
                self.place += 1;
                self.block()?;
            }
        }
        self.take(";")
    }

    fn is_item(&self) -> bool {
        let next = self.piece(1);
        match self.piece(0).text {
            _ if self.piece(0).kind != Kind::Word => false,
            "pub" | "use" | "fn" | "struct" | "enum" | "impl" | "trait" | "mod" | "static"
            | "type" => true,
            "const" => next.text != "{",
            "unsafe" => matches!(next.text, "fn" | "impl" | "trait" | "extern"),
            "async" => matches!(next.text, "fn" | "unsafe"),
            "extern" => next.kind == Kind::Text && self.is_ahead(2, "fn"),
            "macro_rules" => next.text == "!",
            _ => false,
        }
    }

    /// An item without its attributes.
    fn item(&mut self) -> Option<()> {
        let start = self.place;
        self.visibility()?;
        let is_private_only = ["macro_rules", "impl", "unsafe"];
        if self.place > start && is_private_only.iter().any(|word| self.is(word)) {
            return None;
        }
        if self.takes("use") {
            self.imports()?;
            return self.take(";");
        }
        if self.takes("struct") {
            return self.structure();
        }
        if self.takes("enum") {
            self.name()?;
            self.generics()?;
            self.conditions()?;
            return self.list("{", "}", Reader::variant);
        }
        if self.takes("mod") {
            self.name()?;
            self.take("{")?;
            while !self.takes("}") {
                self.attributes()?;
                let is_item = self.is_item();
                is_item.then(|| self.deeper(Reader::item)).flatten()?;
            }
            return Some(());
        }
        if self.is("type") {
            return self.alias();
        }
        if self.takes("static") {
            self.takes("mut");
            return self.constant();
        }
        if self.is("const") && !matches!(self.piece(1).text, "fn" | "unsafe" | "async" | "extern") {
            self.place += 1;
            return self.constant();
        }
        if self.takes("macro_rules") {
            self.take("!")?;
            self.name()?;
            let is_closed = self.is("{");
            self.anything_in_brackets()?;
            return match is_closed {
                true => Some(()),
                false => self.take(";"),
            };
        }
        if self.is("unsafe") && (self.is_ahead(1, "impl") || self.is_ahead(1, "trait")) {
            self.place += 1;
        }
        if self.takes("impl") {
            return self.implementation();
        }
        if self.takes("trait") {
            self.name()?;
            self.generics()?;
            if self.takes(":") {
                self.bounds()?;
            }
            self.conditions()?;
            return self.members(Place::Trait);
        }
        self.function(Place::Free)
    }

    fn visibility(&mut self) -> Option<()> {
        if !self.takes("pub") || !self.is("(") {
            return Some(());
        }
        self.place += 1;
        let is_known = self.takes("crate") || self.takes("super") || self.takes("self");
        is_known.then(|| self.take(")")).flatten()
    }

    fn imports(&mut self) -> Option<()> {
        self.deeper(|reader| {
            if reader.takes("*") {
                return Some(());
            }
            if reader.is("{") {
                return reader.list("{", "}", Reader::imports);
            }
            reader.segment()?;
            if reader.takes_path_sign() {
                return reader.imports();
            }
            match reader.takes("as") {
                true if reader.takes("_") => Some(()),
                true => reader.name(),
                false => Some(()),
            }
        })
    }

    fn structure(&mut self) -> Option<()> {
        self.name()?;
        self.generics()?;
        if self.is("(") {
            self.list("(", ")", |reader| {
                reader.attributes()?;
                reader.visibility()?;
                reader.kind_of_value()
            })?;
            self.conditions()?;
            return self.take(";");
        }
        self.conditions()?;
        match self.takes(";") {
            true => Some(()),
            false => self.fields(),
        }
    }

    fn fields(&mut self) -> Option<()> {
        self.list("{", "}", |reader| {
            reader.attributes()?;
            reader.visibility()?;
            reader.name()?;
            reader.take(":")?;
            reader.kind_of_value()
        })
    }

    fn variant(&mut self) -> Option<()> {
        self.attributes()?;
        self.name()?;
        if self.is("(") {
            self.list("(", ")", |reader| {
                reader.attributes()?;
                reader.kind_of_value()
            })?;
        } else if self.is("{") {
            self.fields()?;
        }
        match self.takes("=") {
            true => self.expression(),
            false => Some(()),
        }
    }

    fn alias(&mut self) -> Option<()> {
        self.take("type")?;
        self.name()?;
        self.generics()?;
        self.take("=")?;
        self.kind_of_value()?;
        self.take(";")
    }

    /// Behind `const` or `static`.
    fn constant(&mut self) -> Option<()> {
        self.name()?;
        self.take(":")?;
        self.kind_of_value()?;
        self.take("=")?;
        self.expression()?;
        self.take(";")
    }

    fn implementation(&mut self) -> Option<()> {
        self.generics()?;
        self.type_path()?;
        if self.takes("for") {
            self.plain_type()?;
        }
        self.conditions()?;
        self.members(Place::Implementation)
    }

    fn members(&mut self, place: Place) -> Option<()> {
        self.take("{")?;
        while !self.takes("}") {
            self.attributes()?;
            if place == Place::Implementation {
                self.visibility()?;
            }
            if self.is("type") {
                self.associated_type(place)?;
            } else if self.is("const") && self.is_ahead(2, ":") {
                self.place += 1;
                self.constant()?;
            } else {
                self.function(place)?;
            }
        }
        Some(())
    }

    fn associated_type(&mut self, place: Place) -> Option<()> {
        if place == Place::Implementation {
            return self.alias();
        }
        self.take("type")?;
        self.name()?;
        if self.takes(":") {
            self.bounds()?;
        }
        self.take(";")
    }

    fn function(&mut self, place: Place) -> Option<()> {
        self.takes("const");
        self.takes("async");
        self.takes("unsafe");
        if self.takes("extern") {
            self.take_kind(Kind::Text)?;
        }
        self.take("fn")?;
        self.name()?;
        self.generics()?;
        let mut is_first = true;
        self.list("(", ")", |reader| {
            let is_receiver = std::mem::take(&mut is_first) && place != Place::Free;
            if is_receiver && reader.is_receiver() {
                return reader.receiver();
            }
            reader.pattern()?;
            reader.take(":")?;
            reader.kind_of_value()
        })?;
        self.output()?;
        self.conditions()?;
        match place == Place::Trait && self.takes(";") {
            true => Some(()),
            false => self.block(),
        }
    }

    fn is_receiver(&self) -> bool {
        (0..4)
            .take_while(|ahead| {
                self.is_ahead(*ahead, "&")
                    || self.is_ahead(*ahead, "mut")
                    || self.piece(*ahead).kind == Kind::Lifetime
            })
            .last()
            .map_or(self.is("self"), |last| self.is_ahead(last + 1, "self"))
    }

    fn receiver(&mut self) -> Option<()> {
        let is_reference = self.takes("&");
        if is_reference {
            self.takes_kind(Kind::Lifetime);
        }
        self.takes("mut");
        self.take("self")?;
        match !is_reference && self.takes(":") {
            true => self.kind_of_value(),
            false => Some(()),
        }
    }
}
