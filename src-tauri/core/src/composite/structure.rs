//! The tree of a version, laid out: each group before what it holds, with full weights and most points. Pure.

use super::{CompositeItem, IndicatorName};

/// A group or an item as it is stored.
#[derive(Debug, Clone)]
pub struct StoredItem {
    /// Its id.
    pub id: String,
    /// Its group.
    pub parent: Option<String>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its most points; none for a group.
    pub most: Option<f64>,
    /// Its weight.
    pub weight: Option<f64>,
    /// Its indicator.
    pub indicator: Option<IndicatorName>,
    /// Its place among its like.
    pub position: i64,
}

/// Groups under groups under groups: deeper trees are not read by anyone, and none is needed.
pub const DEEPEST: u32 = 3;

/// Lays a tree out. What hangs on a group that is not there is left out; the store does not let that happen.
pub fn laid_out(mut stored: Vec<StoredItem>) -> Vec<CompositeItem> {
    stored.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    let mut items = Vec::with_capacity(stored.len());
    hang(&stored, None, 0, 1.0, &mut items);
    items
}

/// Adds what hangs on `parent`. Answers the most points with weights, and how many items.
fn hang(stored: &[StoredItem], parent: Option<&str>, depth: u32, above: f64, items: &mut Vec<CompositeItem>) -> (f64, u32) {
    let (mut most, mut count) = (0.0, 0);
    for one in stored.iter().filter(|one| one.parent.as_deref() == parent) {
        let full_weight = above * one.weight.unwrap_or(1.0);
        let at = items.len();
        items.push(CompositeItem {
            id: one.id.clone(),
            parent: one.parent.clone(),
            depth,
            code: one.code.clone(),
            name: one.name.clone(),
            most: one.most,
            weight: one.weight,
            full_weight,
            weighted_most: 0.0,
            items: 0,
            indicator: one.indicator.clone(),
        });
        let (own, held) = match one.most {
            Some(points) => (full_weight * points, 1),
            None => hang(stored, Some(&one.id), depth + 1, full_weight, items),
        };
        if let Some(item) = items.get_mut(at) {
            (item.weighted_most, item.items) = (own, held);
        }
        most += own;
        count += held;
    }
    (most, count)
}

/// What lies under a group, itself left out; everything without one.
pub fn under<'a>(items: &'a [CompositeItem], group: Option<&str>) -> &'a [CompositeItem] {
    let Some(group) = group else { return items };
    let Some(at) = items.iter().position(|item| item.id == group) else { return &[] };
    let (Some(head), Some(rest)) = (items.get(at), items.get(at + 1..)) else { return &[] };
    let end = rest.iter().position(|item| item.depth <= head.depth).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest)
}

/// How two versions differ: the codes of groups and items that only one of them has, or that have another name,
/// place, most points or weight. Names are compared as they are written.
pub fn differing(now: &[CompositeItem], before: &[CompositeItem]) -> Vec<String> {
    let parent = |items: &[CompositeItem], item: &CompositeItem| {
        items.iter().find(|one| Some(&one.id) == item.parent.as_ref()).map(|one| one.code.clone())
    };
    let same = |item: &CompositeItem| {
        before.iter().any(|one| {
            one.code == item.code
                && one.name == item.name
                && one.most == item.most
                && one.weight.unwrap_or(1.0) == item.weight.unwrap_or(1.0)
                && parent(before, one) == parent(now, item)
        })
    };
    let gone = before.iter().filter(|one| now.iter().all(|item| item.code != one.code));
    now.iter().filter(|item| !same(item)).chain(gone).map(|item| item.code.clone()).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// `(code, group, most, weight)`; ids are codes.
    pub fn tree(rows: &[(&str, &str, f64, f64)]) -> Vec<CompositeItem> {
        let stored = rows.iter().zip(0..).map(|((code, group, most, weight), position)| StoredItem {
            id: (*code).to_owned(),
            parent: (!group.is_empty()).then(|| (*group).to_owned()),
            code: (*code).to_owned(),
            name: format!("Mục {code}"),
            most: (*most > 0.0).then_some(*most),
            weight: (*weight != 1.0).then_some(*weight),
            indicator: None,
            position,
        });
        laid_out(stored.collect())
    }

    fn sample() -> Vec<CompositeItem> {
        tree(&[("1", "", 0.0, 2.0), ("2", "", 0.0, 1.0), ("1.1", "1", 10.0, 1.0), ("1.2", "1", 5.0, 3.0), ("2.1", "2", 0.0, 0.5), ("2.1.1", "2.1", 8.0, 1.0)])
    }

    #[test]
    fn groups_stand_before_what_they_hold_with_their_weights() {
        let told: Vec<_> = sample().iter().map(|item| (item.code.clone(), item.depth, item.full_weight, item.weighted_most, item.items)).collect();
        let expect = [("1", 0, 2.0, 50.0, 2), ("1.1", 1, 2.0, 20.0, 1), ("1.2", 1, 6.0, 30.0, 1), ("2", 0, 1.0, 4.0, 1), ("2.1", 1, 0.5, 4.0, 1), ("2.1.1", 2, 0.5, 4.0, 1)];
        assert_eq!(told, expect.map(|(code, depth, weight, most, items)| (code.to_owned(), depth, weight, most, items)));
    }

    #[test]
    fn under_a_group_lies_what_it_holds() {
        let items = sample();
        let codes = |group| under(&items, group).iter().map(|item| item.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(Some("1")), ["1.1", "1.2"]);
        assert_eq!(codes(Some("2")), ["2.1", "2.1.1"]);
        assert_eq!(codes(Some("1.1")), Vec::<String>::new());
        assert_eq!(codes(None).len(), 6);
    }

    #[test]
    fn versions_differ_in_items_points_weights_and_places() {
        let before = sample();
        assert_eq!(differing(&sample(), &before), Vec::<String>::new());
        let most = tree(&[("1", "", 0.0, 2.0), ("2", "", 0.0, 1.0), ("1.1", "1", 12.0, 1.0), ("1.2", "2", 5.0, 3.0), ("2.1", "2", 0.0, 0.5)]);
        assert_eq!(differing(&most, &before), ["1.1", "1.2", "2.1.1"], "other points, another group, gone");
    }
}
