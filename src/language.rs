//! The languages a sample may be written in: their names, not their grammars.
//!
//! `parse` needs the names to warn about an unknown one and `render` needs the
//! grammar that goes with each, so they stand here, below both. Nothing here
//! knows what a grammar is; `render/highlight` proves that each one exists.

use std::sync::LazyLock;

use crate::suggest;

use Grammar::{Named, Plain, PythonTranscript, ShellTranscript};

/// A language that a sample may name.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The one name used in files and classes: short, lower case.
    pub name: &'static str,
    /// The name as shown to people, such as `C++`.
    pub label: &'static str,
    /// Other words for it, in lower case, parted by spaces.
    pub aliases: &'static str,
    /// What its samples are coloured by.
    pub grammar: Grammar,
}

/// What tells the words of a sample apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// Nothing: shown as it stands.
    Plain,
    /// The grammar of this name in the highlighter's set.
    Named(&'static str),
    /// Commands after `$` or `#`, and what they print.
    ShellTranscript,
    /// Python after `>>>` and `...`, and what it prints.
    PythonTranscript,
}

/// The language a fence's first word means, in any letter case.
///
/// Reads the label (`C++`) and a file's extension (`.js`) too, and each of them
/// in braces, as Pandoc and R Markdown write them (`{.js}`, `{python}`).
pub fn find(word: &str) -> Option<&'static Language> {
    let word = word.strip_prefix('{').unwrap_or(word);
    let word = word.strip_suffix('}').unwrap_or(word).trim();
    let word = word.to_lowercase();
    find_exact(&word).or_else(|| find_exact(word.strip_prefix('.')?))
}

fn find_exact(word: &str) -> Option<&'static Language> {
    let place = WORDS.binary_search_by_key(&word, |(known, _)| known.as_str());
    place.ok().map(|place| WORDS[place].1)
}

/// The known word nearest to one that is not known, if it may be a slip.
pub fn nearest(word: &str) -> Option<&'static str> {
    let names = LANGUAGES.iter().map(|language| language.name);
    let aliases = LANGUAGES.iter().flat_map(Language::aliases);
    // Every two letters are one edit from some other two: such a guess is noise.
    let candidates = names.chain(aliases).filter(|candidate| candidate.len() > 2);
    suggest::nearest(word, candidates)
}

impl Language {
    fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split_ascii_whitespace()
    }
}

/// Every word that finds a language, sorted.
static WORDS: LazyLock<Vec<(String, &'static Language)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    for language in LANGUAGES {
        words.push((language.name.to_owned(), language));
        words.push((language.label.to_lowercase(), language));
        words.extend(language.aliases().map(|alias| (alias.to_owned(), language)));
    }
    words.sort_by(|(one, _), (other, _)| one.cmp(other));
    words.dedup();
    words
});

