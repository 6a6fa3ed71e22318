//! The charts of a report, as SVG. Colours are placeholders that the style
//! sheet turns into those of the window, light or dark.

use judge::curve::Point;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

const INK: RGBColor = RGBColor(1, 1, 1);
const QUIET: RGBColor = RGBColor(2, 2, 2);
const LINE: RGBColor = RGBColor(3, 3, 3);
const MAIN: RGBColor = RGBColor(4, 4, 4);
const SECOND: RGBColor = RGBColor(5, 5, 5);

const WIDTH: u32 = 460;
const HEIGHT: u32 = 290;

/// What can go wrong in a drawing.
pub type Drawn = Result<String, String>;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Failure = Box<dyn std::error::Error>;

/// Draws with `draw` on an area of so many points of height.
fn svg(height: u32, draw: impl FnOnce(&Area) -> Result<(), Failure>) -> Drawn {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (WIDTH, height)).into_drawing_area();
        draw(&area).map_err(|why| why.to_string())?;
        area.present().map_err(|why| why.to_string())?;
    }
    Ok(text)
}

fn font(size: i32, color: &RGBColor) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(color)
}

/// How many values fall into each of so many equal parts of 0 to 1; 1 itself
/// is in the last.
pub fn bins(values: &[f64], parts: usize) -> Vec<usize> {
    let mut counts = vec![0; parts];
    for value in values {
        counts[bin(*value, parts)] += 1;
    }
    counts
}

fn bin(value: f64, parts: usize) -> usize {
    ((value.clamp(0.0, 1.0) * parts as f64) as usize).min(parts - 1)
}

/// How many pages have which F1.
pub fn histogram(values: &[f64]) -> Drawn {
    const PARTS: usize = 20;
    let counts = bins(values, PARTS);
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    svg(HEIGHT, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(8)
            .margin_right(16)
            .x_label_area_size(44)
            .y_label_area_size(56)
            .build_cartesian_2d(0.0..1.0, 0.0..most as f64 * 1.12)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .bold_line_style(LINE)
            .light_line_style(TRANSPARENT)
            .axis_style(LINE)
            .label_style(font(13, &QUIET))
            .axis_desc_style(font(13, &QUIET))
            .x_desc("F1 of a page")
            .y_desc("pages")
            .y_labels(most.min(6) + 1)
            .x_label_formatter(&|x| format!("{x:.1}"))
            .y_label_formatter(&|y| format!("{y:.0}"))
            .draw()?;
        let bar = |(part, count): (usize, &usize)| {
            let (left, right) = (part as f64 / PARTS as f64, (part + 1) as f64 / PARTS as f64);
            Rectangle::new(
                [(left + 0.003, 0.0), (right - 0.003, *count as f64)],
                MAIN.filled(),
            )
        };
        chart.draw_series(counts.iter().enumerate().map(bar))?;
        let above = |(part, count): (usize, &usize)| {
            let middle = (part as f64 + 0.5) / PARTS as f64;
            let style = font(11, &INK).pos(Pos::new(HPos::Center, VPos::Bottom));
            Text::new(
                count.to_string(),
                (middle, *count as f64 + most as f64 * 0.01),
                style,
            )
        };
        let filled = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        chart.draw_series(filled.map(above))?;
        Ok(())
    })
}

/// A group of pages in [`by_group`].
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The figures of its pages.
    pub values: Vec<f64>,
}

