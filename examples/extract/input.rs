//! Finds and reads the pages.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// Longest page read, unpacked: the library's own default. Whoever packs
/// gigabytes of zeros into a small file gets an error, not our memory.
pub const MAX_BYTES: usize = 64 << 20;

/// The page that is shown when no other is named.
const SAMPLE: (&str, &[u8]) = (
    "examples/pages/harbour-ferry.html",
    include_bytes!("../pages/harbour-ferry.html"),
);

/// The first bytes of a gzip file (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A page to read, or a folder that gave none.
#[derive(Debug)]
pub enum Input {
    /// The page that ships with the crate.
    Sample,
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A folder that could not be walked, and why.
    BadFolder(PathBuf, String),
}

/// What the arguments name, folders replaced by the pages below them.
pub fn find(arguments: &[String]) -> Vec<Input> {
    if arguments.is_empty() {
        return vec![Input::Sample];
    }
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument == "-" {
            inputs.push(Input::Stdin);
        } else if is_folder(argument) {
            walk(Path::new(argument), &mut inputs);
        } else {
            inputs.push(Input::File(PathBuf::from(argument)));
        }
    }
    inputs
}

/// Whether an argument names a folder.
pub fn is_folder(argument: &str) -> bool {
    argument != "-" && Path::new(argument).is_dir()
}

/// Adds the pages below a folder in the order of their names. Links to folders
/// are not followed, so that a loop of them ends.
fn walk(root: &Path, inputs: &mut Vec<Input>) {
    let before = inputs.len();
    let mut waiting = vec![(root.to_path_buf(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            inputs.push(Input::File(path));
            continue;
        }
        match entries(&path) {
            Ok(entries) => waiting.extend(entries.into_iter().rev()),
            Err(error) => inputs.push(Input::BadFolder(path, error.to_string())),
        }
    }
    if inputs.len() == before {
        let why = "no .html, .htm or .txt in this folder, nor one with .gz".to_owned();
        inputs.push(Input::BadFolder(root.to_path_buf(), why));
    }
}

/// The folders and the pages in a folder, sorted, each with whether it is a
/// folder.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_folder = entry.file_type()?.is_dir();
        if is_folder || is_page(&entry.file_name().to_string_lossy()) {
            found.push((entry.path(), is_folder));
        }
    }
    found.sort();
    Ok(found)
}

fn is_page(name: &str) -> bool {
    has_ending(name, &[".html", ".htm", ".txt"])
}

/// Whether a name ends so, case and a `.gz` behind it aside.
fn has_ending(name: &str, endings: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    endings.iter().any(|ending| name.ends_with(ending))
}

impl Input {
    /// The name that results carry.
    pub fn name(&self) -> String {
        match self {
            Input::Sample => SAMPLE.0.to_owned(),
            Input::Stdin => "-".to_owned(),
            Input::File(path) | Input::BadFolder(path, _) => path.to_string_lossy().into_owned(),
        }
    }

    /// Whether its name says that it is plain text.
    pub fn is_plain(&self) -> bool {
        matches!(self, Input::File(path) if has_ending(&path.to_string_lossy(), &[".txt"]))
    }

    /// The bytes of the page, unpacked; else what went wrong, in words.
    pub fn read(&self) -> Result<Cow<'static, [u8]>, String> {
        let bytes = match self {
            Input::Sample => return Ok(Cow::Borrowed(SAMPLE.1)),
            Input::Stdin => read_all(io::stdin().lock()),
            Input::File(path) => File::open(path)
                .map_err(|e| e.to_string())
                .and_then(read_all),
            Input::BadFolder(_, why) => return Err(why.clone()),
        }?;
        if bytes.starts_with(&GZIP) {
            let unpacked = read_all(MultiGzDecoder::new(&bytes[..]));
            return unpacked
                .map(Cow::Owned)
                .map_err(|why| format!("gzip: {why}"));
        }
        Ok(Cow::Owned(bytes))
    }
}

fn read_all(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a page that is too long.
    let mut reader = reader.take(MAX_BYTES as u64 + 1);
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() > MAX_BYTES {
        return Err(format!(
            "longer than {} MiB, which no page is",
            MAX_BYTES >> 20
        ));
    }
    Ok(bytes)
}
