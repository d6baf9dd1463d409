//! What only the tree of a program can tell of its names.

use ruff_python_ast::{
    ExceptHandler, Expr, Parameters, Stmt, StmtClassDef, StmtFunctionDef, StringFlags, TypeParam,
    TypeParams,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::names::builtin;
use crate::syntax::Role;

/// What the tree tells.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    /// Where a word begins whose role is not to be guessed, in the order of the text.
    pub roles: Vec<(TextSize, Role)>,
    /// Built-in names that the program uses for something of its own.
    pub taken: Vec<&'a str>,
}

impl<'a> Facts<'a> {
    /// The facts of a whole program.
    pub fn of(program: &'a [Stmt]) -> Self {
        let mut facts = Self::default();
        facts.documented(program);
        facts.roles.sort_unstable_by_key(|(start, _)| *start);
        facts
    }

    fn mark(&mut self, range: TextRange, role: Role) {
        self.roles.push((range.start(), role));
    }

    /// A body that may begin with its documentation.
    fn documented(&mut self, body: &'a [Stmt]) {
        if let Some(Stmt::Expr(first)) = body.first()
            && let Expr::StringLiteral(text) = first.value.as_ref()
            && text.value.iter().all(|part| part.flags.is_triple_quoted())
        {
            self.mark(text.range, Role::Comment);
        }
        self.body(body);
    }

    fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::TypeAlias(alias) => {
                self.mark(alias.name.range(), Role::Type);
                self.type_params(alias.type_params.as_deref());
                self.annotation(&alias.value);
            }
            Stmt::Assign(assign) => assign.targets.iter().for_each(|target| self.target(target)),
            Stmt::AnnAssign(assign) => {
                self.target(&assign.target);
                self.annotation(&assign.annotation);
            }
            Stmt::For(each) => {
                self.target(&each.target);
                self.body(&each.body);
                self.body(&each.orelse);
            }
            Stmt::While(repeat) => {
                self.body(&repeat.body);
                self.body(&repeat.orelse);
            }
            Stmt::If(choice) => {
                self.body(&choice.body);
                for clause in &choice.elif_else_clauses {
                    self.body(&clause.body);
                }
            }
            Stmt::With(with) => {
                let targets = with
                    .items
                    .iter()
                    .filter_map(|item| item.optional_vars.as_deref());
                targets.for_each(|target| self.target(target));
                self.body(&with.body);
            }
            Stmt::Match(choice) => choice.cases.iter().for_each(|case| self.body(&case.body)),
            Stmt::Try(attempt) => {
                self.body(&attempt.body);
                for ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
                    self.body(&handler.body);
                }
                self.body(&attempt.orelse);
                self.body(&attempt.finalbody);
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.take(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            _ => {}
        }
    }

    fn function(&mut self, function: &'a StmtFunctionDef) {
        self.mark(function.name.range, Role::Function);
        self.type_params(function.type_params.as_deref());
        self.parameters(&function.parameters);
        if let Some(returns) = &function.returns {
            self.annotation(returns);
        }
        self.documented(&function.body);
    }

    fn class(&mut self, class: &'a StmtClassDef) {
        self.mark(class.name.range, Role::Type);
        self.type_params(class.type_params.as_deref());
        if let Some(arguments) = &class.arguments {
            arguments.args.iter().for_each(|base| self.annotation(base));
        }
        self.documented(&class.body);
    }

    fn parameters(&mut self, parameters: &'a Parameters) {
        for parameter in parameters {
            self.take(parameter.name());
            if let Some(annotation) = parameter.annotation() {
                self.annotation(annotation);
            }
        }
    }

    fn type_params(&mut self, params: Option<&'a TypeParams>) {
        for param in params.into_iter().flat_map(|params| &params.type_params) {
            self.mark(param.name().range, Role::Type);
            if let TypeParam::TypeVar(param) = param
                && let Some(bound) = &param.bound
            {
                self.annotation(bound);
            }
        }
    }

    /// An expression that stands for a type. Of `asyncio.Queue[Job]` the module is none.
    fn annotation(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => self.mark(name.range, Role::Type),
            Expr::Attribute(attribute) => self.mark(attribute.attr.range, Role::Type),
            Expr::Subscript(subscript) => {
                self.annotation(&subscript.value);
                self.arguments(&subscript.value, &subscript.slice);
            }
            Expr::BinOp(either) => {
                self.annotation(&either.left);
                self.annotation(&either.right);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|part| self.annotation(part)),
            Expr::List(list) => list.elts.iter().for_each(|part| self.annotation(part)),
            Expr::Starred(starred) => self.annotation(&starred.value),
            _ => {}
        }
    }

    /// What stands in a type's brackets: of a `Literal` values, of `Annotated` first a type.
    fn arguments(&mut self, of: &Expr, slice: &'a Expr) {
        let name = match of {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => "",
        };
        match (name, slice) {
            ("Literal", _) => {}
            ("Annotated", Expr::Tuple(tuple)) => {
                tuple
                    .elts
                    .first()
                    .into_iter()
                    .for_each(|first| self.annotation(first));
            }
            _ => self.annotation(slice),
        }
    }

    fn target(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => self.take(&name.id),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|part| self.target(part)),
            Expr::List(list) => list.elts.iter().for_each(|part| self.target(part)),
            Expr::Starred(starred) => self.target(&starred.value),
            _ => {}
        }
    }

    /// Notes that the program uses this name for something of its own.
    pub fn take(&mut self, name: &'a str) {
        if builtin(name).is_some() {
            self.taken.push(name);
        }
    }
}