/// Every language, sorted by name.
///
/// A language without a grammar is listed where a guide is likely to hold it:
/// a warning about an "unknown" `powershell` would be wrong.
#[rustfmt::skip]
pub static LANGUAGES: &[Language] = &[
    row("actionscript", "ActionScript", "as as3", Named("ActionScript")),
    row("ada", "Ada", "adb ads gpr", Named("Ada")),
    row("apache", "Apache", "apacheconf htaccess", Named("Apache Conf")),
    row("applescript", "AppleScript", "osascript", Named("AppleScript")),
    row("asciidoc", "AsciiDoc", "adoc asciidoctor", Named("AsciiDoc (Asciidoctor)")),
    row("asm", "Assembly", "assembly gas nasm x86_64 x86asm yasm", Named("x86_64 Assembly")),
    row("asp", "ASP", "asa", Named("ASP")),
    row("awk", "AWK", "gawk mawk", Named("AWK")),
    row("bash", "Bash", "ash dash ksh sh shell zsh", Named("Bourne Again Shell (bash)")),
    row("batch", "Batch", "bat cmd dosbatch", Named("Batch File")),
    row("bibtex", "BibTeX", "bib", Named("BibTeX")),
    row("c", "C", "h", Named("C")),
    row("cabal", "Cabal", "", Named("Cabal")),
    row("clojure", "Clojure", "clj cljc cljs clojurescript edn", Named("Clojure")),
    row("cmake", "CMake", "", Named("CMake")),
    row("coffeescript", "CoffeeScript", "coffee cson", Named("CoffeeScript")),
    row("console", "Console", "bash-session sh-session shell-session shellsession terminal", ShellTranscript),
    row("cpp", "C++", "c++ cc cu cuda cxx h++ hh hpp hxx ino", Named("C++")),
    row("crontab", "Crontab", "cron", Named("Crontab")),
    row("crystal", "Crystal", "cr", Named("Crystal")),
    row("csharp", "C#", "c# cs csx", Named("C#")),
    row("css", "CSS", "", Named("CSS")),
    row("csv", "CSV", "", Named("Comma Separated Values")),
    row("d", "D", "dlang", Named("D")),
    row("dart", "Dart", "", Named("Dart")),
    row("diff", "Diff", "patch udiff", Named("Diff")),
    row("dockerfile", "Dockerfile", "containerfile docker", Named("Dockerfile (with bash)")),
    row("dotenv", ".env", "env", Named("DotENV")),
    row("eex", "EEx", "heex leex", Named("HTML (EEx)")),
    row("elixir", "Elixir", "ex exs", Named("Elixir")),
    row("elm", "Elm", "", Named("Elm")),
    row("erb", "ERB", "rhtml", Named("HTML (Rails)")),
    row("erlang", "Erlang", "erl hrl", Named("Erlang")),
    row("fish", "Fish", "", Named("Fish")),
    row("fortran", "Fortran", "f03 f08 f90 f95", Named("Fortran (Modern)")),
    row("fortran77", "Fortran 77", "f77", Named("Fortran (Fixed Form)")),
    row("fsharp", "F#", "f# fs fsi fsx", Named("F#")),
    row("gdscript", "GDScript", "gd godot", Named("GDScript (Godot Engine)")),
    row("git-commit", "Git commit", "gitcommit", Named("Git Commit")),
    row("git-log", "Git log", "gitlog", Named("Git Log")),
    row("git-rebase", "Git rebase", "gitrebase", Named("Git Rebase Todo")),
    row("gitattributes", "Git attributes", "", Named("Git Attributes")),
    row("gitconfig", "Git config", "", Named("Git Config")),
    row("gitignore", "Git ignore", "dockerignore", Named("Git Ignore")),
    row("glsl", "GLSL", "frag shader vert", Named("GLSL")),
    row("gnuplot", "gnuplot", "", Named("gnuplot")),
    row("go", "Go", "golang", Named("Go")),
    row("gomod", "Go module", "go-mod go.mod", Named("Gomod")),
    row("gosum", "Go checksums", "go.sum", Named("Gosum")),
    row("graphql", "GraphQL", "gql graphqls", Named("GraphQL")),
    row("graphviz", "Graphviz", "dot gv", Named("Graphviz (DOT)")),
    row("groovy", "Groovy", "gradle jenkinsfile", Named("Groovy")),
    row("haml", "Haml", "", Named("Ruby Haml")),
    row("haskell", "Haskell", "hs", Named("Haskell")),
    row("html", "HTML", "htm xhtml", Named("HTML")),
    row("http", "HTTP", "https", Named("HTTP Request and Response")),
    row("idris", "Idris", "idr idris2", Named("Idris")),
    row("ini", "INI", "cfg conf desktop editorconfig inf reg", Named("INI")),
    row("java", "Java", "", Named("Java")),
    row("javascript", "JavaScript", "cjs ecmascript es6 js mjs node", Named("TypeScriptReact")),
    row("jinja", "Jinja", "django html+jinja j2 jinja2", Named("HTML (Jinja2)")),
    row("jq", "jq", "", Named("JQ")),
    row("json", "JSON", "geojson ipynb json5 jsonc jsonl ndjson", Named("JSON")),
    row("jsonnet", "Jsonnet", "libsonnet", Named("jsonnet")),
    row("jsp", "JSP", "", Named("Java Server Page (JSP)")),
    row("jsx", "JSX", "javascriptreact", Named("TypeScriptReact")),
    row("julia", "Julia", "jl", Named("Julia")),
    row("kotlin", "Kotlin", "kt kts", Named("Kotlin")),
    row("latex", "LaTeX", "ltx tex", Named("LaTeX")),
    row("lean", "Lean", "lean4", Named("Lean 4")),
    row("less", "Less", "", Named("Less")),
    row("lhs", "Literate Haskell", "literate-haskell", Named("Literate Haskell")),
    row("lisp", "Lisp", "cl common-lisp commonlisp el elisp emacs-lisp", Named("Lisp")),
    row("livescript", "LiveScript", "ls", Named("LiveScript")),
    row("llvm", "LLVM IR", "ll llvm-ir", Named("LLVM")),
    row("log", "Log", "", Named("log")),
    row("lua", "Lua", "luau", Named("Lua")),
    row("makefile", "Makefile", "gnumakefile mak make mk", Named("Makefile")),
    row("man", "Manual page", "manpage", Named("Manpage")),
    row("markdown", "Markdown", "md mdown mdx mkd", Named("Markdown")),
    row("matlab", "MATLAB", "octave", Named("MATLAB")),
    row("mediawiki", "MediaWiki", "wiki wikitext", Named("MediaWiki")),
    row("nginx", "nginx", "nginxconf", Named("nginx")),
    row("nim", "Nim", "nimble nims", Named("Nim")),
    row("ninja", "Ninja", "", Named("Ninja")),
    row("nix", "Nix", "", Named("Nix")),
    row("nsis", "NSIS", "nsh nsi", Named("NSIS")),
    row("objective-c", "Objective-C", "obj-c objc objectivec", Named("Objective-C")),
    row("objective-cpp", "Objective-C++", "mm objc++ objective-c++", Named("Objective-C++")),
    row("ocaml", "OCaml", "ml mli", Named("OCaml")),
    row("odin", "Odin", "", Named("Odin")),
    row("org", "Org", "orgmode", Named("orgmode")),
    row("pascal", "Pascal", "delphi dpr pas", Named("Pascal")),
    row("perl", "Perl", "pl pm", Named("Perl")),
    row("php", "PHP", "phtml", Named("PHP")),
    row("powershell", "PowerShell", "ps ps1 psd1 psm1 pwsh", Plain),
    row("properties", "Properties", "java-properties", Named("Java Properties")),
    row("protobuf", "Protocol Buffers", "proto", Named("Protocol Buffer")),
    row("puppet", "Puppet", "pp", Named("Puppet")),
    row("purescript", "PureScript", "purs", Named("PureScript")),
    row("pycon", "Python console", "doctest py-repl pyrepl python-console python-repl", PythonTranscript),
    row("python", "Python", "cython gyp py py3 pyi python3 pyw pyx starlark", Named("Python")),
    row("qml", "QML", "", Named("QML")),
    row("r", "R", "rlang rscript", Named("R")),
    row("racket", "Racket", "rkt", Named("Racket")),
    row("regex", "Regular expression", "re regexp", Named("Regular Expression")),
    row("rego", "Rego", "", Named("Rego")),
    row("requirements", "requirements.txt", "pip requirements-txt", Named("Requirements.txt")),
    row("robot", "Robot Framework", "robotframework", Named("Robot Framework")),
    row("rst", "reStructuredText", "rest", Named("reStructuredText")),
    row("ruby", "Ruby", "gemfile irb jruby rake rb", Named("Ruby")),
    row("rust", "Rust", "rs", Named("Rust")),
    row("sass", "Sass", "", Named("Sass")),
    row("scala", "Scala", "sbt sc", Named("Scala")),
    row("scheme", "Scheme", "scm", Named("Lisp")),
    row("scss", "SCSS", "", Named("SCSS")),
    row("slim", "Slim", "", Named("Ruby Slim")),
    row("sml", "Standard ML", "standard-ml", Named("SML")),
    row("solidity", "Solidity", "sol", Named("Solidity")),
    row("sql", "SQL", "ddl dml mssql mysql pgsql plpgsql plsql postgres postgresql psql sqlite sqlite3 tsql", Named("SQL")),
    row("ssh-config", "SSH config", "ssh_config sshconfig", Named("SSH Config")),
    row("sshd-config", "SSH server config", "sshd_config", Named("SSHD Config")),
    row("strace", "strace", "", Named("Strace")),
    row("stylus", "Stylus", "styl", Named("Stylus")),
    row("svelte", "Svelte", "", Named("Svelte")),
    row("swift", "Swift", "", Named("Swift")),
    row("systemverilog", "SystemVerilog", "sv svh", Named("SystemVerilog")),
    row("tcl", "Tcl", "tk", Named("Tcl")),
    row("terraform", "Terraform", "hcl tf tfvars", Named("Terraform")),
    row("text", "Text", "ascii none nohighlight plain plaintext pseudo pseudocode txt", Plain),
    row("textile", "Textile", "", Named("Textile")),
    row("textproto", "Protocol Buffers text", "pbtxt prototxt", Named("Protocol Buffer (TEXT)")),
    row("toml", "TOML", "", Named("TOML")),
    row("tsv", "TSV", "", Named("Tab Separated Values")),
    row("tsx", "TSX", "typescriptreact", Named("TypeScriptReact")),
    row("twig", "Twig", "", Named("HTML (Twig)")),
    row("typescript", "TypeScript", "cts deno mts ts", Named("TypeScript")),
    row("typst", "Typst", "typ", Named("Typst")),
    row("verilog", "Verilog", "v", Named("Verilog")),
    row("vhdl", "VHDL", "vhd", Named("VHDL")),
    row("vim", "Vim script", "viml vimrc vimscript", Named("VimL")),
    row("vue", "Vue", "", Named("Vue Component")),
    row("vyper", "Vyper", "vy", Named("Vyper")),
    row("wgsl", "WGSL", "", Named("WGSL")),
    row("xml", "XML", "atom plist rss svg wsdl xsd xsl xslt", Named("XML")),
    row("yaml", "YAML", "docker-compose openapi yml", Named("YAML")),
    row("zig", "Zig", "zon", Named("Zig")),
];

