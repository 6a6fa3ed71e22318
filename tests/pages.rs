//! What each rule about roles does, shown on the small pages in `pages/`.
//!
//! Beside each page stands a golden file with its blocks, a role and the
//! beginning of the text a line. `BLESS=1 cargo test --test pages` rewrites
//! the golden files: read the diff before you keep it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use bodycopy::{Block, BlockKind};

#[test]
fn the_blocks_of_each_page_have_the_roles_of_its_golden_file() {
    let pages = pages();
    assert!(!pages.is_empty(), "no pages in tests/pages");
    let diffs: Vec<String> = pages.iter().filter_map(|page| diff_of(page)).collect();
    assert!(
        diffs.is_empty(),
        "{} of {} pages differ\n\n{}",
        diffs.len(),
        pages.len(),
        diffs.join("\n")
    );
}

/// The pages, by name.
fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(folder).expect("tests/pages");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    pages
}

/// What differs on one page, for a person to read.
fn diff_of(page: &Path) -> Option<String> {
    let html = fs::read_to_string(page).expect("a page");
    let article = bodycopy::extract(&html).expect("a page is no error");
    let lines: Vec<String> = article.blocks.iter().map(line).collect();
    let golden = page.with_extension("blocks");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, lines.join("\n") + "\n").expect("the golden file can be written");
        return None;
    }
    let wanted = fs::read_to_string(&golden).unwrap_or_default();
    let wanted: Vec<&str> = wanted.lines().collect();
    if wanted == lines {
        return None;
    }
    let mut diff = format!("{}\n", page.file_stem()?.display());
    for row in 0..wanted.len().max(lines.len()) {
        let wanted = wanted.get(row).copied().unwrap_or("");
        let line = lines.get(row).map_or("", String::as_str);
        if wanted == line {
            continue;
        }
        let _ = writeln!(diff, "  - {wanted}\n  + {line}");
        if let Some(block) = article.blocks.get(row) {
            let _ = writeln!(diff, "    because: {} ({:.2})", block.reason, block.score);
        }
    }
    Some(diff)
}

/// Characters of a block's text that its line shows.
const SHOWN: usize = 60;

/// A block's role and the beginning of its text.
fn line(block: &Block) -> String {
    let text = match block.kind {
        BlockKind::Image => "[image]".to_owned(),
        BlockKind::Embed => "[embed]".to_owned(),
        BlockKind::Rule => "[rule]".to_owned(),
        _ => block.text.replace('\n', " "),
    };
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{:<11} {shown}", block.role.to_string())
}
