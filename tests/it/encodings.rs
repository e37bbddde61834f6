//! Texts of eleven languages in fourteen encodings: what is decoded is what was written.
//!
//! Every text is three of the sentences of its language, in some order, so that no encoding is learnt by heart.

use copydesk::read::{Options, read};

/// A language: its sentences, and the encodings that its texts are written in where they are no Unicode.
struct Language {
    sentences: [&'static str; 5],
    encodings: &'static [&'static str],
}

const LANGUAGES: [Language; 11] = [
    Language {
        sentences: [
            "The ferry to Vardal costs £30 now, and the café on the quay has been shut since Monday.",
            "“Nobody asked us,” said the skipper – he had crossed the sound for thirty years.",
            "Repairs will take 12 days at a cost of €4m, the line’s owners said in a note to the port.",
            "Señora Muñoz, who runs the bakery, said she would row across herself if she had to.",
            "The council meets on Thursday to hear what the divers found under the northern pier.",
        ],
        encodings: &["windows-1252"],
    },
    Language {
        sentences: [
            "Die Fähre lief am Sonntag vor dem nördlichen Pier auf eine Sandbank, größere Schäden gab es nicht.",
            "„Wir hörten ein langes Kratzen“, sagte ein Bäcker aus dem Dorf, der täglich über den Sund fährt.",
            "Die Taucher prüfen bei Niedrigwasser, ob der Rumpf dicht ist; für Mittwoch ist die Anhörung angesetzt.",
            "Der Bürgermeister forderte, die Bojen müssten überprüft werden, bevor die nächste Fähre ausläuft.",
            "Schüler und Ärzte weichen auf den Zug aus, der über Österreich und die Brücke führt.",
        ],
        encodings: &["windows-1252", "windows-1250"],
    },
    Language {
        sentences: [
            "Le bac s’est échoué dimanche sur un banc de sable près de la jetée, où personne n’a été blessé.",
            "« Nous avons entendu un long crissement », a raconté une boulangère âgée de soixante ans.",
            "Les plongeurs vérifieront la coque à marée basse, a précisé la compagnie après l’échouement.",
            "Le maire réclame une enquête sur les bouées déplacées au printemps par les employés du port.",
            "La réouverture de la ligne est prévue mercredi, à condition que la météo le permette.",
        ],
        encodings: &["windows-1252"],
    },
    Language {
        sentences: [
            "El transbordador encalló el domingo en un banco de arena frente al muelle; nadie resultó herido.",
            "«Oímos un chirrido muy largo», contó una panadera que cruza el estrecho desde hace treinta años.",
            "La compañía anunció que los buzos revisarán el casco cuando baje la marea, según explicó el capitán.",
            "El alcalde pidió una investigación sobre las boyas que se movieron la pasada primavera.",
            "Mañana habrá un autobús gratuito para los niños y los ancianos que viven en la otra orilla.",
        ],
        encodings: &["windows-1252"],
    },
    Language {
        sentences: [
            "Prom osiadł w niedzielę na mieliźnie przed północnym pirsem, nikt nie został ranny.",
            "„Usłyszeliśmy długi zgrzyt”, powiedziała piekarka, która od trzydziestu lat pływa przez cieśninę.",
            "Nurkowie sprawdzą kadłub, gdy opadnie woda, poinformowała spółka żeglugowa w środę.",
            "Burmistrz zażądał śledztwa w sprawie boi, które przesunięto wiosną na żądanie rybaków.",
            "Dzieci dojeżdżają teraz do szkoły pociągiem, a podróż trwa o godzinę dłużej niż zwykle.",
        ],
        encodings: &["windows-1250", "iso-8859-2"],
    },
    Language {
        sentences: [
            "Trajekt v neděli najel na mělčinu před severním molem, nikdo nebyl zraněn.",
            "„Slyšeli jsme dlouhé skřípění,“ řekla pekařka, která se přes úžinu plaví už třicet let.",
            "Potápěči prohlédnou trup při odlivu, uvedla ve středu společnost, která linku provozuje.",
            "Starosta žádá vyšetření toho, proč byly bóje na jaře přemístěny blíž k pobřeží.",
            "Děti teď jezdí do školy vlakem a cesta jim trvá o hodinu déle než obvykle.",
        ],
        encodings: &["windows-1250"],
    },
    Language {
        sentences: [
            "Паром сел на мель у северного пирса в воскресенье, никто не пострадал, сообщила администрация порта.",
            "«Мы услышали долгий скрежет, а потом тишину», — рассказала жительница деревни, которая ехала на рынок.",
            "Водолазы осмотрят корпус во время отлива; остальные суда ходят по расписанию, заявили в компании.",
            "Мэр потребовал выяснить, почему весной передвинули буи, и назначил слушания на четверг.",
            "Школьники теперь ездят на поезде, и дорога занимает на час больше обычного.",
        ],
        encodings: &["windows-1251", "koi8-r"],
    },
    Language {
        sentences: [
            "Το πλοίο προσάραξε την Κυριακή σε αμμώδη ύφαλο μπροστά στη βόρεια προβλήτα, κανείς δεν τραυματίστηκε.",
            "«Ακούσαμε έναν μακρύ θόρυβο», είπε μια αρτοποιός που περνά το στενό εδώ και τριάντα χρόνια.",
            "Δύτες θα ελέγξουν το κύτος όταν πέσει η στάθμη του νερού, ανακοίνωσε η εταιρεία την Τετάρτη.",
            "Ο δήμαρχος ζήτησε έρευνα για τις σημαδούρες που μετακινήθηκαν την άνοιξη.",
            "Οι μαθητές πηγαίνουν τώρα στο σχολείο με το τρένο και φτάνουν μία ώρα αργότερα.",
        ],
        encodings: &["windows-1253"],
    },
    Language {
        sentences: [
            "Feribot pazar günü kuzey iskelesinin önünde kuma oturdu, kimse yaralanmadı, dedi liman başkanlığı.",
            "“Uzun bir gıcırtı duyduk”, diye anlattı otuz yıldır boğazı geçen yaşlı bir fırıncı.",
            "Dalgıçlar sular çekildiğinde gövdeyi inceleyecek; öteki gemiler her zamanki gibi çalışıyor.",
            "Belediye başkanı, ilkbaharda yeri değiştirilen şamandıralar için soruşturma istedi.",
            "Öğrenciler artık okula trenle gidiyor ve yol her gün bir saat daha uzun sürüyor.",
        ],
        encodings: &["windows-1254"],
    },
    Language {
        sentences: [
            "フェリーは日曜日、北の桟橋の沖で座礁したが、けが人はいなかったと港湾事務所が発表した。",
            "「長いきしむ音が聞こえました」と、三十年間この海峡を渡っているパン屋の女性は話した。",
            "潜水士が干潮時に船体を調べる予定で、ほかの船は通常どおり運航していると会社は説明した。",
            "町長は、春に移動された浮標について調査するよう求め、木曜日に会議を開く。",
            "子どもたちは今、電車で学校に通っており、いつもより一時間長くかかる。",
        ],
        encodings: &["shift_jis", "euc-jp"],
    },
    Language {
        sentences: [
            "渡轮星期天在北码头外的沙洲上搁浅，港务局说没有人受伤。",
            "一位三十年来每天过海峡的面包师说：“我们听见很长的摩擦声，然后什么也没有了。”",
            "公司表示，潜水员将在退潮时检查船体，其他船只照常航行。",
            "市长要求调查春天移动过的浮标，并将在星期四举行听证会。",
            "学生们现在坐火车上学，路上比平时多用一个小时。",
        ],
        encodings: &["gb18030"],
    },
];

