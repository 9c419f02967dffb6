//! The words by which documents give tasks: what to do, who asks, what leads up to it, and what speaks
//! against a task. Each list is data; the rules that use them stand in `opening`.

use super::token::Words;

/// Verbs with which a task begins.
const VERBS: &[&str] = &[
    "ban hành", "bám sát", "báo cáo", "bảo đảm", "đảm bảo", "bảo vệ", "bổ sung", "bố trí", "cải cách", "cải thiện", "cải tạo", "cập nhật",
    "cân đối", "cấp", "chấn chỉnh", "chỉ đạo", "chia sẻ", "cho ý kiến", "chú trọng", "chuẩn bị", "chuẩn hóa", "chủ động", "chuyển đổi", "chuyển giao",
    "chống", "công bố", "công khai", "cung cấp", "cụ thể hóa", "đánh giá", "đào tạo", "đầu tư", "đăng ký", "đề xuất", "đề ra", "điều chỉnh", "đo lường",
    "đôn đốc", "đổi mới", "đơn giản hóa", "đồng bộ", "đưa", "đẩy mạnh", "đẩy nhanh", "gắn", "giải quyết", "giảm", "giám sát", "giữ", "góp ý", "gửi",
    "hạn chế", "hiện đại hóa", "hình thành", "hoàn tất", "hoàn thành", "hoàn thiện", "học tập", "hỗ trợ", "hợp tác", "huy động", "hướng dẫn", "kế thừa",
    "kết nối", "khai thác", "khắc phục", "khơi thông", "khuyến khích", "kiểm soát", "kiểm tra", "kiểm kê", "kiện toàn", "lãnh đạo", "làm rõ", "làm sạch",
    "làm việc", "lập", "lấy ý kiến", "liên thông", "lồng ghép", "lựa chọn", "mở rộng", "mua sắm", "nâng cao", "nâng cấp", "nắm bắt", "nghiên cứu", "ngăn chặn",
    "nhân rộng", "nộp", "phản ánh", "phát động", "phát hiện", "phát huy", "phát triển", "phân bổ", "phân cấp", "phân công", "phân tích", "phê duyệt",
    "phối hợp", "phổ biến", "phủ sóng", "phục vụ", "quan tâm", "quán triệt", "quản lý", "quyết định", "rà soát", "rút ngắn", "sắp xếp", "sơ kết", "số hóa",
    "sử dụng", "sửa đổi", "tái cấu trúc", "tăng", "tăng cường", "tạo", "tập hợp", "tập huấn", "tập trung", "tích hợp", "tiến hành", "tiếp cận",
    "tiếp nhận", "tiếp thu", "tiếp tục", "tiết kiệm", "tìm", "tinh giản", "tổ chức", "tổng hợp", "tổng kết", "tổng rà soát", "tuân thủ", "tuyên truyền",
    "thanh tra", "tháo gỡ", "tham mưu", "tham gia", "thay thế", "theo dõi", "thẩm định", "thể chế hóa", "thí điểm", "thiết kế", "thiết lập", "thông báo",
    "thống kê", "thống nhất", "thu hút", "thu thập", "thúc đẩy", "thực hiện", "thường xuyên", "trao đổi", "triển khai", "trình", "truyền thông", "tối ưu",
    "ứng dụng", "ưu tiên", "vận động", "vận hành", "xác định", "xác lập", "xác thực", "xây dựng", "xem xét", "xóa", "xóa bỏ", "xử lý", "xúc tiến",
];

/// Words in front of the verb.
const ADVERBS: &[&str] = &[
    "khẩn trương", "sớm", "ngay", "kịp thời", "nhanh chóng", "quyết liệt", "tích cực", "chủ động", "nghiêm túc", "tiếp tục", "tập trung",
    "thường xuyên", "định kỳ", "trực tiếp", "đồng thời", "cùng", "xem xét", "nhanh", "gấp rút", "hằng năm", "hằng quý", "hằng tháng",
];

/// Verbs that state an outcome of what stands before them, not a task of their own.
const CONTINUES: &[&str] = &["bảo đảm", "đảm bảo", "phục vụ", "gắn", "hình thành"];

/// Who asks.
const REQUESTERS: &[&str] = &[
    "thủ tướng", "phó thủ tướng", "chính phủ", "chủ tịch", "bộ trưởng", "ban chỉ đạo", "ủy ban", "hội nghị", "phiên họp", "thường trực", "bí thư", "tổng bí thư",
];

/// How it is asked.
const REQUESTS: &[&str] = &[
    "yêu cầu", "đề nghị", "giao nhiệm vụ cho", "giao trách nhiệm cho", "giao cho", "giao", "phân công", "chỉ đạo", "thống nhất giao", "nhấn mạnh yêu cầu",
];

/// What joins a sentence to the one before it.
const CONNECTORS: &[&str] = &[
    "trong đó", "đồng thời", "ngoài ra", "cùng với đó", "bên cạnh đó", "theo đó", "cụ thể", "cụ thể là", "từ đó", "mặt khác", "trong thời gian tới",
    "thời gian tới", "trước mắt", "riêng", "và", "do đó", "vì vậy", "trước hết", "sau đó", "trên cơ sở đó", "nhất là",
];

/// Connectors that go on with the task before them.
const GOES_ON: &[&str] = &["đồng thời", "ngoài ra", "cùng với đó", "bên cạnh đó", "trong đó"];

/// After a subject: it leads.
const FIRM: &[&str] = &[
    "chịu trách nhiệm chủ trì", "chịu trách nhiệm", "có trách nhiệm", "là cơ quan chủ trì", "có nhiệm vụ", "phải", "cần", "được giao", "nghiên cứu chủ trì",
];

