//! What one walk over the page finds before the text is cut: how every element
//! is laid out, the classes that it has, and what the page as a whole says.

use super::classes::{ClassId, Classes};
use super::code_boxes;
use super::elements::{self, Layout};
use super::visibility::Signs;
use crate::block::Ruling;
use crate::fnv::{FixedMap, FixedSet};
use crate::tree::arena::{NodeId, ROOT, Tree};

#[derive(Debug)]
pub(super) struct Survey<'t> {
    pub signs: Signs<'t>,
    pub classes: Classes<'t>,
    /// By node row. What holds a box is one itself, whatever its name, unless
    /// it is never shown.
    pub layouts: Vec<Layout>,
    /// By node row, for elements that have an inside to be read.
    pub class_of: Vec<ClassId>,
    /// Node rows of what labels code.
    pub labels_of_code: FixedSet<usize>,
    /// How many elements are boxes.
    pub boxes: usize,
}

impl<'t> Survey<'t> {
    /// Surveys a page; what the caller rules on is a box.
    pub fn of(tree: &'t Tree, rulings: &FixedMap<usize, Ruling>) -> Self {
        let mut survey = Survey {
            signs: Signs::default(),
            classes: Classes::default(),
            layouts: vec![Layout::Formatting; tree.len()],
            class_of: vec![ClassId::NONE; tree.len()],
            labels_of_code: FixedSet::default(),
            boxes: 0,
        };
        let mut code = None;
        for node in tree.descendants(ROOT) {
            code = code.filter(|code: &CodeBox| code.end != Some(node));
            let Some(element) = tree.element(node) else {
                continue;
            };
            survey.signs.note(element);
            let mut layout = match elements::layout(element) {
                Layout::Inline | Layout::Formatting if rulings.contains_key(&node.row()) => {
                    Layout::Box
                }
                layout => layout,
            };
            if !matches!(layout, Layout::Unseen | Layout::Image | Layout::LineBreak) {
                survey.class_of[node.row()] = survey.classes.note(element);
            }
            if let Some(code) = &code {
                if code.is_laid_out && layout == Layout::Box {
                    continue;
                }
            } else {
                let class = survey.class_of[node.row()];
                let is_code_box = || survey.classes.signs(class).is_code_box;
                if let Some(lines) = code_boxes::lines(tree, node, element, is_code_box) {
                    let is_laid_out = code_boxes::lay_out(tree, node, rulings, &mut survey.layouts);
                    if is_laid_out {
                        layout = Layout::Code(lines);
                        let labels = code_boxes::labels(tree, node).into_iter();
                        survey.labels_of_code.extend(labels.map(NodeId::row));
                    }
                    code = Some(CodeBox {
                        end: tree.after(node, ROOT),
                        is_laid_out,
                    });
                }
            }
            survey.layouts[node.row()] = layout;
            if matches!(layout, Layout::Box | Layout::Code(_)) {
                survey.boxes += 1;
                survey.box_around(tree, node);
            }
        }
        survey
    }

    /// Makes boxes of the elements around a box.
    fn box_around(&mut self, tree: &Tree, node: NodeId) {
        let mut around = tree.parent(node);
        while let Some(outer) = around
            && outer != ROOT
        {
            let layout = &mut self.layouts[outer.row()];
            if !matches!(layout, Layout::Inline | Layout::Formatting) {
                return;
            }
            *layout = Layout::Box;
            self.boxes += 1;
            around = tree.parent(outer);
        }
    }
}

/// A box of code that the walk is in.
struct CodeBox {
    /// The first node behind it.
    end: Option<NodeId>,
    is_laid_out: bool,
}
