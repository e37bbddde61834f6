//! The lists of the lexicon, and the form of their entries in the files.
//!
//! In: nothing. Out: [`List`]. The build script reads this file too: what it writes and what is looked up are the same lists.

/// How the entries of a list stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Words, parted by white space.
    Words,
    /// Phrases, parted by `|` or the end of the line.
    Phrases,
    /// Values, a line each: `value = words`.
    Values,
    /// Names, a line each: `usual name = phrases`.
    Names,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $section:literal $form:ident,)*) => {
        /// A list of the lexicon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List {
            $($(#[$doc])* $name,)*
        }

        impl List {
            /// All lists.
            pub const ALL: &[List] = &[$(List::$name),*];

            /// The name of its section in the files.
            pub fn section(self) -> &'static str {
                match self { $(List::$name => $section),* }
            }

            /// How its entries stand in the files.
            pub fn form(self) -> Form {
                match self { $(List::$name => Form::$form),* }
            }
        }
    };
}

lists! {
    /// Function words, by folded form: no evidence of reuse by themselves.
    StopWords = "stop-words" Words,
    /// Number words, with their value in figures: `12`, `0.5`; ordinals as `3rd`, sizes as `100+`; with `?` those that may be no number.
    NumberWords = "number-words" Values,
    /// Months, with their number.
    Months = "months" Values,
    /// Months cut short, without their dot, with their number.
    ShortMonths = "short-months" Values,
    /// Weekdays, with their number: Monday is 1.
    Weekdays = "weekdays" Values,
    /// Weekdays cut short, without their dot, with their number.
    ShortWeekdays = "short-weekdays" Values,
    /// Weekdays that are cut short only with a dot behind them: without it many are other words.
    DottedWeekdays = "dotted-weekdays" Values,
    /// Months that are cut short only with a dot behind them.
    DottedMonths = "dotted-months" Values,
    /// What else a date holds: time zones, small words between its parts.
    DateParticles = "date-particles" Words,
    /// Time zones in capitals, with their offset: `+0200`. Only names that mails may have and that mean one offset.
    TimeZones = "time-zones" Values,
    /// Titles and offices that stand before or for a person's name, without a dot.
    Titles = "titles" Words,
    /// Offices, bodies, laws and their parts: written with a capital they name no one in particular.
    Bodies = "bodies" Words,
    /// Words for companies, parties and other bodies of people: a name that ends with one is no person's.
    Organisations = "organisations" Words,
    /// Names of two words that are cut to their first letters, by the short form.
    AbbreviatedNames = "abbreviated-names" Names,
    /// Verbs of saying, in the forms that news uses.
    VerbsOfSaying = "verbs-of-saying" Words,
    /// Words behind which the source of a statement stands: `according`.
    BeforeSources = "before-sources" Phrases,
    /// What may stand for the source of a statement because it is written: `memo`.
    Documents = "documents" Words,
    /// What documents do with a statement: `shows`.
    VerbsOfShowing = "verbs-of-showing" Words,
    /// Words that open what was said.
    OpenersOfStatements = "openers-of-statements" Words,
    /// Words between a speaker and the verb that are neither.
    Auxiliaries = "auxiliaries" Words,
    /// Words that stand before nouns, where nouns have capitals.
    BeforeNouns = "before-nouns" Words,
    /// Articles and possessives: they tell nothing of who did it.
    Determiners = "determiners" Words,
    /// Abbreviations whose dot never ends a sentence: a name or a number follows.
    Abbreviations = "abbreviations" Words,
    /// Abbreviations whose dot ends no sentence before a number.
    AbbreviationsBeforeNumbers = "abbreviations-before-numbers" Words,
    /// Abbreviations whose dot may end a sentence.
    AbbreviationsAtEnds = "abbreviations-at-ends" Words,
    /// Function words that rarely begin a sentence.
    NoStarters = "no-starters" Words,
    /// Nouns that ordinals with a dot count.
    OrdinalNouns = "ordinal-nouns" Words,
    /// Words before an ordinal with a dot.
    BeforeOrdinals = "before-ordinals" Words,
    /// Agencies: what each is called; the value is its usual name. A name in capitals or in small letters must stand in a text
    /// exactly so, since many are also words; any other may stand in any case.
    Agencies = "agencies" Names,
    /// Agencies as they stand in a dateline's bracket or a sign-off.
    WireNames = "wire-names" Phrases,
    /// The last word of what is called an agency though no list knows it.
    WireNameEndings = "wire-name-endings" Phrases,
    /// Agencies whose desks sign with codes: `dpa lno sd`.
    DeskCodeAgencies = "desk-code-agencies" Words,
    /// Small words of headlines that are set in capitals.
    HeadlineWords = "headline-words" Words,
    /// Openings of a byline that are safe in any place of the head.
    Bylines = "bylines" Phrases,
    /// `By`: also the beginning of ordinary lines, so the rule asks for a name and for a line above.
    ByWords = "by-words" Phrases,
    /// Words before the names in a byline that are no part of them.
    BeforeAuthors = "before-authors" Words,
    /// Words in small letters inside a list of names and houses.
    NameParticles = "name-particles" Words,
    /// What follows a name on the second line of a byline.
    JobTitles = "job-titles" Words,
    /// Cities that news comes from, for datelines in ordinary capitals and without an agency: `Geneva: `, `Wien – `.
    Cities = "cities" Phrases,
    /// Words in small letters inside the names of places.
    PlaceParticles = "place-particles" Words,
    /// What ends a dateline in a script without blanks: `日电`.
    ClosingDatelines = "closing-datelines" Words,
    /// Words before a dash or a colon that name a kind of text, not a place.
    Labels = "labels" Phrases,
    /// Update tags that stand alone on a line.
    UpdateTags = "update-tags" Phrases,
    /// First words of a bracket that tells what a new version of a story changes.
    UpdateNotes = "update-notes" Phrases,
    /// Openings of sentences that tell of an earlier version; the whole paragraph is a note.
    VersionNotes = "version-notes" Phrases,
    /// Words of version markers before a headline, in capitals as desks write them.
    VersionMarkers = "version-markers" Words,
    /// Words that are a version marker with a number only: `LEAD 1-` is one, `LEAD-FREE` is not.
    NumberedMarkers = "numbered-markers" Words,
    /// Version markers that are no part of any compound.
    PlainMarkers = "plain-markers" Words,
    /// Openings of a line that speaks to editors.
    DeskNotes = "desk-notes" Phrases,
    /// Openings of credits, with the rest of the line naming people or houses.
    Credits = "credits" Phrases,
    /// Who helped to report: words inside the last sentence.
    Contributions = "contributions" Phrases,
    /// Words that reserve rights, anywhere in a line.
    Rights = "rights" Phrases,
    /// Openings of a contact block.
    Contacts = "contacts" Phrases,
    /// The last line of a story.
    Ends = "ends" Phrases,
    /// Openings of a picture's caption or of the line that names its source.
    CaptionLabels = "caption-labels" Phrases,
    /// Openings of a picture's credit: a name or a house follows.
    PhotoCredits = "photo-credits" Phrases,
    /// Houses that sell pictures.
    PictureHouses = "picture-houses" Phrases,
    /// What a gallery counts: `Image 2 of 7`.
    PictureWords = "picture-words" Words,
    /// The word between the two numbers of a counter.
    OutOf = "out-of" Words,
    /// Lines of a page that are whole as they stand: buttons, links, the word over an advertisement.
    SiteLines = "site-lines" Phrases,
    /// Openings of the line of a network that says who shared the post above it.
    PostCredits = "post-credits" Phrases,
    /// Openings of a line that points to another article.
    SiteLabels = "site-labels" Phrases,
    /// Openings of a sentence in which a page asks its reader for something; it counts beside one of the things only.
    SiteAsks = "site-asks" Phrases,
    /// Openings that do so only where the sentence also speaks to the reader: they begin other sentences, too.
    SiteOffers = "site-offers" Phrases,
    /// What such a sentence is about.
    SiteThings = "site-things" Phrases,
    /// Terms of notices on cookies, subscriptions and comments; it takes several.
    SiteTerms = "site-terms" Phrases,
    /// Words by which a page speaks to its reader or of itself, in their case: `us` is not `US`.
    SiteAddress = "site-address" Words,
    /// Words before the number of a page.
    PageWords = "page-words" Words,
    /// How long the reading takes.
    ReadingTime = "reading-time" Phrases,
    /// Sentences that say where a text was published first: what they open with, and what stands behind.
    RepublishedFrames = "republished-frames" Names,
    /// Headings of boxes with teasers.
    BoxHeadings = "box-headings" Phrases,
    /// Headings of what stands behind a press release: contacts, statements of lawyers.
    EndHeadings = "end-headings" Phrases,
    /// Headings of lists of references.
    ReferenceHeadings = "reference-headings" Phrases,
    /// `About`, before the name of a company.
    AboutWords = "about-words" Phrases,
    /// Names of the fields that databases put at the head or tail.
    FieldKeys = "field-keys" Phrases,
    /// First words of the line that says where on a site a page stands.
    Navigation = "navigation" Phrases,
    /// What figures end with that tell a place in a row: `3rd`.
    OrdinalEndings = "ordinal-endings" Words,
    /// Personal pronouns that stand for a speaker, and what some languages put between a verb and one of them.
    Pronouns = "pronouns" Words,
    /// Articles of somebody or something new.
    IndefiniteArticles = "indefinite-articles" Words,
    /// Prepositions, with their articles: a name behind one is not who speaks.
    Prepositions = "prepositions" Words,
    /// What per cent is called in words.
    PerCent = "per-cent" Phrases,
    /// Words spelled in more than one way; the value is the spelling under which they are compared.
    Spellings = "spellings" Values,
    /// Letters behind an apostrophe that a word begins with: `d'euros`.
    Elisions = "elisions" Words,
    /// Words between the parts of a number in words: `twenty and two`.
    NumberJoiners = "number-joiners" Words,
    /// Letters that multiply the figure before them: `9m`, `5 Mio`.
    Scales = "scales" Values,
    /// Currencies, by their usual code or one word.
    Currencies = "currencies" Names,
    /// Units of measure and time, by one word.
    Units = "units" Names,
    /// What else a date holds: `r` relative to today, `s` seasons, `p` parts of the day, `t` minutes of the day, `d` and `m` the day and month
    /// of a feast, `k` a decade or what stands before one, `h` and `b` minutes that the hour behind or before them takes, `q` parts of the
    /// month, year or weekday behind them.
    DateWords = "date-words" Names,
    /// Words before a time of day without a unit: `at` those that stand before little else.
    BeforeTimes = "before-times" Names,
    /// Words between the parts of a date, and between a large number and what it counts.
    DateJoiners = "date-joiners" Words,
    /// Words that lead from one place or person to the other: from Lohne to Rahden.
    Directions = "directions" Words,
    /// Nations and what belongs to them, by one word; with `+` words that stand in small letters as well.
    Nations = "nations" Names,
    /// What says that somebody tells it of himself: by his own account.
    OwnAccounts = "own-accounts" Phrases,
    /// Words before a year.
    BeforeYears = "before-years" Words,
    /// Words that turn a claim; see the file of English for the values.
    Negators = "negators" Names,
    /// Beginnings that turn a word: `unsafe`.
    NegativeBeginnings = "negative-beginnings" Words,
    /// Endings that turn a word, and what the other word ends with: `harmless`, `harmful`.
    NegativeEndings = "negative-endings" Values,
    /// Words that say the opposite of each other, by axis and end: `rise+`, `rise-`; a word may have several.
    Opposites = "opposites" Names,
    /// The same for verbs whose first part stands at the end of the clause: `nimmt an`.
    SeparableOpposites = "separable-opposites" Names,
    /// Words that keep a distance to a claim, by kind.
    Hedges = "hedges" Names,
    /// Words that make a figure a bound or an estimate; `about-whole` those that stand before parts of a whole as well.
    Limits = "limits" Names,
    /// Limits that mean something else before a span of time: `over two days`.
    OverTime = "over-time" Words,
    /// Stages of a case at law; before a colon what only its like is held against: `offence:murder`.
    LegalStages = "legal-stages" Names,
}