/// The mean of each group as a bar, and its middle half as a line.
pub fn by_group(groups: &[Group]) -> Drawn {
    let rows = groups.len().max(1);
    svg(64 + 34 * rows as u32, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(8)
            .margin_right(56)
            .x_label_area_size(44)
            .y_label_area_size(128)
            .build_cartesian_2d(0.0..1.0, (0..rows as i32 - 1).into_segmented())?;
        let name = |segment: &SegmentValue<i32>| match segment {
            SegmentValue::CenterOf(row) => groups
                .get(rows - 1 - *row as usize)
                .map_or_else(String::new, |group| {
                    format!("{} ({})", group.name, group.values.len())
                }),
            _ => String::new(),
        };
        chart
            .configure_mesh()
            .disable_y_mesh()
            .bold_line_style(LINE)
            .light_line_style(TRANSPARENT)
            .axis_style(LINE)
            .y_labels(rows)
            .label_style(font(13, &QUIET))
            .axis_desc_style(font(13, &QUIET))
            .x_desc("mean F1; the line spans the middle half of the pages")
            .x_label_formatter(&|x| format!("{x:.1}"))
            .y_label_formatter(&name)
            .draw()?;
        for (number, group) in groups.iter().enumerate() {
            let row = (rows - 1 - number) as i32;
            let (Some(mean), Some((low, high))) = (mean(&group.values), middle_half(&group.values))
            else {
                continue;
            };
            let ends = (SegmentValue::Exact(row), SegmentValue::Exact(row + 1));
            let mut bar = Rectangle::new([(0.0, ends.0), (mean, ends.1)], MAIN.filled());
            bar.set_margin(6, 6, 0, 0);
            let middle = SegmentValue::CenterOf(row);
            chart.draw_series([bar])?;
            chart.draw_series(LineSeries::new(
                [(low, middle.clone()), (high, middle.clone())],
                SECOND.stroke_width(3),
            ))?;
            let style = font(13, &INK).pos(Pos::new(HPos::Left, VPos::Center));
            let label =
                EmptyElement::at((1.0, middle)) + Text::new(format!("{mean:.3}"), (12, 0), style);
            chart.plotting_area().draw(&label)?;
        }
        Ok(())
    })
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The first and the third quartile.
fn middle_half(values: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted.get(((sorted.len().max(1) - 1) as f64 * share).round() as usize);
    Some((*at(0.25)?, *at(0.75)?))
}

/// What pages are expected to have against what they have: pairs of
/// confidence and F1. The area of a point is the number of pages.
pub fn reliability(pairs: &[(f64, f64)]) -> Drawn {
    let points = reliability_points(pairs);
    let most = points
        .iter()
        .map(|point| point.pages)
        .max()
        .unwrap_or(1)
        .max(1);
    svg(HEIGHT + 90, |area| {
        let mut chart = square(area, 0.0, "confidence", "mean F1")?;
        chart.draw_series(LineSeries::new([(0.0, 0.0), (1.0, 1.0)], QUIET))?;
        let means = points.iter().map(|point| (point.confidence, point.f1));
        chart.draw_series(LineSeries::new(means, MAIN.stroke_width(2)))?;
        for point in &points {
            let radius = 3.0 + 12.0 * (point.pages as f64 / most as f64).sqrt();
            let at = (point.confidence, point.f1);
            chart.draw_series([Circle::new(at, radius as i32, MAIN.mix(0.75).filled())])?;
            let style = font(11, &INK).pos(Pos::new(HPos::Center, VPos::Top));
            let label = EmptyElement::at(at)
                + Text::new(point.pages.to_string(), (0, radius as i32 + 3), style);
            chart.draw_series([label])?;
        }
        Ok(())
    })
}

/// The pages of about one confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// Its mean.
    pub confidence: f64,
    /// The mean F1.
    pub f1: f64,
    /// How many there are.
    pub pages: usize,
}

/// Pages in tenths of confidence; empty tenths are left out.
pub fn reliability_points(pairs: &[(f64, f64)]) -> Vec<Reliability> {
    const PARTS: usize = 10;
    let mut parts = vec![Vec::new(); PARTS];
    for pair in pairs {
        parts[bin(pair.0, PARTS)].push(*pair);
    }
    let point = |pairs: &Vec<(f64, f64)>| {
        let (confidences, figures): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        Some(Reliability {
            confidence: mean(&confidences)?,
            f1: mean(&figures)?,
            pages: pairs.len(),
        })
    };
    parts.iter().filter_map(point).collect()
}