const fn row(
    name: &'static str,
    label: &'static str,
    aliases: &'static str,
    grammar: Grammar,
) -> Language {
    Language {
        name,
        label,
        aliases,
        grammar,
    }
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, WORDS, find, nearest};

    fn name(word: &str) -> Option<&'static str> {
        find(word).map(|language| language.name)
    }

    #[test]
    fn names_labels_and_aliases_find_the_language_in_any_case() {
        for word in ["python", "Python", "py", "PY", "python3"] {
            assert_eq!(name(word), Some("python"), "{word}");
        }
        assert_eq!(name("rs"), Some("rust"));
        assert_eq!(name("C++"), Some("cpp"));
        assert_eq!(name("c#"), Some("csharp"));
        assert_eq!(name("jsx"), Some("jsx"));
        assert_eq!(name("shell-session"), Some("console"));
        assert_eq!(name("pycon"), Some("pycon"));
    }

    #[test]
    fn dots_and_braces_around_a_word_do_not_matter() {
        for word in ["js", ".js", "{.js}", "{js}", "{.JS}"] {
            assert_eq!(name(word), Some("javascript"), "{word}");
        }
    }

    #[test]
    fn the_words_for_no_language_mean_text() {
        for word in ["text", "txt", "plain", "plaintext"] {
            assert_eq!(name(word), Some("text"), "{word}");
        }
    }

    #[test]
    fn a_word_that_names_no_language_finds_nothing() {
        for word in ["", "{}", ".", "{.}", "pyhton", "output", "mermaid", "ру"] {
            assert_eq!(name(word), None, "{word}");
        }
    }

    #[test]
    fn a_slip_finds_the_nearest_word_and_that_word_a_language() {
        assert_eq!(nearest("pyhton"), Some("python"));
        assert_eq!(nearest("javscript"), Some("javascript"));
        assert_eq!(nearest("Jaav"), Some("java"));
        assert_eq!(nearest("tyepscript"), Some("typescript"));
        assert_eq!(nearest("brainfuck"), None);
        assert_eq!(nearest("xy"), None);
    }

    #[test]
    fn languages_are_sorted_and_no_word_means_two() {
        assert!(LANGUAGES.is_sorted_by(|one, other| one.name < other.name));
        for pair in WORDS.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn every_word_is_lower_case_without_spaces_but_in_labels() {
        for language in LANGUAGES {
            for word in language.aliases().chain([language.name]) {
                assert_eq!(word, word.to_lowercase());
                assert_eq!(name(word), Some(language.name));
            }
        }
    }
}
