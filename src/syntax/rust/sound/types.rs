//! Types, bounds and generics.

use super::Reader;
use super::pieces::Kind;

impl Reader<'_> {
    /// A type; with a `+` only behind `impl` and `dyn`.
    pub(super) fn kind_of_value(&mut self) -> Option<()> {
        self.deeper(|reader| {
            if reader.takes("impl") || reader.takes("dyn") {
                return reader.bounds();
            }
            reader.plain_type()
        })
    }

    /// A type as it may stand behind `as` and `&`, where a `+` is no part of it.
    pub(super) fn plain_type(&mut self) -> Option<()> {
        self.deeper(|reader| {
            if reader.takes("&") {
                reader.takes_kind(Kind::Lifetime);
                reader.takes("mut");
                return match reader.takes("dyn") || reader.takes("impl") {
                    true => reader.bound(),
                    false => reader.plain_type(),
                };
            }
            if reader.takes("*") {
                let is_pointer = reader.takes("const") || reader.takes("mut");
                return is_pointer.then(|| reader.plain_type()).flatten();
            }
            if reader.takes("[") {
                reader.kind_of_value()?;
                if reader.takes(";") {
                    reader.expression()?;
                }
                return reader.take("]");
            }
            if reader.is("(") {
                return reader.list("(", ")", Reader::kind_of_value);
            }
            if reader.takes("!") || reader.takes("_") {
                return Some(());
            }
            if reader.takes("fn") {
                reader.list("(", ")", Reader::kind_of_value)?;
                return reader.output();
            }
            reader.type_path()
        })
    }

    /// `-> u8`, where it is.
    pub(super) fn output(&mut self) -> Option<()> {
        match self.takes_signs("->") {
            true => self.kind_of_value(),
            false => Some(()),
        }
    }

    /// `std::fmt::Result<T>`, `Fn(u8) -> u8`
    pub(super) fn type_path(&mut self) -> Option<()> {
        loop {
            self.segment()?;
            if self.is("<") && !self.is_signs("<=") {
                self.arguments()?;
            } else if self.is("(") {
                self.list("(", ")", Reader::kind_of_value)?;
                if self.takes_signs("->") {
                    self.plain_type()?;
                }
                return Some(());
            }
            if !self.takes_path_sign() {
                return Some(());
            }
        }
    }

    /// A word of a path.
    pub(super) fn segment(&mut self) -> Option<()> {
        let is_word = ["self", "Self", "super", "crate"]
            .iter()
            .any(|word| self.takes(word));
        match is_word {
            true => Some(()),
            false => self.name(),
        }
    }

    /// `<'a, T, Item = u8, 4>`
    pub(super) fn arguments(&mut self) -> Option<()> {
        self.list("<", ">", |reader| {
            if reader.takes_kind(Kind::Lifetime) || reader.takes_kind(Kind::Number) {
                return Some(());
            }
            if reader.is_name() && reader.is_ahead(1, "=") {
                reader.place += 2;
            }
            reader.kind_of_value()
        })
    }

    pub(super) fn bounds(&mut self) -> Option<()> {
        loop {
            self.bound()?;
            if !self.takes("+") {
                return Some(());
            }
        }
    }

    fn bound(&mut self) -> Option<()> {
        if self.takes_kind(Kind::Lifetime) {
            return Some(());
        }
        self.takes("?");
        self.type_path()
    }

    /// `<'a, T: Clone, const N: usize>`, where there is one.
    pub(super) fn generics(&mut self) -> Option<()> {
        if !self.is("<") {
            return Some(());
        }
        self.list("<", ">", |reader| {
            if reader.takes_kind(Kind::Lifetime) {
                return match reader.takes(":") {
                    true => reader.take_kind(Kind::Lifetime),
                    false => Some(()),
                };
            }
            if reader.takes("const") {
                reader.name()?;
                reader.take(":")?;
                return reader.plain_type();
            }
            reader.name()?;
            if reader.takes(":") {
                reader.bounds()?;
            }
            match reader.takes("=") {
                true => reader.kind_of_value(),
                false => Some(()),
            }
        })
    }

    /// `where T: Clone`, where there is one.
    pub(super) fn conditions(&mut self) -> Option<()> {
        if !self.takes("where") {
            return Some(());
        }
        while !self.is("{") && !self.is(";") {
            if !self.takes_kind(Kind::Lifetime) {
                self.plain_type()?;
            }
            self.take(":")?;
            self.bounds()?;
            if !self.takes(",") {
                break;
            }
        }
        Some(())
    }
}