/// Ten texts of a language: three sentences each, a paragraph for each.
fn texts(language: &Language) -> Vec<String> {
    let mut texts = Vec::new();
    for first in 0..5 {
        for step in 1..3 {
            let sentence = |at: usize| language.sentences[(first + at * step) % 5];
            texts.push(format!("{}\n\n{}\n\n{}\n", sentence(0), sentence(1), sentence(2)));
        }
    }
    texts
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let units = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    match label {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8 with mark" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "utf-16le" => [&[0xff, 0xfe][..], &units(u16::to_le_bytes)].concat(),
        "utf-16be" => [&[0xfe, 0xff][..], &units(u16::to_be_bytes)].concat(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a known label");
            let (bytes, _, has_lost) = encoding.encode(text);
            assert!(!has_lost, "{label} has no letters for {text}");
            bytes.into_owned()
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is for people to read")]
fn texts_are_decoded_as_they_were_written() {
    let (mut n, mut wrong) = (0, Vec::new());
    for language in &LANGUAGES {
        let unicode = ["utf-8", "utf-8 with mark", "utf-16le", "utf-16be"];
        for label in unicode.iter().chain(language.encodings) {
            for text in texts(language) {
                // They have no such marks.
                let text = match *label {
                    "iso-8859-2" | "koi8-r" => text.replace(['„', '”', '«', '»'], "\"").replace('—', "-"),
                    _ => text,
                };
                n += 1;
                let read = read("text", &encoded(&text, label), &Options::default()).expect("text").items.remove(0);
                if *read.article.text != *text {
                    wrong.push(format!("{label}: {:?} read as {:?}", text.chars().take(40).collect::<String>(), read.encoding));
                }
            }
        }
    }
    println!("{} of {n} texts are decoded exactly", n - wrong.len());
    assert!(wrong.len() * 100 <= n, "{} of {n}: {wrong:#?}", wrong.len());
}

#[test]
fn one_bad_byte_costs_one_word() {
    for language in &LANGUAGES {
        let text = texts(language).remove(0);
        let mut bytes = text.clone().into_bytes();
        let at = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        bytes.insert(at, 0xff);
        let read = read("text", &bytes, &Options::default()).expect("text").items.remove(0);
        assert_eq!(read.article.text.replace('\u{fffd}', ""), text);
        assert!(read.notes.iter().any(|note| note.starts_with("1 place is not UTF-8")), "{:?}", read.notes);
    }
}

#[test]
fn what_the_user_says_is_believed() {
    let options = Options { encoding: Some("windows-1251".parse().expect("known")), ..Options::default() };
    let bytes = encoded("Мэр", "windows-1251");
    assert_eq!(&*read("short", &bytes, &options).expect("text").items[0].article.text, "Мэр");
    assert!("no-such-thing".parse::<copydesk::read::TextEncoding>().is_err());
}
