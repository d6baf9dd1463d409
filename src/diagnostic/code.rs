//! The list of diagnostic codes.

use super::Severity;

/// Declares the codes once: the variant, its stable name, its severity.
///
/// A macro because three lists of sixty names would drift apart, and a test
/// could only say so after the fact.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// A kind of problem. Names are kebab-case and stable; each has a page in
        /// `docs/diagnostics/`, which `hotseat explain` prints.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name, as printed in brackets.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is unless a setting says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files
    UnreadableFile "unreadable-file" Error,
    InvalidUtf8 "invalid-utf8" Error,
    InvalidPath "invalid-path" Error,
    SymlinkOutside "symlink-outside" Error,
    ReservedFile "reserved-file" Error,
    DuplicateUrl "duplicate-url" Error,
    MissingIndex "missing-index" Warning,
    // Keys and values: front matter, metadata comments, hotseat.toml
    UnclosedFrontMatter "unclosed-front-matter" Error,
    MissingFrontMatter "missing-front-matter" Error,
    YamlSyntax "yaml-syntax" Error,
    TomlSyntax "toml-syntax" Error,
    TabIndentation "tab-indentation" Error,
    UnclosedQuote "unclosed-quote" Error,
    UnquotedColon "unquoted-colon" Error,
    UnquotedHash "unquoted-hash" Error,
    UnknownKey "unknown-key" Error,
    DuplicateKey "duplicate-key" Error,
    MissingKey "missing-key" Error,
    WrongType "wrong-type" Error,
    UnknownValue "unknown-value" Error,
    UnknownDifficulty "unknown-difficulty" Error,
    InvalidDate "invalid-date" Error,
    InvalidSlug "invalid-slug" Error,
    InvalidNeeds "invalid-needs" Error,
    QuestionsInFrontMatter "questions-in-front-matter" Error,
    UnknownTheme "unknown-theme" Error,
    MissingStrings "missing-strings" Warning,
    // Structure of a page
    NestingTooDeep "nesting-too-deep" Error,
    UnclosedComment "unclosed-comment" Error,
    ExtraHeading "extra-heading" Error,
    EmptyPage "empty-page" Warning,
    EmptyAnswer "empty-answer" Warning,
    EmptyQuestion "empty-question" Error,
    MisplacedMetadata "misplaced-metadata" Warning,
    MisplacedSection "misplaced-section" Error,
    UnknownSection "unknown-section" Error,
    DuplicateSection "duplicate-section" Error,
    EntryWithoutLink "entry-without-link" Warning,
    DuplicateId "duplicate-id" Error,
    NoRightOption "no-right-option" Error,
    // Samples
    UnknownLanguage "unknown-language" Warning,
    UnknownFlag "unknown-flag" Error,
    IgnoredFlag "ignored-flag" Warning,
    InvalidFlag "invalid-flag" Error,
    OutputWithoutSample "output-without-sample" Error,
    UnprovedOutput "unproved-output" Warning,
    SampleSyntax "sample-syntax" Warning,
    LostIndentation "lost-indentation" Warning,
    UnprovedSample "unproved-sample" Warning,
    InvalidLock "invalid-lock" Warning,
    OutputDiffers "output-differs" Error,
    SampleFails "sample-fails" Error,
    SampleSucceeds "sample-succeeds" Error,
    FailsOtherwise "fails-otherwise" Error,
    SampleStopped "sample-stopped" Error,
    InvalidDiagram "invalid-diagram" Error,
    InvalidMath "invalid-math" Error,
    // Links and assets
    BrokenLink "broken-link" Error,
    BrokenAnchor "broken-anchor" Error,
    DraftLink "draft-link" Warning,
    MissingAsset "missing-asset" Error,
    RemoteImage "remote-image" Error,
    UnsafeLink "unsafe-link" Error,
    // Tags
    TagSlugClash "tag-slug-clash" Error,
    // Templates
    TemplateError "template-error" Error,
}

impl Code {
    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}
