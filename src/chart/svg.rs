//! A scene as an SVG file that stands alone: classes and one style sheet, no `style` attributes, every text escaped.

use std::fmt::Write;

use super::ChartSpec;
use super::scene::{Anchor, Class, Layout, Scene, Shape, scene};

/// The look of a file, in light and in dark; on a page the app's own style sheet gives it.
const LIGHT: &str = ":root{color-scheme:light dark;--paper:#fbfbf9;--ink:#1a1d21;--soft:#5a6068;--line:#dfe1dc;--edge:#878d8b;--figure:#0b5fa5}";
const DARK: &str = "@media(prefers-color-scheme:dark)\
{:root{--paper:#14171a;--ink:#e9e7e2;--soft:#a3a8ad;--line:#2d3338;--edge:#6b7379;--figure:#79b8f2}}";
const STYLE: &str = "\
.paper{fill:var(--paper)}\
text{fill:var(--soft);font-family:Inter,\"PT Sans\",system-ui,\"Noto Sans\",\"DejaVu Sans\",sans-serif;\
font-variant-numeric:tabular-nums}\
.value{fill:var(--ink);font-weight:600}.inside{fill:var(--paper)}\
.title{fill:var(--ink);font-weight:600}\
.axis{stroke:var(--line)}.mark{stroke:var(--figure);fill:none;stroke-width:2.5}\
.dot{fill:var(--figure)}.open{fill:var(--paper);stroke:var(--figure);stroke-width:2}\
.barmark,.unitmark{fill:var(--figure)}.rest{fill:var(--line);stroke:var(--edge)}\
.span{stroke:var(--figure);stroke-width:1.5;stroke-opacity:.75}\
.outline{fill:none;stroke:var(--figure);stroke-width:1.5}.sign{fill:none;stroke:var(--figure);stroke-width:2}";

/// A window of 320 pixels without the margins of its page.
const PHONE: f64 = 288.0;

/// The space around the drawing in a file.
const MARGIN: f64 = 16.0;

/// The chart as a file of its own, with its title.
pub fn drawing(spec: &ChartSpec) -> String {
    let layout = Layout { titled: true, ..Layout::wide(640.0) };
    file(&scene(spec, &layout), layout.text)
}

/// Likewise, for the width of a phone: letters of the same size on a narrower drawing.
pub fn narrow_drawing(spec: &ChartSpec) -> String {
    let layout = Layout { titled: true, ..Layout::wide(PHONE - 2.0 * MARGIN) };
    file(&scene(spec, &layout), layout.text)
}

/// Likewise, in light whatever the system likes: to be made a picture, which is seen elsewhere.
pub fn light_drawing(spec: &ChartSpec) -> String {
    let layout = Layout { titled: true, ..Layout::wide(640.0) };
    styled(&scene(spec, &layout), layout.text, "")
}

/// The whole file; `text` is the font size that the scene was laid out for.
pub fn file(scene: &Scene, text: f64) -> String {
    styled(scene, text, DARK)
}

fn styled(scene: &Scene, text: f64, dark: &str) -> String {
    let (width, height) = (scene.width + 2.0 * MARGIN, scene.height + 2.0 * MARGIN);
    let mut out = String::new();
    let label = escaped(&scene.label);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {left} {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{label}\" font-size=\"{text}\">\n<title>{label}</title>\n\
         <style>{LIGHT}{dark}{STYLE}</style>\n<rect class=\"paper\" x=\"{left}\" y=\"{left}\" width=\"{width}\" height=\"{height}\"/>\n",
        left = -MARGIN,
    );
    for mark in &scene.marks {
        shape(&mut out, &mark.shape, mark.class, text);
    }
    out.push_str("</svg>\n");
    out
}

