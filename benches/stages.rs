//! Every stage by itself and the whole, on pages small to huge, in bytes of
//! HTML a second. `cargo bench --features train --bench stages`

mod common;

use std::hint::black_box;

use bodycopy::stages::{self, StagedPage};
use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
};

use common::Page;

fn all(criterion: &mut Criterion) {
    let pages = common::spread(common::pages(200), 5);
    let mut group = criterion.benchmark_group("stages");
    for page in &pages {
        group.throughput(Throughput::Bytes(page.html.len() as u64));
        parsing(&mut group, page);
        later_stages(&mut group, page);
        whole(&mut group, page);
    }
    group.finish();
}

fn parsing(group: &mut BenchmarkGroup<WallTime>, page: &Page) {
    let html = &*page.html;
    bench(group, "decode", page, || stages::decode(html.as_bytes()));
    bench(group, "parse/html5ever-tokens", page, || {
        common::tokenize(html)
    });
    bench(group, "parse/tokens", page, || stages::tokenize(html));
    bench(group, "parse/arena", page, || stages::parse(html));
    bench(group, "parse/rcdom", page, || common::rcdom(html));
}

fn later_stages(group: &mut BenchmarkGroup<WallTime>, page: &Page) {
    let staged = StagedPage::new(&page.html);
    let article = staged.assemble(staged.parts());
    bench(group, "segment", page, || staged.segment());
    bench(group, "declared", page, || staged.declare());
    bench(group, "features", page, || staged.featurise());
    bench(group, "score", page, || staged.score());
    bench(group, "role", page, || staged.judge());
    bench(group, "metadata", page, || staged.settle());
    let id = BenchmarkId::new("assemble", &page.name);
    group.bench_function(id, |bencher| {
        let run = |parts| black_box(staged.assemble(parts));
        bencher.iter_batched(|| staged.parts(), run, BatchSize::SmallInput);
    });
    bench(group, "render/text", page, || article.text());
    bench(group, "render/markdown", page, || article.markdown());
    bench(group, "render/html", page, || article.html());
}

fn whole(group: &mut BenchmarkGroup<WallTime>, page: &Page) {
    bench(group, "extract", page, || bodycopy::extract(&page.html));
    let extractor = bodycopy::Extractor::new();
    let dom = common::rcdom(&page.html);
    bench(group, "extract_dom", page, || extractor.extract_dom(&dom));
}

fn bench<T>(group: &mut BenchmarkGroup<WallTime>, stage: &str, page: &Page, run: impl Fn() -> T) {
    let id = BenchmarkId::new(stage, &page.name);
    group.bench_function(id, |bencher| bencher.iter(|| black_box(run())));
}

criterion_group!(benches, all);
criterion_main!(benches);
