//! The files as a person meets them: opened from disk in a browser.

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bodycopy::Extractor;
use bodycopy::train::Models;
use common::Browser;
use inspect::look::Look;
use inspect::report::{self, Run};
use inspect::view::{self, Original, Settings};
use judge::{Corpus, Setup};
use serde_json::json;

const FERRY: &str = include_str!("../../pages/harbour-ferry.html");
const PLANTED: &str = include_str!("pages/planted.html");

/// A folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The file for a page.
fn inspected(name: &str, page: &str, original: Original) -> PathBuf {
    let extractor = Extractor::new().url("https://courier.example/local/page");
    let look = Look::at_html("page.html", page.as_bytes(), &extractor, &Models::shipped()).unwrap();
    let settings = Settings {
        original,
        truth: None,
    };
    let file = folder(name).join("page.html");
    fs::write(&file, view::file(&look, settings)).unwrap();
    file
}

/// A report over two pages, and the file that it has for the planted one.
fn reported(name: &str) -> (PathBuf, PathBuf) {
    let folder = folder(name);
    let corpus = folder.join("made");
    fs::create_dir_all(corpus.join("html")).unwrap();
    let rows = [
        json!({"id": "ferry", "url": "https://courier.example/ferry", "page_type": "article",
            "text": "The Constance slipped her ropes at dawn, and nobody had a ticket for the cello."}),
        json!({"id": "planted", "url": "https://courier.example/rain?<script>planted()</script>",
            "page_type": "<script>planted()</script>",
            "text": "It rained all night, for the first time since the spring. <script>window.planted = 30</script>",
            "with": ["It rained all night"], "without": ["<img src=x onerror=planted()>"]}),
    ];
    let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
    fs::write(corpus.join("truth.jsonl"), lines.join("\n")).unwrap();
    for (id, page) in [("ferry", FERRY), ("planted", PLANTED)] {
        let file = fs::File::create(corpus.join(format!("html/{id}.html.gz"))).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packed.write_all(page.as_bytes()).unwrap();
        packed.finish().unwrap();
    }
    let corpora = [Corpus::open(&corpus).unwrap()];
    let setup = Setup::default();
    let run = Run::over(&corpora, &setup, &|| ()).unwrap();
    let file = folder.join("report.html");
    let pages = report::pages_folder(&file);
    fs::create_dir_all(&pages).unwrap();
    let worst = run.worst(2);
    for page in &worst {
        let html = report::worst_page(&corpora, &setup, page, Original::Overlaid).unwrap();
        fs::write(pages.join(page.file_name()), html).unwrap();
    }
    fs::write(&file, run.html(&worst, &pages)).unwrap();
    let is_planted = |name: &String| name.contains("planted");
    let planted = worst.iter().map(report::Worst::file_name).find(is_planted);
    (file, pages.join(planted.unwrap()))
}

/// How many blocks are shown, and how many of them have a role.
async fn shown(browser: &Browser, class: &str) -> (u64, u64) {
    let script = format!(
        "const shown = [...document.querySelectorAll('.block')].filter((it) => it.offsetParent);
         return [shown.length, shown.filter((it) => it.classList.contains({class:?})).length];"
    );
    let counts = browser.run(&script).await;
    (counts[0].as_u64().unwrap(), counts[1].as_u64().unwrap())
}

#[tokio::test]
async fn every_file_opens_without_a_word_on_the_console() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let (report, worst) = reported("console-report");
    for file in [
        inspected("console-page", FERRY, Original::Out),
        inspected("console-overlay", FERRY, Original::Overlaid),
        inspected("console-planted", PLANTED, Original::Overlaid),
        report,
        worst,
    ] {
        browser.open(&file).await;
        browser.hover("h1").await;
        assert_eq!(
            browser.console().await,
            Vec::<String>::new(),
            "{}",
            file.display()
        );
        let loaded = browser
            .run("return performance.getEntriesByType('resource').length")
            .await;
        assert_eq!(loaded, json!(0), "{} loads something", file.display());
    }
    browser.stop().await;
}

#[tokio::test]
async fn hovering_a_block_shows_its_role_score_reason_and_features() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    browser
        .open(&inspected("hover", FERRY, Original::Out))
        .await;
    assert_eq!(browser.run("return card.hidden").await, json!(true));
    browser.hover(".block.r-teaser .said").await;
    let card = browser.run(
        "const block = document.querySelector('.block.r-teaser');
         return { role: card.querySelector('.role').textContent,
                  isSameScore: card.querySelector('.score').textContent === block.querySelector('.score').textContent,
                  isSameReason: card.querySelector('.reason').textContent === block.querySelector('.why').textContent,
                  features: card.querySelectorAll('tbody tr').length };",
    ).await;
    assert_eq!(card["role"], json!("teaser"));
    assert_eq!(
        (&card["isSameScore"], &card["isSameReason"]),
        (&json!(true), &json!(true))
    );
    assert!(card["features"].as_u64().unwrap() > 50, "{card}");
    browser.picture("hover").await;

    browser.move_mouse(700.0, 20.0).await;
    assert_eq!(browser.run("return card.hidden").await, json!(true));
    browser.stop().await;
}

