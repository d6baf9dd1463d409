//! What a proof hangs on: the code with all that decides what it does, and the claims.

use crate::config::{Crate, Edition, Verify};
use crate::model::sample::{Output, Purpose, Sample, Stream, Tool};

/// The two digests that name a proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Of the code, its flags, what ran before it in its session, and the libraries it may use.
    pub code: String,
    /// Of what it is claimed to print.
    pub claims: String,
}

/// Hexadecimal digits of a digest: eighty bits, far more than chance needs.
const LENGTH: usize = 20;

impl Key {
    /// The key of a sample; `before` are the code digests of its session so far.
    pub fn new(
        sample: &Sample,
        tool: Tool,
        claims: &[&Output],
        before: &[String],
        edition: Edition,
        verify: &Verify,
    ) -> Self {
        let mut code = vec![tool.name().to_owned(), sample.code.clone()];
        code.push(match &sample.purpose {
            Purpose::Fail(Some(error)) => format!("fails={error}"),
            Purpose::Fail(None) => "fails".to_owned(),
            Purpose::Run | Purpose::Parse | Purpose::Fragment => "run".to_owned(),
        });
        match tool {
            Tool::Rust => {
                code.push(edition.name().to_owned());
                code.extend(used_crates(&sample.code, verify));
            }
            Tool::Python => {
                let packages = verify.packages.iter();
                code.extend(packages.map(|(name, version)| format!("{name}={version}")));
            }
        }
        code.extend(before.iter().map(|digest| format!("after {digest}")));
        let claims: Vec<String> = claims.iter().map(|claim| text_of(claim)).collect();
        Self {
            code: digest(&code),
            claims: digest(&claims),
        }
    }
}

/// A digest of texts that keeps apart what is apart: `ab`, `c` differs from `a`, `bc`.
pub fn digest(texts: &[impl AsRef<str>]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        let text = text.as_ref();
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex().as_str()[..LENGTH].to_owned()
}

/// A crate that the code does not name cannot change what it prints.
fn used_crates(code: &str, verify: &Verify) -> impl Iterator<Item = String> {
    let is_used = |used: &&Crate| {
        let name = used.name.replace('-', "_");
        let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| word == name)
    };
    verify.crates.iter().filter(is_used).map(|used| {
        let mut text = format!("{}={}", used.name, used.version);
        for feature in &used.features {
            text.push('+');
            text.push_str(feature);
        }
        text
    })
}

fn text_of(claim: &Output) -> String {
    let stream = match claim.stream {
        Stream::Stdout => "stdout",
        Stream::Stderr => "stderr",
    };
    let part = if claim.is_part { "part" } else { "whole" };
    let exit = claim.exit.map(|exit| exit.to_string()).unwrap_or_default();
    let needs = claim.needs.as_ref().map(|needs| needs.version.as_str());
    format!(
        "{stream} {part} {exit} {}\n{}",
        needs.unwrap_or_default(),
        claim.text
    )
}
