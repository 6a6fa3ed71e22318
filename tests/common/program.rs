//! The program of `examples/extract`, for the tests that run it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The example's program, beside this test's own. A plain `cargo test` builds
/// both. With `--tests`, `--all-targets` or `--test extract_cli`, cargo builds no
/// program of the example: that of the last build is tested, and where there is
/// none, it is made here.
pub fn program() -> &'static Path {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
        let test = std::env::current_exe().expect("the path of this test's program");
        let profile = test.ancestors().nth(2).expect("target/PROFILE/deps/TEST");
        let name = format!("extract{}", std::env::consts::EXE_SUFFIX);
        let program = profile.join("examples").join(name);
        if !program.exists() {
            let release = profile.ends_with("release").then_some("--release");
            let build = Command::new(env!("CARGO"))
                .args(["build", "--example", "extract"])
                .args(release)
                .status();
            assert!(build.is_ok_and(|status| status.success()));
        }
        program
    });
    &PROGRAM
}
