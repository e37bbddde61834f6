//! The words by which desks mark furniture, in the languages of the large agencies.
//!
//! In: the beginning of a line, a word, or what stands in a bracket. Out: whether a list knows it. Lists are short on purpose:
//! the rules that use them ask for a shape as well, and a language that is missing here only leaves furniture in the story.

use std::sync::LazyLock;

/// Openings of lines, compared without regard to case and to the style of apostrophes.
pub(super) struct Phrases {
    sorted: Vec<&'static str>,
    /// Where the phrases of each ASCII letter begin, and behind them the first that does not begin with ASCII.
    from: [u16; 129],
}

impl Phrases {
    fn new(list: &'static str) -> Self {
        let mut sorted: Vec<&str> = list.split(['|', '\n']).map(str::trim).filter(|phrase| !phrase.is_empty()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut from = [0; 129];
        for (letter, place) in (0_u8..=128).zip(&mut from) {
            *place = sorted.partition_point(|phrase| phrase.as_bytes()[0] < letter) as u16;
        }
        Phrases { sorted, from }
    }

    /// How many bytes of `line` the longest phrase takes that it opens with. Looks only at phrases with the same first letter.
    pub(super) fn opening(&self, line: &str) -> Option<usize> {
        let first = line.chars().next().map(folded)?;
        let same = if first.is_ascii() {
            let letter = first as usize;
            &self.sorted[usize::from(self.from[letter])..usize::from(self.from[letter + 1])]
        } else {
            &self.sorted[usize::from(self.from[128])..]
        };
        // Among phrases of one ASCII letter the second narrows the search, unless it may be an apostrophe of another style.
        let second = line.as_bytes().get(1).map(u8::to_ascii_lowercase).filter(|byte| byte.is_ascii() && *byte != b'`' && first.is_ascii());
        let (start, end) = match second {
            Some(second) => (same.partition_point(|phrase| phrase.as_bytes().get(1).is_some_and(|byte| *byte < second)), second),
            None => (0, u8::MAX),
        };
        // One-letter phrases come first.
        let single = same.iter().take_while(|phrase| phrase.len() == 1);
        let more = same[start..].iter().take_while(|phrase| phrase.as_bytes().get(1).is_none_or(|byte| *byte <= end));
        single.chain(more).filter_map(|phrase| opening_with(line, phrase)).max()
    }

    /// Whether `line` is one of the phrases and no more.
    pub(super) fn is_one(&self, line: &str) -> bool {
        self.opening(line) == Some(line.len())
    }
}

fn opening_with(line: &str, phrase: &str) -> Option<usize> {
    let mut chars = line.char_indices();
    for wanted in phrase.chars() {
        if chars.next().map(|(_, c)| folded(c)) != Some(wanted) {
            return None;
        }
    }
    let end = chars.offset();
    // Scripts without blanks have no word borders to look for.
    let word_goes_on = phrase.ends_with(|c: char| c.is_alphanumeric() && c < '\u{2e80}') && line[end..].starts_with(char::is_alphanumeric);
    (!word_goes_on).then_some(end)
}

fn folded(c: char) -> char {
    match c {
        '’' | '‘' | '`' => '\'',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $list:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Phrases> = LazyLock::new(|| Phrases::new($list));)*
    };
}

/// Words that reserve rights, in small letters, anywhere in a line.
pub(super) const RIGHTS: [&str; 15] = [
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "tous droits de reproduction",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "все права защищены",
    "جميع الحقوق محفوظة",
    "版权所有",
    "無断転載",
    "may not be published, broadcast",
    "click for restrictions",
    "thomson reuters trust principles",
];