fn shape(out: &mut String, shape: &Shape, class: Class, size: f64) {
    let name = class.as_str();
    let _ = match shape {
        Shape::Rect { x, y, width, height, radius } => {
            writeln!(
                out,
                "<rect class=\"{name}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
            )
        }
        Shape::Line { x1, y1, x2, y2 } => {
            writeln!(out, "<line class=\"{name}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")
        }
        Shape::Path { points } => writeln!(out, "<path class=\"{name}\" d=\"{}\"/>", path(points)),
        Shape::Circle { x, y, r } => writeln!(out, "<circle class=\"{name}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"),
        Shape::Text { x, y, anchor, text } => {
            let anchor =
                if *anchor == Anchor::Start { String::new() } else { format!(" text-anchor=\"{}\"", anchor.as_str()) };
            let size = match class {
                Class::Title => format!(" font-size=\"{}\"", pixels(size * super::scene::TITLE)),
                Class::Note => format!(" font-size=\"{}\"", pixels(size * super::scene::NOTE)),
                _ => String::new(),
            };
            writeln!(out, "<text class=\"{name}\" x=\"{x}\" y=\"{y}\"{anchor}{size}>{}</text>", escaped(text))
        }
    };
}

/// The `d` of a path through `points`: `M30 58L200 26`.
pub fn path(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if index == 0 { 'M' } else { 'L' }, pixels(*x), pixels(*y));
    }
    out
}

