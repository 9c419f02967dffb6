//! Places for labels beside their points: the first free place wins, so that no label lies
//! on another, on a point or on the label of a line.

use super::sheet::Area;

/// What already occupies the drawing.
#[derive(Default)]
pub(crate) struct Occupied(Vec<Area>);

impl Occupied {
    pub(crate) fn add(&mut self, area: Area) {
        self.0.push(area);
    }

    fn free(&self, area: &Area) -> bool {
        !self.0.iter().any(|other| other.overlaps(area))
    }

    /// The first place around `point` where a label of this size is free and inside
    /// `bounds`; the place is taken. `reach` is the distance from the point.
    pub(crate) fn beside(
        &mut self,
        point: (f64, f64),
        (width, height): (f64, f64),
        reach: f64,
        bounds: Area,
    ) -> Option<Area> {
        let (x, y) = point;
        let at = |left: f64, top: f64| Area {
            left,
            top,
            right: left + width,
            bottom: top + height,
        };
        // A label above or below may slide sideways to stay inside.
        let slid = (x - width / 2.0).min(bounds.right - width).max(bounds.left);
        let places = [
            at(slid, y - reach - height),
            at(slid, y + reach),
            at(x + reach, y - height / 2.0),
            at(x - reach - width, y - height / 2.0),
            at(x + reach * 0.5, y - reach - height),
            at(x - reach * 0.5 - width, y - reach - height),
            at(x + reach * 0.5, y + reach),
            at(x - reach * 0.5 - width, y + reach),
        ];
        let inside = |area: &Area| {
            area.left >= bounds.left - 0.5
                && area.right <= bounds.right + 0.5
                && area.top >= bounds.top - 0.5
                && area.bottom <= bounds.bottom + 0.5
        };
        let place = places
            .into_iter()
            .find(|area| inside(area) && self.free(area))?;
        self.add(place);
        Some(place)
    }

    /// The first of the places offered that is free; the place is taken.
    pub(crate) fn first_free(&mut self, places: impl IntoIterator<Item = Area>) -> Option<Area> {
        let place = places.into_iter().find(|area| self.free(area))?;
        self.add(place);
        Some(place)
    }
}
