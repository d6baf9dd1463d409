//! EDGE: runs samples and compares what they print with what the page says.

pub mod sandbox;
