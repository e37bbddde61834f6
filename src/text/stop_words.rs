//! Function words of the languages that newsrooms send us, by folded form.
//!
//! In: a folded word. Out: whether it is a function word, which carries no evidence of reuse by itself. A language that is not
//! listed loses nothing but sharpness: short words count as function words everywhere.

use super::fold;

/// Function words, one language a line: English, German, French, Spanish, Portuguese, Italian, Dutch, Indonesian, Russian, Arabic, Hindi.
const WORDS: &[&str] = &[
    "a about after again against all also am an and any are aren't as at be because been before being between both but by can can't could did do does don't down during each few for from further get had has have having he he's her here him himself his how i if in into is isn't it it's its itself just many may me might more most much must my no nor not now of off on once one only or other our out over own per said say says same she should so some such than that that's the their them then there these they this those through to too two under until up upon us very was wasn't we were what when where which while who whom whose why will with within without would yet you your",
    "aber alle als also am an auch auf aus bei beim bereits bis da damit dann das dass dem den denn der des die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa für gegen habe haben hat hatte hatten hier ich ihm ihn ihr ihre im in ins ist ja kann kein keine können man mehr mit muss nach nicht noch nun nur ob oder ohne sagte sagt sehr sei seien sein seine seit sich sie sind so soll sollen über um und uns unter vom von vor war waren was wegen weil wenn werden wie wieder will wir wird worden wurde wurden zu zum zur zwei zwischen",
    "à au aux avec ce ces cette comme d'un d'une dans de des deux du elle en entre est et être eu fait il ils je l' la le les leur leurs lui mais même ne nous on ont ou où par pas plus pour qu'il que qui s'est sa sans se ses selon son sont sous sur tout tous très un une vers était été",
    "al ante aunque como con contra cuando de del desde dijo donde dos durante e el ella ellos en entre era es esta está estaba este esto fue ha había han hasta hay la las le les lo los más me mi muy ni no nos o otra otro para pero por porque que qué quien se según ser si sí sin sobre son su sus también tras tiene todo todos un una uno y ya",
    "ao aos as até com como da das de do dos e ela ele em entre era essa esse esta está este foi há isso já mais mas mesmo muito na não nas no nos o os ou para pela pelo por quando que se sem ser seu seus sobre sua são também tem um uma",
    "agli ai al alla alle anche che chi ci come con da dal dalla degli dei del della delle di dopo e è era fra gli ha hanno i il in la le lo loro ma nei nel nella non o per più se si sono stato su sua sul sulla suo tra un una",
    "aan al als bij dan dat de deze die dit door een en er had heeft het hij hun ik in is kan maar meer met naar niet nog of om onder ook op over te tot uit van voor was werd wel wordt worden ze zich zijn zo zou",
    "ada adalah agar akan atau bagi bahwa banyak beberapa bisa dalam dan dapat dari dengan di dia hanya harus hingga ia ini itu jadi jika juga kami karena kata katanya ke kepada lagi lain lebih mereka oleh pada para saat saja sangat satu sebagai sebelum secara sedang sejak seperti serta setelah sudah tak telah tentang tersebut tidak untuk ujar ujarnya yang",
    "а без был была были было быть в во все вы где да для до его ее если есть еще же за и из или им их к как когда который которые ко лет ли мы на над не него нет но о об он она они от по под после при с со так также то того только что чтобы это этого я",
    "إلى إن أن أو أي التي الذي الذين بعد بن بين حتى حول خلال ذلك سوف على عن عند عندما غير فى في قال قالت قبل قد كان كانت كل كما لا لم لن له لها ما مع من منذ هذا هذه هو هي هناك و ولا وقال وقد وكان ومن يوم",
    "अब आज इस इसके उन उनके उस उसके एक ऐसे और कर करने कहा का कि किया की के को कोई गया जा जो तक तो था थी थे दिया दो न नहीं ने पर बाद भी में यह या ये रहा रहे लिए वह वे साथ से हुए है हैं हो होने",
];

/// Whether a folded word is a function word: listed, or a single letter of a script with case, or a digit.
pub(crate) fn is_stop_word(form: &str, sorted: &[&str]) -> bool {
    form.len() == 1 || sorted.binary_search(&form).is_ok()
}

/// All listed words, sorted, for [`is_stop_word`]; made once.
pub(crate) fn sorted() -> &'static [&'static str] {
    static SORTED: std::sync::OnceLock<Vec<&'static str>> = std::sync::OnceLock::new();
    SORTED.get_or_init(|| {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|line| line.split(' ')).collect();
        words.sort_unstable();
        words.dedup();
        words
    })
}

/// The keys of all function words, for a look-up that costs no string comparison.
pub(crate) struct StopKeys {
    slots: Vec<u64>,
}

impl StopKeys {
    const SLOTS: usize = 4096;

    /// The table; made once.
    pub(crate) fn get() -> &'static StopKeys {
        static KEYS: std::sync::OnceLock<StopKeys> = std::sync::OnceLock::new();
        KEYS.get_or_init(|| {
            // A slot of 0 is empty; no listed word has that key.
            let mut slots = vec![0; Self::SLOTS];
            for word in sorted() {
                let key = fold::key(word);
                let mut at = key as usize % Self::SLOTS;
                while slots[at] != 0 {
                    at = (at + 1) % Self::SLOTS;
                }
                slots[at] = key;
            }
            StopKeys { slots }
        })
    }

    /// Whether the word with this key is listed, or is a single byte long; agrees with [`is_stop_word`].
    pub(crate) fn is_stop(&self, key: u64, form: &str) -> bool {
        let mut at = key as usize % Self::SLOTS;
        while self.slots[at] != 0 {
            if self.slots[at] == key {
                return true;
            }
            at = (at + 1) % Self::SLOTS;
        }
        form.len() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_function_words_of_many_languages() {
        for word in ["the", "und", "dans", "según", "yang", "что", "في", "में", "'"] {
            assert!(is_stop_word(word, sorted()), "{word}");
            assert!(StopKeys::get().is_stop(fold::key(word), word), "{word}");
        }
        for word in ["surrender", "daraya", "übergabe", "叙", "20"] {
            assert!(!is_stop_word(word, sorted()), "{word}");
            assert!(!StopKeys::get().is_stop(fold::key(word), word), "{word}");
        }
    }
}