/// After a name: it is told about, not asked.
const TOLD: &[&str] = &[
    "đã", "đang", "vừa", "sẽ", "được", "bị", "là", "của", "và", "có", "về", "tại", "trong", "theo", "cho", "nói", "nêu", "để", "do", "với", "từ", "đến",
    "cho biết", "cho rằng", "trở thành", "trên", "đạt", "gồm", "như", "ở", "này", "trước",
];

/// The whole clause is a report or an appeal.
const REPORTS: &[&str] = &[
    "tin tưởng", "cho biết", "cho rằng", "bày tỏ", "nhận định", "mong muốn", "thống nhất đánh giá", "đánh giá cao", "thông tin tới báo chí", "quyết tâm cao hơn",
    "biểu dương", "ghi nhận", "hoan nghênh", "thông báo để", "xin thông báo",
];

/// What a labelled line says of the task before it: "Cơ quan chủ trì: …".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Lead,
    Coordinating,
    Deadline,
    Product,
}

const LABELS: &[(Label, &[&str])] = &[
    (Label::Lead, &["cơ quan chủ trì", "đơn vị chủ trì", "cơ quan thực hiện", "đơn vị thực hiện", "chủ trì"]),
    (Label::Coordinating, &["cơ quan phối hợp", "đơn vị phối hợp", "phối hợp"]),
    (Label::Deadline, &["thời hạn hoàn thành", "thời gian hoàn thành", "thời gian thực hiện", "thời hạn thực hiện", "thời hạn", "thời gian", "hạn hoàn thành", "hoàn thành"]),
    (Label::Product, &["sản phẩm dự kiến", "sản phẩm", "kết quả đầu ra", "sản phẩm đầu ra"]),
];

const ORDINALS: &[&str] = &["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// Which way a part of the text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing said yet.
    Open,
    /// Tasks are being given.
    Tasks,
    /// Results or targets are being told.
    Told,
}

/// Whether a paragraph says what follows: tasks, or what was done and aimed at.
pub(super) fn mode(words: &Words, before: Mode) -> Mode {
    let says = |phrases: &[&str]| words.finds_any(0, words.len(), phrases).is_some();
    let short = words.len() <= 14;
    let opens = words.text.ends_with(':');
    let of_tasks = says(&["nhiệm vụ", "giải pháp"])
        && (short || opens || says(&["thời gian tới", "trọng tâm", "triển khai cụ thể", "nhiệm vụ cụ thể", "nhiệm vụ sau"]));
    let begins = |phrases: &[&str]| words.says_any(0, phrases).is_some();
    if begins(&["mục tiêu", "các mục tiêu", "các chỉ tiêu", "chỉ tiêu"]) {
        Mode::Told
    } else if says(&["tổ chức thực hiện"]) && short {
        Mode::Tasks
    } else if (short && says(&["kết quả", "tồn tại", "hạn chế", "nguyên nhân", "đánh giá", "quan điểm", "bối cảnh"]) && !of_tasks)
        || (says(&["đã đạt được", "đạt được một số"]) && says(&["kết quả"]))
        || says(&["cho biết", "tin tưởng rằng", "thông tin tới báo chí"])
    {
        Mode::Told
    } else if of_tasks {
        Mode::Tasks
    } else {
        before
    }
}

/// Whether an action begins at a word: a verb, or an adverb with a verb behind it.
pub(super) fn acts(words: &Words, at: usize) -> bool {
    words.says_any(at, VERBS).is_some() || adverb(words, at).is_some_and(|length| words.says_any(at + length, VERBS).is_some() || words.get(at + length).is_some())
}

/// How many words an adverb in front of a verb takes.
pub(super) fn adverb(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, ADVERBS)
}

/// An outcome of what stands before it.
pub(super) fn only_continues(words: &Words, at: usize) -> bool {
    words.says_any(at, CONTINUES).is_some()
}

pub(super) fn connector(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, CONNECTORS)
}

pub(super) fn goes_on(words: &Words, at: usize) -> bool {
    words.says_any(at, GOES_ON).is_some()
}

pub(super) fn firm(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, FIRM)
}

pub(super) fn is_told(words: &Words, at: usize) -> bool {
    words.says_any(at, TOLD).is_some()
}

pub(super) fn reports(words: &Words, from: usize, to: usize) -> bool {
    words.finds_any(from, to, REPORTS).is_some()
}

pub(super) fn request(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, REQUESTS)
}

pub(super) fn requester(words: &Words, at: usize) -> Option<usize> {
    words.says_any(at, REQUESTERS)
}

/// "Thứ nhất,", "Một là,": how many words it takes.
pub(super) fn ordinal(words: &Words, at: usize) -> Option<usize> {
    let number = |place| words.says_any(place, ORDINALS).is_some();
    if words.says(at, "thứ").is_some() && number(at + 1) {
        Some(2)
    } else if words.says(at + 1, "là").is_some() && (number(at) || words.says(at, "một").is_some()) {
        Some(2)
    } else {
        None
    }
}

/// The label at a word, and the word behind its colon.
pub(super) fn label(words: &Words, at: usize) -> Option<(Label, usize)> {
    LABELS
        .iter()
        .filter_map(|(label, phrases)| words.says_any(at, phrases).map(|length| (*label, at + length)))
        .filter(|(_, after)| words.gap(*after).trim_start().starts_with(':'))
        .max_by_key(|(_, after)| *after)
}
