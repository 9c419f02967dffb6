//! The lights of an indicator, and where one ends and the next begins.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// The light beside an indicator.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Đã đạt.
    Achieved,
    /// Đúng tiến độ: from 0,95 on, as usually set.
    OnTrack,
    /// Cần đẩy nhanh: 0,60 to 0,95.
    SpeedUp,
    /// Chậm: 0 to 0,60.
    Slow,
    /// Đi ngược: below 0, or a target that was met and is lost again.
    MovingAway,
    /// Không đạt: the target day has passed, and the figure of that day or later does not meet the target.
    Missed,
    /// Chưa có số liệu.
    NoData,
    /// Chưa đến kỳ: the first figure is not expected yet.
    NotDue,
    /// Không đánh giá được, for the reason given.
    CannotAssess,
}

impl Band {
    /// Every band, the best light first.
    pub const ALL: [Band; 9] = [
        Band::Achieved,
        Band::OnTrack,
        Band::SpeedUp,
        Band::Slow,
        Band::MovingAway,
        Band::Missed,
        Band::NoData,
        Band::NotDue,
        Band::CannotAssess,
    ];
}

/// Where the bands meet. Each begins where the next better one ends, so there is no gap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema, TS)]
pub struct Thresholds {
    /// From here on: on track.
    on_track: f64,
    /// From here on: must speed up.
    speed_up: f64,
    /// From here on: slow. Below: moving away.
    slow: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            on_track: 0.95,
            speed_up: 0.60,
            slow: 0.0,
        }
    }
}

impl Thresholds {
    /// Those of the UN SDG Progress Chart: on track, fair, limited or none, deterioration.
    pub const UN_PROGRESS_CHART: Thresholds = Thresholds { on_track: 0.95, speed_up: 0.5, slow: -0.1 };

    /// Own thresholds.
    ///
    /// # Errors
    /// `progress.thresholds` unless all are finite and each is below the one before.
    pub fn new(on_track: f64, speed_up: f64, slow: f64) -> Result<Self, Problem> {
        let finite = [on_track, speed_up, slow].iter().all(|x| x.is_finite());
        if finite && on_track > speed_up && speed_up > slow {
            Ok(Thresholds {
                on_track,
                speed_up,
                slow,
            })
        } else {
            Err(Problem::new("progress.thresholds")
                .with("on_track", on_track)
                .with("speed_up", speed_up)
                .with("slow", slow))
        }
    }

    /// L from which an indicator is on track.
    pub fn on_track(&self) -> f64 {
        self.on_track
    }

    /// L from which it must speed up.
    pub fn speed_up(&self) -> f64 {
        self.speed_up
    }

    /// L from which it is slow; below, it moves away.
    pub fn slow(&self) -> f64 {
        self.slow
    }

    /// A value on a threshold belongs to the better band, also when arithmetic fell short of it by the
    /// last digits of a binary fraction.
    pub(super) fn band(&self, level: f64) -> Band {
        let reaches = |threshold: f64| level >= threshold - 1e-9;
        if reaches(self.on_track) {
            Band::OnTrack
        } else if reaches(self.speed_up) {
            Band::SpeedUp
        } else if reaches(self.slow) {
            Band::Slow
        } else {
            Band::MovingAway
        }
    }
}

/// Thresholds that were stored or sent are checked like any others.
impl<'de> Deserialize<'de> for Thresholds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Unchecked {
            on_track: f64,
            speed_up: f64,
            slow: f64,
        }
        let raw = Unchecked::deserialize(deserializer)?;
        Thresholds::new(raw.on_track, raw.speed_up, raw.slow).map_err(serde::de::Error::custom)
    }
}