#[tokio::test]
async fn keys_walk_from_block_to_block_and_keep_and_close_the_card() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    browser.open(&inspected("keys", FERRY, Original::Out)).await;
    let focused = "return document.activeElement.id + (card.hidden ? '' : ' card')";
    browser.keys("jjj").await;
    assert_eq!(browser.run(focused).await, json!("b2 card"));
    browser.keys("k").await;
    assert_eq!(browser.run(focused).await, json!("b1 card"));
    browser.keys("\u{e007}").await;
    browser.move_mouse(700.0, 20.0).await;
    assert_eq!(browser.run(focused).await, json!("b1 card"));
    browser.keys("\u{e00c}").await;
    assert_eq!(browser.run(focused).await, json!("b1"));
    browser.stop().await;
}

#[tokio::test]
async fn checking_a_role_leaves_only_its_blocks_with_scripts_and_without() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let file = inspected("filter", FERRY, Original::Out);
    for are_on in [true, false] {
        browser.set_scripts(are_on).await;
        browser.open(&file).await;
        let (all, teasers) = shown(&browser, "r-teaser").await;
        assert!(all > teasers && teasers > 0, "{teasers} of {all}");
        browser.click("#only-teaser").await;
        assert_eq!(shown(&browser, "r-teaser").await, (teasers, teasers));
        browser.click("#only-body").await;
        let (both, _) = shown(&browser, "r-body").await;
        assert!(both > teasers && both < all);
        browser
            .picture(if are_on {
                "filter"
            } else {
                "filter-without-scripts"
            })
            .await;
        browser.click("#only-body").await;
        browser.click("#only-teaser").await;
        assert_eq!(shown(&browser, "r-teaser").await, (all, teasers));
    }
    browser.stop().await;
}

#[tokio::test]
async fn without_scripts_scores_reasons_and_colours_are_there() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    browser.set_scripts(false).await;
    browser
        .open(&inspected("static", FERRY, Original::Out))
        .await;
    let seen = browser.run(
        "const all = [...document.querySelectorAll('.block')];
         const colours = new Set(all.map((it) => getComputedStyle(it).backgroundColor));
         return { blocks: all.length, reasons: all.filter((it) => it.querySelector('.why').textContent).length,
                  colours: colours.size, live: document.documentElement.className };",
    ).await;
    assert_eq!(seen["blocks"], seen["reasons"]);
    assert!(seen["colours"].as_u64().unwrap() >= 8, "{seen}");
    assert_eq!(seen["live"], json!(""));
    browser.stop().await;
}

#[tokio::test]
async fn a_script_planted_in_a_page_does_not_run() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let planted = "return window.planted ?? null";
    // The page itself does run what is planted in it: the test can fail.
    let raw = folder("planted-raw").join("page.html");
    fs::write(&raw, PLANTED).unwrap();
    browser.open(&raw).await;
    assert_ne!(browser.run(planted).await, json!(null));

    let (report, worst) = reported("planted-report");
    let overlay = inspected("planted-overlay", PLANTED, Original::Overlaid);
    for file in [
        inspected("planted-page", PLANTED, Original::Out),
        overlay,
        report,
        worst,
    ] {
        browser.open(&file).await;
        browser.hover("h1").await;
        assert_eq!(
            browser.run(planted).await,
            json!(null),
            "{}",
            file.display()
        );
        let strange = browser.run(
            "const pages = [document, document.querySelector('#original')?.contentDocument].filter(Boolean);
             const runs = (it) => [...it.attributes].some((a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value));
             const found = pages.flatMap((page) => [...page.querySelectorAll('*')].filter(runs).map((it) => it.outerHTML));
             const scripts = pages.map((page) => page.querySelectorAll('script').length);
             return { found, scripts, inside: pages[1]?.defaultView?.planted ?? null };",
        ).await;
        assert_eq!(strange["found"], json!([]), "{}", file.display());
        assert_eq!(strange["scripts"][0], json!(2), "our data and our script");
        assert!(
            strange["scripts"]
                .get(1)
                .is_none_or(|inside| inside == &json!(0))
        );
        assert_eq!(strange["inside"], json!(null));
    }
    browser.stop().await;
}

