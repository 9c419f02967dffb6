//! The arithmetic of points: weighted sums, shares and ranks. Pure.

use std::collections::HashMap;

use super::CompositeItem;

/// What an agency has in some items.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Summed {
    /// Σ W·p over the items with points.
    pub points: f64,
    /// Σ W·m over all items.
    pub most: f64,
    /// Σ W·m over the items with points.
    pub scored_most: f64,
    /// How many items have points.
    pub scored: u32,
    /// How many items there are.
    pub of: u32,
}

impl Summed {
    /// Whether no item lacks points, and there is one.
    pub fn is_complete(&self) -> bool {
        self.of > 0 && self.scored == self.of
    }

    /// Share of the most points of all items, in percent; what is missing adds nothing.
    pub fn share(&self) -> Option<f64> {
        (self.most > 0.0).then(|| self.points / self.most * 100.0)
    }

    /// Share of the most points of the items that have points, in percent.
    pub fn share_of_scored(&self) -> Option<f64> {
        (self.scored_most > 0.0).then(|| self.points / self.scored_most * 100.0)
    }
}

/// Sums the points that an agency has, by item, over some items; groups among them add nothing.
pub fn summed(items: &[CompositeItem], points: &HashMap<&str, f64>) -> Summed {
    let mut sum = Summed::default();
    for item in items {
        let Some(most) = item.most else { continue };
        sum.of += 1;
        sum.most += item.full_weight * most;
        if let Some(points) = points.get(item.id.as_str()) {
            sum.scored += 1;
            sum.points += item.full_weight * points;
            sum.scored_most += item.full_weight * most;
        }
    }
    sum
}

/// Sums are told apart to a millionth: 0,1 + 0,2 is 0,3.
fn grain(value: f64) -> i128 {
    (value * 1e6).round() as i128
}

/// The rank of each value, highest first; equal values share a rank and the next ones count on: 1, 2, 2, 4.
pub fn ranks(values: &[Option<f64>]) -> Vec<Option<u32>> {
    let grains: Vec<Option<i128>> = values.iter().map(|value| value.map(grain)).collect();
    grains.iter().map(|own| own.map(|own| 1 + grains.iter().flatten().filter(|other| **other > own).count() as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::structure::tests::tree;
    use super::*;

    #[test]
    fn equal_points_share_a_rank() {
        let ranked = |values: &[f64]| ranks(&values.iter().map(|value| Some(*value)).collect::<Vec<_>>()).into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(ranked(&[80.0, 90.0, 80.0, 70.0]), [2, 1, 2, 4]);
        assert_eq!(ranked(&[5.0, 5.0, 5.0]), [1, 1, 1]);
        assert_eq!(ranked(&[0.1 + 0.2, 0.3, 0.4]), [2, 2, 1], "sums of the same points are the same");
        assert_eq!(ranks(&[Some(1.0), None, Some(2.0)]), [Some(2), None, Some(1)]);
    }

    #[test]
    fn shares_by_hand() {
        // W·m: 2·10 = 20, 2·3·5 = 30, 8. W·p: 2·8 = 16, 6·4 = 24, 6.
        let items = tree(&[("1", "", 0.0, 2.0), ("1.1", "1", 10.0, 1.0), ("1.2", "1", 5.0, 3.0), ("2", "", 0.0, 1.0), ("2.1", "2", 8.0, 1.0)]);
        let all = summed(&items, &HashMap::from([("1.1", 8.0), ("1.2", 4.0), ("2.1", 6.0)]));
        assert_eq!((all.points, all.most, all.scored, all.of), (46.0, 58.0, 3, 3));
        assert_eq!(all.share(), Some(46.0 / 58.0 * 100.0));
        assert!(all.is_complete());
        // Zero is given, missing is not: both add nothing, only one is complete.
        let zero = summed(&items, &HashMap::from([("1.1", 8.0), ("1.2", 4.0), ("2.1", 0.0)]));
        let missing = summed(&items, &HashMap::from([("1.1", 8.0), ("1.2", 4.0)]));
        assert_eq!((zero.points, missing.points), (40.0, 40.0));
        assert_eq!((zero.is_complete(), missing.is_complete()), (true, false));
        assert_eq!(missing.share_of_scored(), Some(80.0));
        assert_eq!(zero.share_of_scored(), Some(40.0 / 58.0 * 100.0));
    }

    #[test]
    fn nothing_has_no_share() {
        let empty = summed(&tree(&[("1", "", 0.0, 1.0)]), &HashMap::new());
        assert_eq!((empty.share(), empty.share_of_scored(), empty.is_complete()), (None, None, false));
    }
}