phrases! {
    /// Agencies, as they stand in a dateline's bracket or a sign-off.
    AGENCIES = "reuters|thomson reuters|thomson reuters foundation|ap|associated press|the associated press|afp|afp-jiji|agence france-presse|upi|dpa|dpa-afx|dpa/lno
        apa|apa/red|sda|sda-ats|ats|ansa|efe|lusa|belga|anp|ntb|tt|ritzau|stt|pap|ctk|čtk|mti|agi|adnkronos|lapresse|europa press|ep|ots|epd|kna|sid|ddp|dapd|dts|rtr
        pa|pa media|press association|bloomberg|dow jones|marketwatch|cnn|cnbc|cbs|nbc|abc|bbc|npr|voa|rfe/rl|xinhua|kyodo|kyodo news|jiji|jiji press|yonhap|kcna|antara|bernama
        pti|ani|ians|uni|tass|itar-tass|ria|ria novosti|interfax|interfax.ru|ukrinform|unian|aap|cp|the canadian press|canadian press|sapa|nan|mena|wafa|sana|irna|petra|kuna|wam|spa|qna|map|aps|tap
        anadolu|anadolu agency|aa|dha|iha|telam|notimex|prensa latina|agencia brasil|agência brasil|estadão conteúdo|prnewswire|pr newswire|businesswire|business wire|globe newswire|globenewswire|marketwired
        ips|irin|alliance news|zenit|cna|rns|newscorp|ткасс|тасс|риа|риа новости|интерфакс|укринформ|унн|рбк|регнум
        رويترز|أ ف ب|ا ف ب|أ.ف.ب|فرانس برس|د ب أ|د.ب.أ|أ ب|سانا|وام|واس|وفا|بترا|كونا|قنا|أ ش أ|الأناضول|شينخوا|भाषा|वार्ता|एएनआई|रॉयटर्स|एएफपी|एपी
        agencies|agency|staff and agencies|agenturen|agences|agencias|agências|agenzie|agentur|агентства|وكالات|news agencies|wire services|wire reports|agency reports|red|staff";

    /// The last word of what is called an agency though no list knows it.
    AGENCY_ENDINGS = "wire|newswire|press|news|agency|service|media|presse|agentur|agence|agencia|agenzia|nachrichten|noticias|foundation|post|times|herald|tribune|network";

    /// Openings of a byline that are safe in any place of the head.
    BYLINES = "by staff reporters|by staff reporter|by staff writers|by staff writer|by our staff|by our correspondent|by our own correspondent|by our foreign staff|by a staff reporter
        by a correspondent|by agencies|by news agencies|from our correspondent|from our own correspondent|from our correspondents|from our staff|from our special correspondent|from correspondents in|from staff and wire reports
        from wire reports|from staff reports|our correspondent|our own correspondent|our foreign staff|our special correspondent|staff reporter|staff reporters|staff writer|staff writers|staff correspondent
        staff and agencies|staff and wire reports|web desk|news desk|special to the|special correspondent|compiled by|written by|reported by|story by|text by|words by|report by
        von unserem korrespondenten|von unserer korrespondentin|von unseren korrespondenten|aus dem büro|bericht von|de notre correspondant|de notre correspondante|de nos correspondants|de notre envoyé spécial|de notre envoyée spéciale
        notre correspondant|propos recueillis par|de nuestro corresponsal|de nuestra corresponsal|de nuestros corresponsales|nuestro corresponsal|enviado especial|enviada especial|redacción|dal nostro inviato|dalla nostra inviata
        dal nostro corrispondente|dalla nostra corrispondente|a cura di|van onze correspondent|van onze redactie|door onze correspondent|do nosso correspondente|da nossa correspondente|do enviado especial|da redação
        от нашего корреспондента|от собственного корреспондента|наш корреспондент|спецкор|من مراسلنا|من مراسلتنا|بقلم|تقرير|كتب|كتبت|本报记者|本报讯记者|记者|記者";

    /// `By` in other languages: also the beginning of ordinary lines, so the rule asks for a name and for a line above.
    BY_WORDS = "by|by:|von|par|por|di|door|av|af|oleh|oleh:|autor:|autorin:|author:|auteur:|text:|reporter:|автор:|автор|od|przez|napsal|skrev|tarafından|από";

    /// What follows a name on the second line of a byline.
    JOB_TITLES = "writer|reporter|correspondent|editor|writers|reporters|correspondents|editors|staff|korrespondent|korrespondentin|redakteur|redakteurin|correspondant|correspondante|corresponsal|redactor|redactora|inviato|corrispondente|columnist";

    /// First words of a bracket that tells what a new version of a story changes.
    UPDATE_NOTES = "adds|adding|updates|updating|updated|recasts|recasting|recast|corrects|correcting|corrected|refiles|refiling|refiled|repeats|repeating|releads|reledes|clarifies|clarifying|removes|fixes|changes|inserts|amends|rewrites|deletes|drops|edits
        new throughout|new headline|new lead|writes through|eds|editors|editor's note|this story|this version|this article|this item|this report|a previous version|an earlier version|trims|restores|rewords|attributes|resends|resending|releading|background throughout|first lead|second lead|no change
        neu|aktualisiert|aktualisierung|berichtigt|berichtigung|wiederholung|wiederholt|ergänzt|korrigiert|präzisiert|zusammenfassung|actualise|actualisation|actualisé|ajoute|ajoutes|corrige|précise|répétition|rectifie|remplace
        actualiza|actualiza con|actualización|añade|agrega|amplía|amplia|repetición|rectifica|atualiza|atualizado|acrescenta|aggiorna|aggiunge|rettifica|ripetizione|добавляет|добавлены|добавлена|обновлено|обновлена|обновление|исправлено|уточнение|повтор
        يضيف|تضيف|يحدث|تحديث|تصحيح|يصحح|bijgewerkt|update|updates with|oppdatert|uppdaterad|opdateret|更新|补充";

    /// Openings of a line that speaks to editors.
    DESK_NOTES = "eds:|eds.:|eds|eds note|eds.|editors:|editor's note|editors' note|editors note|editor note|ed's note|note to editors|notes to editors|note to editor|attention editors|attn editors|advisory|editorial advisory|eds, editors
        hinweis an die redaktion|hinweis an die redaktionen|hinweis für die redaktion|achtung redaktionen|an die redaktionen|redaktioneller hinweis|redaktionelle hinweise|redaktionshinweis|achtung:
        note aux rédactions|note à la rédaction|note de la rédaction|à l'attention des rédactions|ndlr|nota a los editores|nota a la redacción|nota del editor|nota de la redacción|atención editores|nota aos editores|nota do editor|nota da redação|nota della redazione|nota per le redazioni|ndr
        примечание редактора|примечание для редакторов|к сведению редакторов|ملاحظة للمحررين|ملاحظة إلى المحررين|编者注|编辑注意|編集者注
        embargo:|embargo until|embargoed|strictly embargoed|under embargo|sperrfrist|sous embargo|bajo embargo|sotto embargo|hold for release|not for publication|not for release|for release|for immediate release|for use|strictly not for
        correction:|corrections:|clarification:|correction to this|korrektur:|rectificatif|correctif :|fe de errores|errata:|errata corrige";

    /// Openings of sentences that tell of an earlier version; the whole paragraph is a note.
    VERSION_NOTES = "this story has been updated|this story has been corrected|this story was updated|this story was corrected|this story corrects|this story has been refiled|this version corrects|this version of the story|this version of this story
        this article has been updated|this article has been corrected|this article was updated|this article was corrected|this article was amended|this article has been amended|this article was originally published|this item has been corrected|this report has been updated
        an earlier version of this|a previous version of this|in an earlier version of this|correction: an earlier|correction: a previous|clarification: an earlier|dieser artikel wurde aktualisiert|in einer früheren version|cet article a été mis à jour";

    /// Update tags that stand alone on a line.
    UPDATE_TAGS = "urgent|bulletin|flash|alert|breaking|newsalert|news alert|corrected|correction|refile|repeat|rpt|update|updated|wrapup|roundup|extra|advisory|kill|withdrawal|writethru|ld-writethru|lead|ld|newsbreak|graphic|with photo|with photos|with graphic
        eil|eilmeldung|zusammenfassung|korrektur|berichtigung|wiederholung|urgente|última hora|rectification|actualisation|срочно|молния|عاجل|快讯|急讯";

    /// Openings of credits, with the rest of the line naming people or houses.
    CREDITS = "reporting by|reporting and writing by|reporting and editing by|reporting and additional|additional reporting|additional reporting by|editing by|edited by|edited and|writing by|writing and|written by|compiled by|compiled from|compiled and|translated by|translation by|translating by|production by|graphics by|graphic by|photo by|photos by|photography by|video by|research by
        with inputs from|with input from|with reporting by|with reporting from|with files from|with agency|with agencies|with additional reporting|with contributions from|source:|sources:|reporters:|reporter:|editors:|editor:|desk:|by staff
        redaktion:|redigiert von|bearbeitet von|bericht:|berichtet von|mit material von|mit agenturen|quelle:|quellen:|autor:|text:|rédigé par|avec agences|avec afp|avec reuters|reportage de|édité par|édition|reportage|traduit par|source :|sources :|reporte de|reporte por|información de|redactado por|editado por|escrito por|traducido por|con información de|con agencias|fuente:|fuentes:
        reportagem de|reportagem por|edição de|com agências|fonte:|fonti:|a cura di|redazione|con agenzie|bron:|källa:|kilde:|lähde:|źródło:|zdroj:|kaynak:|sumber:|источник:|источники:|редактор|редактировал|автор:|المصدر:|المصدر :|تحرير|إعداد|(إعداد|来源：|来源:|责任编辑|責任編集|编辑：|编辑:|記者|记者";

    /// The last line of a story.
    ENDS = "end|ends|end.|ends.|ende|ende.|fin|fin.|fine|more|mehr|suite|eom|nnnn|finis|slut|конец|انتهى|完|30";

    /// Openings of a contact block.
    CONTACTS = "contact:|contacts:|contact|contacts|media contact|media contacts|press contact|press contacts|press office|media relations|for more information|for further information|further information|for media enquiries|for media inquiries|media enquiries|media inquiries|tel:|tel.|tel.:|telephone:|phone:|ph:|fax:|fax|mobile:|e-mail:|email:|web:|website:|twitter:
        kontakt:|pressekontakt|rückfragehinweis|rückfragen|rückfragen & kontakt|weitere informationen|ansprechpartner|contact presse|contacts presse|contacto:|contacto de prensa|contactos|contatto|contatti|ufficio stampa|контакты|للاتصال|联系人";

    /// Capital words before a dash or a colon that name a kind of text, not a place.
    LABELS = "update|updates|exclusive|breaking|analysis|factbox|feature|interview|opinion|editorial|note|notes|correction|corrected|watch|live|video|photo|photos|gallery|poll|quiz|review|comment|column|news|sport|sports|alert|urgent|flash|warning|question|answer
        source|sources|timeline|explainer|spoiler|special|preview|summary|background|caution|today|more|results|result|score|scores|team|teams|profile|insight|focus|graphic|chart|table|fact|facts|key|main|read|see|also|related|report|reports|wrapup|refile|brief|briefs|text|advisory|outlook|diary|instant view|q&a|faq|attention|important|disclaimer|definition|example|tip|step|part|chapter|scene|section|day|week|round|match|men|women|singles|doubles|final|attendance
        eilmeldung|kommentar|hintergrund|analyse|infobox|info|porträt|meinung|überblick|ausblick|service|opinión|análisis|perfil|claves|exclusiva|entretien|éclairage|portrait|opinione|analisi|intervista|update 1|update 2|срочно|мнение|обзор|справка";

    /// Months and days, whole or cut, in the languages whose datelines carry them.
    DATE_WORDS = "january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec|monday|mon|tuesday|tue|tues|wednesday|wed|thursday|thu|thur|thurs|friday|fri|saturday|sat|sunday|sun|gmt|utc|bst|est|edt|cet|cest|am|pm|a.m|p.m
        januar|jänner|februar|feber|märz|mai|juni|juli|oktober|dezember|dez|okt|janvier|février|févr|mars|avril|avr|juin|juillet|juil|août|septembre|octobre|novembre|décembre|déc|enero|ene|febrero|marzo|abril|abr|mayo|junio|julio|agosto|ago|septiembre|octubre|noviembre|diciembre|dic
        janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|gennaio|febbraio|aprile|maggio|mag|giugno|giu|luglio|lug|settembre|ottobre|ott|novembre|dicembre|januari|februari|maart|mei|augustus|maret|agustus|desember|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia
        января|янв|февраля|фев|марта|мар|апреля|апр|мая|июня|июн|июля|июл|августа|авг|сентября|сен|сент|октября|окт|ноября|ноя|декабря|дек|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين
        जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|published|updated|posted|last updated|de|den|der|le|el|il|del|at|ago|hours|minutes|uhr|um";

    /// Cities that news comes from, for datelines in ordinary capitals and without an agency: `Geneva: `, `Wien – `.
    CITIES = "london|paris|berlin|rome|madrid|lisbon|brussels|amsterdam|the hague|vienna|geneva|zurich|bern|berne|basel|bonn|frankfurt|frankfurt/main|hamburg|munich|dublin|belfast|edinburgh|glasgow|cardiff|birmingham|manchester|liverpool|oslo|stockholm|copenhagen|helsinki|reykjavik|warsaw|prague|bratislava|budapest|bucharest|sofia|belgrade|zagreb|ljubljana|sarajevo|skopje|tirana|athens|nicosia|ankara|istanbul|kiev|kyiv|minsk|moscow|st. petersburg|st petersburg|vilnius|riga|tallinn|chisinau|tbilisi|yerevan|baku|milan|naples|turin|venice|florence|barcelona|seville|valencia|lyon|marseille|strasbourg|nice|davos|monaco|luxembourg|valletta|vatican city
        washington|new york|los angeles|chicago|boston|houston|dallas|miami|atlanta|philadelphia|san francisco|seattle|denver|detroit|phoenix|las vegas|new orleans|baltimore|united nations|ottawa|toronto|montreal|vancouver|calgary|mexico city|havana|kingston|port-au-prince|san juan|guatemala city|san salvador|tegucigalpa|managua|san jose|panama city|caracas|bogota|quito|lima|la paz|santiago|buenos aires|montevideo|asuncion|brasilia|sao paulo|rio de janeiro
        tokyo|osaka|kyoto|seoul|pyongyang|beijing|shanghai|hong kong|taipei|macau|ulan bator|manila|hanoi|ho chi minh city|bangkok|phnom penh|vientiane|rangoon|yangon|naypyidaw|kuala lumpur|singapore|jakarta|new delhi|delhi|mumbai|bombay|kolkata|calcutta|chennai|madras|bangalore|bengaluru|hyderabad|lucknow|patna|jaipur|ahmedabad|pune|srinagar|jammu|chandigarh|guwahati|thiruvananthapuram|islamabad|karachi|lahore|peshawar|quetta|rawalpindi|dhaka|chittagong|colombo|kathmandu|thimphu|male|kabul|kandahar|tashkent|almaty|astana|bishkek|dushanbe|ashgabat|canberra|sydney|melbourne|brisbane|perth|adelaide|wellington|auckland|suva|port moresby
        beirut|damascus|aleppo|amman|jerusalem|tel aviv|gaza|gaza city|ramallah|baghdad|basra|erbil|tehran|riyadh|jeddah|dubai|abu dhabi|doha|manama|kuwait city|kuwait|muscat|sanaa|aden|cairo|alexandria|tripoli|benghazi|tunis|algiers|rabat|casablanca|khartoum|juba|addis ababa|asmara|mogadishu|nairobi|mombasa|kampala|kigali|bujumbura|dar es salaam|kinshasa|lagos|abuja|accra|abidjan|dakar|bamako|niamey|ouagadougou|conakry|freetown|monrovia|lusaka|harare|lilongwe|maputo|windhoek|gaborone|johannesburg|pretoria|cape town|durban|luanda|yaounde|douala|libreville|n'djamena|bangui|antananarivo|port louis
        wien|genf|genève|zürich|münchen|köln|düsseldorf|stuttgart|leipzig|dresden|hannover|bremen|nürnberg|karlsruhe|mainz|wiesbaden|potsdam|erfurt|kiel|schwerin|saarbrücken|magdeburg|graz|linz|salzburg|innsbruck|klagenfurt|bregenz|eisenstadt|st. pölten|brüssel|bruxelles|straßburg|luxemburg|rom|mailand|athen|lissabon|warschau|prag|bukarest|belgrad|moskau|kiew|peking|tokio|kairo|jerusalem|bagdad|teheran|damaskus|neu-delhi|lausanne|zagreb|laibach|oslo|kopenhagen|londres|rome|roma|milano|napoli|torino|ginevra|bruxelles|berlino|parigi|londra|mosca|pechino|washington|nueva york|ciudad de méxico|bogotá|la habana|asunción|parís|londres|ginebra|bruselas|moscú|pekín|brasília|são paulo|rio|lisboa|genebra|bruxelas|pékin|moscou|genève|le caire|beyrouth|damas|bagdad|téhéran|alger|varsovie|athènes|vienne|den haag|brussel|genève|rotterdam|jakarta|surabaya|bandung|medan|москва|киев|минск|петербург|санкт-петербург|лондон|париж|женева|берлин|вашингтон|нью-йорк|брюссель|пекин|токио|анкара|стамбул|дамаск|тегеран|рим";
}

/// Whether what stands in a bracket or between dashes names an agency: listed, or by its last word.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty()
        && name.len() <= 60
        && (AGENCIES.is_one(name)
            || name.split(['/', ',', '&', '+', ';']).any(|part| AGENCIES.is_one(part.trim()))
            || name.rsplit([' ', '-']).next().is_some_and(|last| last.len() < name.len() && AGENCY_ENDINGS.is_one(last))
            || is_newswire(name))
}

/// One word such as `Northwire`.
fn is_newswire(name: &str) -> bool {
    !name.contains(' ') && name.len() > 5 && ["wire", "press", "news"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// Whether a word belongs to a date: a month, a day, a number, an ordinal, a time.
pub(super) fn is_date_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| ".,:;()[]|–-".contains(c));
    if word.is_empty() {
        return false;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = &word[digits..];
        return digits <= 4
            && (rest.is_empty()
                || ["st", "nd", "rd", "th", "er", "º", "°", "am", "pm", "h"].contains(&rest)
                || rest.bytes().all(|byte| byte.is_ascii_digit() || b".:/-".contains(&byte)));
    }
    DATE_WORDS.is_one(word) || (!word.is_ascii() && word.chars().all(char::is_numeric))
}
