//! The columns of the register as a table shows them, and which of them take text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A column of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskColumn {
    /// Mã.
    Code,
    /// Nhiệm vụ.
    Statement,
    /// Sản phẩm.
    Product,
    /// Nội dung: the main focus area.
    FocusArea,
    /// Chủ trì.
    Agency,
    /// Phối hợp.
    Coordinating,
    /// Văn bản giao: where it stands.
    Document,
    /// Thời hạn: the current one.
    Deadline,
    /// Thời hạn ban đầu: as first given.
    Original,
    /// How many times it was extended.
    Extended,
    /// Tình trạng.
    Status,
    /// Days late.
    Late,
    /// Obligations done of all.
    Done,
    /// Mức ưu tiên.
    Priority,
    /// Chuyên viên theo dõi.
    Owner,
    /// Lãnh đạo giao.
    AssignedBy,
    /// Thẻ.
    Tags,
    /// Tiến độ: the latest note.
    Progress,
    /// Khó khăn, vướng mắc: of the latest note.
    Difficulties,
    /// Kiến nghị: of the latest note.
    Proposals,
    /// Ngày giao.
    AssignedOn,
    /// Ghi chú.
    Note,
}

impl TaskColumn {
    /// Whether text can be written into it; the others are computed or kept elsewhere.
    pub fn takes_text(self) -> bool {
        use TaskColumn::*;
        !matches!(self, Document | Extended | Status | Late | Done | Progress | Difficulties | Proposals)
    }
}
