//! Values in the engine's own form, made once for many pages.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::fingerprint::Fingerprint;

/// A value in the engine's own form. To put it on a page costs a count.
///
/// Serialised for the engine it is itself, for a fingerprint it is its own fingerprint.
#[derive(Debug, Clone)]
pub struct Ready(Value, Fingerprint);

impl Ready {
    /// Makes a value ready.
    pub fn new(value: &impl Serialize) -> Self {
        Self(Value::from_serializable(value), Fingerprint::of(value))
    }

    /// Stands for what the value says.
    pub fn fingerprint(&self) -> Fingerprint {
        self.1
    }

    pub(super) fn value(&self) -> Value {
        self.0.clone()
    }
}

impl Serialize for Ready {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Fingerprints are made of bytes that nobody reads.
        match serializer.is_human_readable() {
            true => self.0.serialize(serializer),
            false => self.1.serialize(serializer),
        }
    }
}

/// A part of a view that many pages share; [`Ready`] for templates, itself for everybody else.
#[derive(Debug, Clone)]
pub struct Shared<T>(Arc<(T, Ready)>);

impl<T: Serialize> Shared<T> {
    /// Makes a part that can be shared.
    pub fn new(value: T) -> Self {
        let ready = Ready::new(&value);
        Self(Arc::new((value, ready)))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.1.serialize(serializer)
    }
}
