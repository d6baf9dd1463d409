//! Arguments in, exit code out.

use std::process::ExitCode;

/// A third of a build's time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hotseat::cli::main()
}