#[tokio::test]
async fn the_overlay_colours_the_page_and_answers_to_hover_and_filter() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    browser
        .open(&inspected("overlay", FERRY, Original::Overlaid))
        .await;
    let marked = browser.run(
        "const page = document.getElementById('original').contentDocument;
         const visible = [...document.querySelectorAll('.block:not(.r-hidden)')]
           .filter((it) => it.querySelector('.text:not(.mark)')?.textContent.trim());
         const found = visible.filter((it) => page.querySelector(`[data-block='${it.dataset.block}']`));
         return [found.length, visible.length];",
    ).await;
    let (found, visible) = (marked[0].as_f64().unwrap(), marked[1].as_f64().unwrap());
    assert!(
        found / visible > 0.95,
        "{found} of {visible} blocks are coloured"
    );

    let at = browser
        .run(
            "const frame = document.getElementById('original');
         const element = frame.contentDocument.querySelector('[data-role=body]');
         element.scrollIntoView({ block: 'center' });
         const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
         return [outer.left + inner.left + 40, outer.top + inner.top + inner.height / 2];",
        )
        .await;
    browser
        .move_mouse(at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
        .await;
    assert_eq!(
        browser
            .run("return card.querySelector('.role')?.textContent")
            .await,
        json!("body")
    );
    browser.picture("overlay").await;

    browser.click("#only-teaser").await;
    let opacity = "const page = document.getElementById('original').contentDocument;
         return ['teaser', 'body'].map((role) =>
           page.defaultView.getComputedStyle(page.querySelector(`[data-role=${role}]`)).opacity)";
    // The change takes its time.
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert_eq!(browser.run(opacity).await, json!(["1", "0.12"]));
    browser.stop().await;
}

#[tokio::test]
async fn the_layout_holds_at_360_and_at_1440_pixels() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let (report, worst) = reported("layout-report");
    let files = [
        ("page", inspected("layout-page", FERRY, Original::Out)),
        (
            "planted",
            inspected("layout-planted", PLANTED, Original::Overlaid),
        ),
        ("report", report),
        ("worst", worst),
    ];
    for scheme in ["light", "dark"] {
        browser.set_scheme(scheme).await;
        for width in [360, 1440] {
            browser.resize(width, 900).await;
            for (name, file) in &files {
                browser.open(file).await;
                if *name == "worst" {
                    browser
                        .run("document.getElementById('view-truth').click()")
                        .await;
                }
                browser.picture(&format!("{name}-{width}-{scheme}")).await;
                let wide = browser.run(
                    "const scrolls = (it) => it && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
                     return [...document.body.querySelectorAll('*')]
                       .filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && !scrolls(it.parentElement))
                       .map((it) => it.tagName + '.' + it.className);",
                ).await;
                assert_eq!(wide, json!([]), "{name} at {width}");
                let page = browser
                    .run("return document.documentElement.scrollWidth <= innerWidth")
                    .await;
                assert_eq!(page, json!(true), "{name} at {width} scrolls sideways");
            }
        }
    }
    for (width, is_beside) in [(360, false), (1440, true)] {
        browser.resize(width, 900).await;
        browser.open(&files[0].1).await;
        let script = "const [blocks, article] = ['.blocks', '.outcome'].map((it) => document.querySelector(it).getBoundingClientRect());
             return blocks.right < article.left && Math.abs(blocks.top - article.top) < 2";
        assert_eq!(browser.run(script).await, json!(is_beside), "at {width}");
    }
    browser.stop().await;
}

#[tokio::test]
async fn every_role_can_be_read_on_its_tint_in_light_and_in_dark() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let file = inspected("contrast", FERRY, Original::Out);
    for scheme in ["light", "dark"] {
        browser.set_scheme(scheme).await;
        browser.open(&file).await;
        let faint = browser.run(
            "const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
             const light = (colour) => {
               context.fillStyle = colour;
               context.fillRect(0, 0, 1, 1);
               const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((it) => it / 255)
                 .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
               return 0.2126 * r + 0.7152 * g + 0.0722 * b;
             };
             const item = document.querySelector('.block');
             const faint = [];
             for (const role of ['title', 'subtitle', 'byline', 'date-line', 'body', 'teaser', 'navigation',
                                 'comment', 'footer', 'notice', 'hidden', 'other']) {
               item.className = `block r-${role}`;
               const ground = light(getComputedStyle(item).backgroundColor);
               for (const part of ['.verdict .role', '.why', '.said']) {
                 const ink = light(getComputedStyle(item.querySelector(part)).color);
                 const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
                 if (contrast < 4.5) faint.push(`${role} ${part} ${contrast.toFixed(2)}`);
               }
             }
             return faint;",
        ).await;
        assert_eq!(faint, json!([]), "{scheme}");
    }
    browser.stop().await;
}

#[tokio::test]
async fn a_report_leads_to_its_worst_pages_beside_their_references() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let (report, worst) = reported("report");
    browser.open(&report).await;
    let charts = browser
        .run("return document.querySelectorAll('.chart svg').length")
        .await;
    assert_eq!(charts, json!(4));
    browser.click(".worst a[href*=planted]").await;
    let address = browser.run("return location.pathname").await;
    assert!(
        worst.ends_with(address.as_str().unwrap().trim_start_matches('/')),
        "{address}"
    );
    browser
        .run("document.getElementById('view-truth').click()")
        .await;
    let seen = browser.run(
        "return [!!document.querySelector('.diff').offsetParent, document.querySelectorAll('.diff del').length,
                 document.querySelectorAll('.snippets tr').length]",
    ).await;
    assert_eq!(seen[0], json!(true));
    assert!(seen[1].as_u64().unwrap() > 0, "{seen}");
    assert_eq!(seen[2], json!(2));
    browser.stop().await;
}
