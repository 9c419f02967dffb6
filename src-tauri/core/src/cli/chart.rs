//! `so35 chart`: names the kinds, draws one into a file, or every one of them into a folder.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value, json};
use so35::chart::ChartKind;
use so35::error::{Error, Result};
use so35::problem::Problem;

use super::{Shell, text};

impl Shell {
    pub(super) fn chart(&self, given: &ArgMatches) -> Result<()> {
        if given.get_flag("list") {
            let about = |kind: &ChartKind| json!({"kind": kind.as_str(), "about": self.words.get(&format!("chart.kind.{}", kind.as_str()))});
            self.print(&Value::Array(ChartKind::ALL.iter().map(about).collect()));
            return Ok(());
        }
        if let Some(folder) = given.get_one::<PathBuf>("gallery") {
            return self.gallery(given, folder);
        }
        let kind = text(given, "kind").ok_or_else(|| Error::input("kind", Problem::new("required")))?;
        let path = text(given, "out").unwrap_or_else(|| format!("{kind}.svg"));
        let mut save = json!({"chart": request(given, &kind), "path": path});
        if let Some(scale) = given.get_one::<u32>("scale") {
            save["scale"] = json!(scale);
        }
        self.job("chart_save", save)
    }

    /// Every kind as SVG, PNG and PDF. An indicator that is not named is the one with most figures; in a book without
    /// one, the kinds that draw one are left out.
    fn gallery(&self, given: &ArgMatches, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        let indicator = match text(given, "indicator") {
            Some(indicator) => Some(indicator),
            None => self.richest(given)?,
        };
        let mut made = Vec::new();
        for kind in ChartKind::ALL {
            let mut chart = request(given, kind.as_str());
            let needs = |field: &str| kind.takes().iter().any(|takes| takes.required && json!(takes.field) == field);
            chart["chart"]["indicator"] = match (needs("indicator"), &indicator) {
                (true, None) => continue,
                (true, Some(indicator)) => json!(indicator),
                (false, _) => json!(text(given, "indicator")),
            };
            for ending in ["svg", "png", "pdf"] {
                let path = folder.join(format!("{}.{ending}", kind.as_str()));
                let saved = self.call("chart_save", json!({"chart": chart, "path": path}))?;
                made.push(saved["value"].clone());
            }
        }
        self.print(&Value::Array(made));
        Ok(())
    }

    /// The code of the indicator with most figures; of several the first. None in a book without one.
    fn richest(&self, given: &ArgMatches) -> Result<Option<String>> {
        let list = self.call("indicator_list", json!({"as_of": text(given, "as-of")}))?;
        let rows = list["value"]["rows"].as_array().cloned().unwrap_or_default();
        let points = |row: &Value| row["points"].as_array().map_or(0, Vec::len);
        let best = rows.iter().rev().max_by_key(|row| points(row));
        Ok(best.and_then(|row| row["code"].as_str().map(str::to_owned)))
    }
}

/// The chart that the arguments ask for.
fn request(given: &ArgMatches, kind: &str) -> Value {
    let indicators: Option<Vec<&String>> = given.get_many::<String>("indicators").map(Iterator::collect);
    json!({
        "chart": {
            "kind": kind,
            "as_of": text(given, "as-of"),
            "since": text(given, "since"),
            "basis": text(given, "basis"),
            "by": text(given, "by"),
            "measure": text(given, "measure"),
            "task": text(given, "task"),
            "indicator": text(given, "indicator"),
            "indicators": indicators,
            "focus_area": text(given, "focus-area"),
            "agency": text(given, "agency"),
            "agency_group": text(given, "group"),
            "document": text(given, "document"),
            "period": text(given, "period"),
            "calendar": text(given, "calendar"),
            "title": text(given, "title"),
        },
        "theme": text(given, "theme"),
        "width": given.get_one::<u32>("width"),
        "height": given.get_one::<u32>("height"),
    })
}