/// Precision against recall as the line falls, and the one point where pages
/// are cut.
pub fn precision_recall(points: &[Point], answers: Option<Point>) -> Drawn {
    // Good answers are all in one corner, which is worth the whole chart.
    let is_good = answers.is_some_and(|point| point.precision.min(point.recall) > 0.55);
    let from = if is_good { 0.5 } else { 0.0 };
    let is_shown = |point: &&Point| point.precision.min(point.recall) >= from;
    svg(HEIGHT + 90, |area| {
        let mut chart = square(area, from, "recall", "precision")?;
        for f1 in [0.5, 0.6, 0.7, 0.8, 0.9] {
            // Where the harmonic mean is f1, precision is f1·r / (2r − f1).
            let curve = (0..=100)
                .map(|step| f1 / 2.0 + (1.0 - f1 / 2.0) * f64::from(step) / 100.0)
                .map(|recall| (recall, f1 * recall / (2.0 * recall - f1)))
                .filter(|(recall, precision)| *recall >= from && (from..=1.0).contains(precision));
            chart.draw_series(LineSeries::new(curve, LINE))?;
            let end = (1.0, f1 / (2.0 - f1));
            if end.1 >= from {
                let style = font(11, &QUIET).pos(Pos::new(HPos::Left, VPos::Center));
                let name = EmptyElement::at(end) + Text::new(format!("F1 {f1}"), (5, 0), style);
                chart.draw_series([name])?;
            }
        }
        let curve = points.iter().filter(is_shown);
        let curve = curve.map(|point| (point.recall, point.precision));
        chart.draw_series(LineSeries::new(curve, MAIN.stroke_width(2)))?;
        let tenths = points.iter().filter(is_shown).filter(|point| {
            let tenths = point.line * 10.0;
            (tenths - tenths.round()).abs() < 1e-9 && (1.0..=9.0).contains(&tenths.round())
        });
        for point in tenths {
            let style = font(11, &QUIET).pos(Pos::new(HPos::Right, VPos::Top));
            let mark = EmptyElement::at((point.recall, point.precision))
                + Circle::new((0, 0), 3, MAIN.filled())
                + Text::new(format!("{:.1}", point.line), (-6, 3), style);
            chart.draw_series([mark])?;
        }
        if let Some(point) = answers {
            let mark = Circle::new((point.recall, point.precision), 6, SECOND.filled());
            chart.draw_series([mark])?;
        }
        Ok(())
    })
}

type Square<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

/// A chart of two shares, `from` to 1.
fn square<'a, 'b>(
    area: &'a Area<'b>,
    from: f64,
    x: &str,
    y: &str,
) -> Result<Square<'a, 'b>, Failure> {
    let mut chart = ChartBuilder::on(area)
        .margin(8)
        .margin_right(46)
        .x_label_area_size(44)
        .y_label_area_size(56)
        .build_cartesian_2d(from..1.0, from..1.0)?;
    chart
        .configure_mesh()
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .axis_style(LINE)
        .label_style(font(13, &QUIET))
        .axis_desc_style(font(13, &QUIET))
        .x_desc(x)
        .y_desc(y)
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&|x| format!("{x:.1}"))
        .y_label_formatter(&|y| format!("{y:.1}"))
        .draw()?;
    Ok(chart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_of_1_is_in_the_last_bin() {
        assert_eq!(
            bins(&[0.0, 0.05, 0.999, 1.0], 10),
            [2, 0, 0, 0, 0, 0, 0, 0, 0, 2]
        );
    }

    #[test]
    fn reliability_is_by_tenths_of_confidence() {
        let points = reliability_points(&[(0.91, 1.0), (0.99, 0.5), (0.12, 0.0)]);
        assert_eq!(points.len(), 2);
        assert_eq!((points[1].pages, points[1].f1), (2, 0.75));
    }

    #[test]
    fn the_middle_half_leaves_a_quarter_on_either_side() {
        assert_eq!(middle_half(&[0.4, 0.0, 0.1, 0.2, 0.3]), Some((0.1, 0.3)));
        assert_eq!(middle_half(&[]), None);
    }

    #[test]
    fn charts_of_nothing_are_drawn_empty() {
        for chart in [
            histogram(&[]),
            by_group(&[]),
            reliability(&[]),
            precision_recall(&[], None),
        ] {
            assert!(chart.unwrap().starts_with("<svg"));
        }
    }

    #[test]
    fn a_name_in_a_chart_is_text() {
        let group = Group {
            name: "<script>x()</script>&\"".to_owned(),
            values: vec![0.5],
        };
        assert!(!by_group(&[group]).unwrap().contains("<script"));
    }
}