/// To a tenth of a pixel: `26`, `26.5`.
pub fn pixels(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// For text and for attribute values; characters that XML 1.0 does not allow are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../styles/tokens.css");
    const SHEET: &str = include_str!("../../styles/chart.css");
    const PRINT: &str = include_str!("../../styles/print.css");

    type Colour = [f64; 3];

    fn hex(written: &str) -> Colour {
        [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&written[at..at + 2], 16).expect("two digits")) / 255.0)
    }

    /// A token in light and in dark: `light-dark(#fbfbf9, #14171a)`.
    fn token(name: &str) -> [Colour; 2] {
        let (_, rest) = TOKENS.split_once(&format!("--{name}: light-dark(")).expect("the token is there");
        let (pair, _) = rest.split_once(')').expect("it has an end");
        let (light, dark) = pair.split_once(", ").expect("two colours");
        [hex(light), hex(dark)]
    }

    /// By WCAG 2.2.
    fn contrast(a: Colour, b: Colour) -> f64 {
        let linear = |of: f64| if of <= 0.04045 { of / 12.92 } else { ((of + 0.055) / 1.055).powf(2.4) };
        let light = |[r, g, b]: Colour| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
        (light(a) / light(b)).max(light(b) / light(a))
    }

    /// What a sheet says of a class: the last rule that is only about it wins.
    fn property<'a>(sheet: &'a str, class: Class, name: &str) -> Option<&'a str> {
        let of = |selector: &str| {
            let selector = selector.rsplit("*/").next().unwrap_or(selector).trim().trim_start_matches(".chart ");
            let mut classes = selector.split('.').skip(1).peekable();
            selector.starts_with('.')
                && classes.peek().is_some()
                && classes.all(|it| class.as_str().split(' ').any(|own| own == it))
        };
        let rules = sheet.split('}').filter_map(|rule| rule.rsplit_once('{'));
        let said = rules.filter(|(selectors, _)| selectors.split(',').any(of)).flat_map(|(_, said)| said.split(';'));
        said.filter_map(|said| said.split_once(':'))
            .filter(|(of, _)| of.trim() == name)
            .map(|(_, said)| said.trim())
            .next_back()
    }

    fn variable(value: &str) -> Option<&str> {
        value.strip_prefix("var(--")?.strip_suffix(')')
    }

    #[test]
    fn every_mark_stands_out_from_the_paper() {
        let of_charts = [
            Class::Mark,
            Class::Dot,
            Class::OpenDot,
            Class::Bar,
            Class::Rest,
            Class::Span,
            Class::Unit,
            Class::Outline,
            Class::Sign,
        ];
        let of_guesses = [Class::Guess, Class::Handle];
        let all = of_charts.map(|class| (SHEET, class)).into_iter();
        let all = all.chain(of_charts.map(|class| (STYLE, class))).chain(of_guesses.map(|class| (SHEET, class)));
        for (sheet, class) in all {
            let drawn = |name| property(sheet, class, name).and_then(variable);
            let colour = token(drawn("stroke").or(drawn("fill")).expect("a colour"));
            let opacity = property(sheet, class, "stroke-opacity").map_or(1.0, |it| it.parse().expect("a number"));
            for paper in ["paper", "raised"].map(token) {
                for (paper, colour) in paper.into_iter().zip(colour) {
                    let seen = [0, 1, 2].map(|at| colour[at] * opacity + paper[at] * (1.0 - opacity));
                    let contrast = contrast(seen, paper);
                    assert!(contrast >= 3.0, "{class:?} has {contrast:.2} : 1");
                }
            }
        }
    }

    #[test]
    fn what_lies_on_another_mark_stands_out_from_it() {
        let fill = |sheet, class| property(sheet, class, "fill").and_then(variable).map(token).expect("a colour");
        for sheet in [SHEET, STYLE] {
            // A part on its whole, its number on it, and a number on the whole.
            for (on, under, least) in
                [(Class::Bar, Class::Rest, 3.0), (Class::Inside, Class::Bar, 4.5), (Class::Value, Class::Rest, 4.5)]
            {
                for (on_it, beneath) in fill(sheet, on).into_iter().zip(fill(sheet, under)) {
                    let contrast = contrast(on_it, beneath);
                    assert!(contrast >= least, "{on:?} on {under:?} has {contrast:.2} : 1");
                }
            }
        }
        // A guess is told from the truth over it by its dashes, in whatever colours.
        assert!(property(SHEET, Class::Guess, "stroke-dasharray").is_some());
        assert!([Class::Bar, Class::Mark].iter().all(|class| property(SHEET, *class, "stroke-dasharray").is_none()));
    }

    /// In forced colours a drawing takes the colours of the system, all of them; on paper it is light, whatever theme is set.
    #[test]
    fn a_drawing_is_seen_in_forced_colours_and_on_paper() {
        let (_, forced) = SHEET.split_once("@media (forced-colors: active) {").expect("there is a rule");
        let drawing = forced.split_once(".chart {").and_then(|(_, rest)| rest.split_once('}')).expect("of drawings").0;
        let set = |token: &str| drawing.lines().any(|line| line.trim().starts_with(&format!("--{token}:")));
        let used =
            SHEET.split('}').filter(|rule| rule.contains(".chart ")).flat_map(|rule| rule.split("var(--").skip(1));
        let tokens: Vec<&str> = used.filter_map(|rest| rest.split_once(')')).map(|(token, _)| token).collect();
        let colours = |token: &&&str| TOKENS.contains(&format!("--{token}: light-dark("));
        assert!(tokens.iter().filter(colours).count() > 10);
        for token in tokens.iter().filter(colours) {
            assert!(set(token), "--{token} is a colour of the system");
        }
        for theme in ["light", "dark"] {
            let theme = format!(":root[data-theme=\"{theme}\"]");
            assert!(TOKENS.contains(&theme), "the theme is set so");
            let (_, print) = PRINT.split_once(&theme).expect("and printed otherwise");
            let rule = print.split_once('{').and_then(|(_, rule)| rule.split_once('}')).expect("a rule").0;
            assert!(rule.contains("color-scheme: light;") && rule.contains("--paper: #fff;"));
        }
        assert!(PRINT.contains("\n  button,\n"), "what can only be pressed is not printed");
    }

    #[test]
    fn a_file_has_the_colours_of_the_page() {
        for (sheet, theme) in [(LIGHT, 0), (DARK, 1)] {
            let (_, told) =
                sheet.rsplit_once('{').map(|(head, told)| (head, told.trim_end_matches('}'))).expect("a rule");
            for (name, colour) in told.split(';').filter_map(|said| said.strip_prefix("--")?.split_once(':')) {
                let name = if name == "soft" { "ink-soft" } else { name };
                assert_eq!(hex(colour), token(name)[theme], "{name}");
            }
        }
    }
}
