//! Numbers: figures, and number words of several languages.
//!
//! In: an edited group. Out: whether its numbers changed. `1,400` is `1.400` is `1400`, `12` is `twelve`; a language whose number
//! words are not listed is read by its figures alone.

use super::{Flagged, Things, Version, replaced};
use crate::text::Word;

/// Number words by value; a word stands in the list of its value, one value a line.
const WORDS: &[(&str, &str)] = &[
    ("2", "two both zwei dos deux due dois dois twee два две двух اثنان दो 二 两 兩"),
    ("3", "three drei tres trois tre três drie три трех трёх ثلاثة तीन 三"),
    ("4", "four vier cuatro quatre quattro quatro четыре четырех أربعة चार 四"),
    ("5", "five fünf cinco cinq cinque vijf пять пяти خمسة पांच पाँच 五"),
    ("6", "six sechs seis sei zes шесть шести ستة छह 六"),
    ("7", "seven sieben siete sept sette sete zeven семь семи سبعة सात 七"),
    ("8", "eight acht ocho huit otto oito восемь восьми ثمانية आठ 八"),
    ("9", "nine neun nueve neuf nove negen девять девяти تسعة नौ 九"),
    ("10", "ten zehn diez dix dieci dez tien десять десяти عشرة दस 十"),
    ("11", "eleven elf once onze undici одиннадцать"),
    ("12", "twelve zwölf doce douze dodici doze twaalf двенадцать dozen dutzend docena douzaine"),
    ("13", "thirteen dreizehn trece treize tredici treze dertien тринадцать"),
    ("14", "fourteen vierzehn catorce quatorze quattordici catorze veertien четырнадцать"),
    ("15", "fifteen fünfzehn quince quinze quindici vijftien пятнадцать"),
    ("16", "sixteen sechzehn dieciséis seize sedici dezesseis zestien шестнадцать"),
    ("17", "seventeen siebzehn diecisiete diciassette dezessete zeventien семнадцать"),
    ("18", "eighteen achtzehn dieciocho diciotto dezoito achttien восемнадцать"),
    ("19", "nineteen neunzehn diecinueve diciannove dezenove negentien девятнадцать"),
    ("20", "twenty zwanzig veinte vingt venti vinte twintig двадцать बीस"),
    ("30", "thirty dreißig treinta trente trenta trinta dertig тридцать"),
    ("40", "forty vierzig cuarenta quarante quaranta quarenta veertig сорок"),
    ("50", "fifty fünfzig cincuenta cinquante cinquanta cinquenta vijftig пятьдесят"),
    ("60", "sixty sechzig sesenta soixante sessanta sessenta zestig шестьдесят"),
    ("70", "seventy siebzig setenta settanta zeventig семьдесят"),
    ("80", "eighty achtzig ochenta ottanta oitenta tachtig восемьдесят"),
    ("90", "ninety neunzig noventa novanta negentig девяносто"),
    ("100", "hundred hundert cien ciento cent cento cem honderd сто सौ 百 مئة"),
    ("1000", "thousand tausend mil mille mila duizend тысяча тысячи тысяч हजार 千 ألف"),
    ("1000000", "million millionen millón millones millions milione milioni milhão milhões miljoen миллион миллиона миллионов مليون"),
    ("1000000000", "billion milliarde milliarden milliard milliards miliardo miliardi miljard миллиард миллиарда миллиардов مليار"),
    ("0.5", "half hälfte mitad moitié metà metade helft половина"),
    ("3rd", "third dritte dritten dritter tercero tercer tercera troisième terzo terza terceiro derde третий третья"),
    ("4th", "fourth vierte vierten vierter cuarto cuarta quatrième quarto quarta vierde четвертый четвёртый"),
    ("5th", "fifth fünfte fünften fünfter quinto quinta cinquième vijfde пятый"),
];

/// Whether the numbers of the group changed.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> bool {
    let same = |a: &String, b: &String| a == b;
    replaced(group, &Things { of_old: |at| of(&group.old, at), of_new: |at| of(&group.new, at), same, may_be_paraphrased: true })
}

fn of(version: &Version<'_, '_>, at: usize) -> Option<String> {
    version.tokens[at].word.and_then(|word| value(version, word))
}

/// The value of a number, written one way; none if the word is no number.
fn value(version: &Version<'_, '_>, word: &Word) -> Option<String> {
    let form = version.form(word);
    if !word.number {
        return WORDS.iter().find(|(_, words)| words.split(' ').any(|other| other == form)).map(|(value, _)| (*value).to_string());
    }
    // A separator before exactly three digits marks thousands: 1,400 and 1.400.
    let parts: Vec<&str> = form.split([',', '.', '\'', '’']).collect();
    let is_grouped = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_grouped { parts.concat() } else { form.replace(',', ".") })
}
