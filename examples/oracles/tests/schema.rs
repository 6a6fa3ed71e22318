//! The shape of an article in JSON, as `article.schema.json` beside this file
//! has it. A change to that shape is a change to it: `BLESS=1` writes it anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bodycopy::{Article, Extractor};
use serde_json::Value;

fn schema() -> Value {
    serde_json::to_value(schemars::schema_for!(Article)).expect("a schema is JSON")
}

#[test]
fn the_schema_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/article.schema.json");
    let now = serde_json::to_string_pretty(&schema()).expect("a schema is JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &now).expect("the schema can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "the JSON of an article has another shape: see the head of this file"
    );
}

#[test]
fn what_is_written_is_in_the_schema() {
    let html = "<title>Rain</title><h1>Rain</h1><p>It rained all night over the hills.";
    let article = Extractor::new().factors(2).extract(html).expect("a page");
    let written = serde_json::to_value(&article).expect("an article is JSON");
    let schema = schema();
    assert_known(&written, &schema["properties"]);
    // The first block is the title element, which is not scored.
    let blocks = written["blocks"].as_array().expect("blocks");
    let last = blocks.last().expect("a block");
    assert_known(last, &schema["$defs"]["Block"]["properties"]);
    assert_known(
        &last["factors"][0],
        &schema["$defs"]["Factor"]["properties"],
    );
}

/// Fails if an object has a field that its schema does not know.
fn assert_known(object: &Value, properties: &Value) {
    let names = |value: &Value| -> BTreeSet<String> {
        let fields = value.as_object().expect("an object");
        fields.keys().cloned().collect()
    };
    let unknown: Vec<String> = names(object)
        .difference(&names(properties))
        .cloned()
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
