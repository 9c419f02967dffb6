//! Whether a word may be a Vietnamese syllable: one initial, one rhyme, one tone at the most. This is how text in an
//! unknown encoding is told: read by the right table it is made of syllables, read by a wrong one it is not.

use unicode_normalization::UnicodeNormalization;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

const INITIALS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v",
    "x",
];

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay \
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêu uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyp uyt uyu uyêt uyên \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych yn ynh yt yêm yên yêng yêt yêu";

/// Rhymes whose last letter only glides and bears no tone.
const GLIDES: &[&str] = &["ao", "eo", "ai", "oi", "ôi", "ơi", "ui", "ưi", "ay", "ây", "au", "âu", "êu", "iu", "ưu"];

/// Whether a word, in whatever case, may be a syllable.
pub fn is_one(word: &str) -> bool {
    let (mut tones, mut on_last) = (0, false);
    let bare: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let tone = TONES.contains(c);
            tones += usize::from(tone);
            on_last = tone || (on_last && ('\u{300}'..='\u{36F}').contains(c));
            !tone
        })
        .nfc()
        .collect();
    tones <= 1
        && !(on_last && GLIDES.iter().any(|glide| bare.ends_with(glide)))
        && INITIALS.iter().any(|initial| {
            let rhyme = bare.strip_prefix(initial).filter(|rhyme| !rhyme.is_empty());
            rhyme.is_some_and(|rhyme| RHYMES.split_ascii_whitespace().any(|known| known == rhyme))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        let text = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc chuyển đổi số quốc gia đẩy mạnh phát triển hạ tầng quyết \
                    định Nguyễn Quỳnh giữa gì giếng khoản thuở khuya ngoằn uỷ Ủy ban nhân dân huyện thoả thuận yêu nghiêng QUÝ";
        for word in text.split_ascii_whitespace() {
            assert!(is_one(word), "{word}");
        }
        for word in ["hßa", "chñ", "ViÖt", "§éc", "lËp", "hoøa", "xaõ", "taó", "tr", "không1", "abc", "été", "naïve", "quốcgia", ""] {
            assert!(!is_one(word), "{word}");
        }
    }
}
