//! `examples/extract` as a person at a shell meets it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

#[path = "common/program.rs"]
mod program;
use program::program;

fn extract(arguments: &[&str]) -> Output {
    extract_with(arguments, Stdio::null())
}

fn extract_with(arguments: &[&str], stdin: Stdio) -> Output {
    command(arguments)
        .stdin(stdin)
        .output()
        .expect("the example runs")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR");
    command
}

/// The lines of standard output, each an object.
fn objects(output: &Output) -> Vec<serde_json::Map<String, Value>> {
    let lines = std::str::from_utf8(&output.stdout).expect("UTF-8");
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect()
}

fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A folder for one test, removed when the test is done.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bodycopy-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    /// Writes a file and gives its path.
    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(&path, bytes).expect("a file for the test");
        path.display().to_string()
    }

    fn path(&self) -> String {
        self.0.display().to_string()
    }

    /// A name in it as the program prints it.
    fn named(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn page(title: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><title>{title}</title><h1>{title}</h1><p>It rained all night, and the gardens of the town were glad of it.</p>").into_bytes()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

#[test]
fn alone_it_shows_the_page_that_ships_with_the_crate() {
    let output = extract(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text_of(&output.stderr), "");
    assert!(text_of(&output.stdout).contains("confidence"));
    assert!(!output.stdout.contains(&0x1b), "no colour in a pipe");
}

#[test]
fn plain_text_is_told_by_its_name_or_by_the_option() {
    let folder = Folder::new("plain");
    let story = "It rained all night, for the first time since the spring, and the farmers stood \
                 in their doorways, listening to it and saying <b>nothing</b> to each other.";
    let text = format!("Home\nNews\nSport\nRain at last\n{story}\nThen {story}\n");
    let named = folder.write("rain.TXT.gz", &gzipped(text.as_bytes()));
    let unnamed = folder.write("rain.dump", text.as_bytes());
    for arguments in [&[&*named][..], &["--plain", &*unnamed]] {
        let output = extract(&[&["--format", "json"], arguments].concat());
        let objects = objects(&output);
        assert_eq!(
            objects[0]["text"],
            format!("{story}\n\nThen {story}"),
            "{arguments:?}"
        );
    }
}

#[test]
fn colour_follows_the_environment() {
    let forced = command(&[]).env("CLICOLOR_FORCE", "1").output();
    assert!(forced.expect("it runs").stdout.contains(&0x1b));
    let refused = command(&[])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output();
    assert!(!refused.expect("it runs").stdout.contains(&0x1b));
}

#[test]
fn json_is_one_line_with_file_version_and_text_before_the_fields_of_the_article() {
    let output = extract(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let line = text_of(&output.stdout);
    assert_eq!(line.matches('\n').count(), 1);
    let begin = r#"{"file":"examples/pages/harbour-ferry.html","version":{"crate":""#;
    assert!(line.starts_with(begin), "{line}");
    let at = |field: &str| line.find(&format!("\"{field}\":")).expect(field);
    assert!(at("version") < at("text") && at("text") < at("title"));
    let object = &objects(&output)[0];
    assert_eq!(object["version"]["crate"], env!("CARGO_PKG_VERSION"));
    assert_eq!(object["version"]["model"], bodycopy::MODEL_VERSION);
    for field in ["site", "published", "bylines", "body", "teasers", "footer"] {
        assert!(object.contains_key(field), "{field} in {line}");
    }
    assert!(!object.contains_key("blocks"));
}

#[test]
fn text_is_that_of_the_library() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pages/harbour-ferry.html");
    let bytes = fs::read(path).expect("the page that ships with the crate");
    let article = bodycopy::Extractor::new()
        .extract_bytes(&bytes, None)
        .expect("a page");
    let object = &objects(&extract(&["--format", "json"]))[0];
    assert_eq!(object["text"], article.text());
    let markdown = extract(&["--format", "markdown"]);
    assert_eq!(
        text_of(&markdown.stdout).trim_end(),
        article.markdown().trim_end()
    );
    let html = extract(&["--format", "html"]);
    assert_eq!(text_of(&html.stdout).trim_end(), article.html().trim_end());
}

#[test]
fn blocks_come_only_when_asked_for() {
    let with = &objects(&extract(&["--format", "json", "--blocks"]))[0];
    assert!(with["blocks"].is_array());
    let named = &objects(&extract(&["--format", "json", "--fields", "blocks"]))[0];
    assert_eq!(named.keys().collect::<Vec<_>>(), ["blocks"]);
}

#[test]
fn fields_keeps_just_those() {
    let output = extract(&["--format", "json", "--fields", "file,title"]);
    let object = &objects(&output)[0];
    assert_eq!(object.keys().collect::<Vec<_>>(), ["file", "title"]);
}

#[test]
fn folders_are_walked_in_the_order_of_names() {
    let folder = Folder::new("walk");
    folder.write("c.HTM", &page("c"));
    folder.write("a.html", &page("a"));
    folder.write("b/z.html.gz", &gzipped(&page("z")));
    folder.write("b/y.html", &page("y"));
    folder.write("notes.txt", b"a page without markup");
    folder.write("notes.pdf", b"no page");
    let output = extract(&["--format", "json", "--fields", "file", &folder.path()]);
    assert_eq!(output.status.code(), Some(0), "{}", text_of(&output.stderr));
    let files: Vec<Value> = objects(&output)
        .into_iter()
        .map(|o| o["file"].clone())
        .collect();
    let wanted = ["a.html", "b/y.html", "b/z.html.gz", "c.HTM", "notes.txt"];
    let wanted = wanted.map(|name| folder.named(name));
    assert_eq!(files, wanted);
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_back_to_itself_ends() {
    let folder = Folder::new("loop");
    folder.write("a.html", &page("a"));
    std::os::unix::fs::symlink(&folder.0, folder.0.join("again")).expect("a link");
    let output = extract(&["--format", "json", "--fields", "file", &folder.path()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(objects(&output).len(), 1);
}

#[test]
fn many_inputs_keep_their_order() {
    let folder = Folder::new("order");
    let names: Vec<String> = (0..300).rev().map(|n| format!("{n:03}.html")).collect();
    let paths: Vec<String> = names
        .iter()
        .map(|name| folder.write(name, &page(name)))
        .collect();
    let mut arguments = vec!["--format", "json", "--fields", "file"];
    arguments.extend(paths.iter().map(String::as_str));
    let output = extract(&arguments);
    let files: Vec<Value> = objects(&output)
        .into_iter()
        .map(|o| o["file"].clone())
        .collect();
    assert_eq!(files, paths);
}

#[test]
fn a_bad_input_is_a_line_and_not_the_end() {
    let folder = Folder::new("bad");
    let good = folder.write("good.html", &page("good"));
    let torn = folder.write("torn.html.gz", &gzipped(&page("torn"))[..20]);
    let missing = folder.named("missing.html");
    fs::create_dir(folder.0.join("empty")).expect("a folder");
    let empty = folder.named("empty");
    let inputs = [&missing, &torn, &empty, &good].map(String::as_str);
    let output = extract(&[&["--format", "json", "--fields", "file"], &inputs[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text_of(&output.stderr), "");
    let lines = objects(&output);
    assert_eq!(lines.len(), 4);
    for (line, input) in lines.iter().zip(inputs) {
        assert_eq!(line["file"], input);
        assert_eq!(line.contains_key("error"), input != good, "{line:?}");
    }
}

#[test]
fn in_other_formats_a_bad_input_is_a_message() {
    let folder = Folder::new("message");
    let good = folder.write("good.html", &page("good"));
    let missing = folder.named("missing.html");
    for format in ["text", "markdown", "html"] {
        let output = extract(&["--format", format, &missing, &good]);
        assert_eq!(output.status.code(), Some(1));
        let message = text_of(&output.stderr);
        assert!(
            message.starts_with(&format!("extract: {missing}: ")),
            "{message}"
        );
        assert!(
            text_of(&output.stdout).contains(&good),
            "several files are named"
        );
    }
}

#[test]
fn standard_input_is_read_packed_or_not() {
    for bytes in [page("rain"), gzipped(&page("rain"))] {
        let mut child = command(&["--format", "json", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(&bytes).expect("it reads");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(objects(&output)[0]["file"], "-");
    }
}

#[test]
fn gzip_is_told_by_its_bytes_whatever_the_name() {
    let folder = Folder::new("gzip");
    let packed = folder.write("page.bin", &gzipped(&page("Rain at last")));
    let plain = folder.write("page.html.gz", &page("Rain at last"));
    let output = extract(&[
        "--format",
        "json",
        "--fields",
        "title,text",
        &packed,
        &plain,
    ]);
    assert_eq!(output.status.code(), Some(0));
    let lines = objects(&output);
    assert_eq!(lines[0], lines[1]);
}

#[test]
fn a_page_that_unpacks_to_far_too_much_is_refused() {
    let folder = Folder::new("bomb");
    let bomb = folder.write("bomb.html.gz", &gzipped(&vec![b' '; 65 << 20]));
    let output = extract(&["--format", "json", &bomb]);
    assert_eq!(output.status.code(), Some(1));
    let error = objects(&output)[0]["error"].to_string();
    assert!(error.contains("64 MiB"), "{error}");
}

#[test]
fn wrong_usage_is_exit_code_2_and_says_what_to_do() {
    for (arguments, wanted) in [
        (&["--format", "pdf"][..], "markdown"),
        (&["--no-such-option"], "--help"),
        (&["--fields", "title"], "--format json"),
        (&["--blocks"], "--format json"),
        (&["--format", "json", "--fields", "titel"], "title"),
        (
            &["--url", "https://example.org/", "a.html", "b.html"],
            "one page",
        ),
        (&["-", "-"], "once"),
        (&["--url", "not a url", "a.html"], "--url"),
    ] {
        let output = extract(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let message = text_of(&output.stderr);
        assert!(message.contains(wanted), "{arguments:?}: {message}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let help = extract(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    for wanted in [
        "Examples:",
        "--format",
        "--fields",
        "Exit code",
        "standard input",
    ] {
        assert!(text_of(&help.stdout).contains(wanted), "{wanted}");
    }
    let version = extract(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    assert!(text_of(&version.stdout).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = Folder::new("pipe");
    let page = folder.write("page.html", &page(&"rain ".repeat(2_000)));
    let mut arguments = vec!["--format", "json", "--blocks"];
    arguments.extend(std::iter::repeat_n(page.as_str(), 500));
    let mut child = command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut [0; 10]).expect("the first bytes");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text_of(&output.stderr), "");
}

#[test]
fn relative_links_are_resolved_against_the_url() {
    let folder = Folder::new("url");
    let page = folder.write("page.html", &page("Rain"));
    let url = "https://example.org/rain";
    let output = extract(&["--format", "json", "--fields", "url", "--url", url, &page]);
    assert_eq!(output.status.code(), Some(0));
    let found = &objects(&output)[0]["url"];
    assert!(found.is_null() || found == url, "{found}");
}
