//! The words of bylines in the languages that pages are written in.

/// Words before the names, in lower case; each ends at a space or a colon.
#[rustfmt::skip]
pub(super) const LEADS: &[&str] = &[
    "by", "a report by", "article by", "written by", "words by", "words", "story by", "post by", "posted by",
    "published by", "reported by", "recipe by", "review by", "text by",  "submitted by", "created by",
    "contributed by", "essay by", "opinion by", "analysis by", "column by", "commentary by", "interview by",
    "reporting by", "words and photos by", "text and photos by", "author", "authors", "writer", "from",
    "von", "ein artikel von", "ein beitrag von", "ein gastbeitrag von", "gastbeitrag von", "eine analyse von",
    "ein kommentar von", "eine reportage von", "geschrieben von", "erstellt von", "veröffentlicht von", "kommentar von",
    "interview von", "interview", "autor", "autorin", "autoren", "text", "texte", "redaktion", "verfasst von",
    "par", "écrit par", "publié par", "propos recueillis par", "auteur", "auteurs", "autrice",
    "por", "escrito por", "publicado por", "redacción", "autora", "autores", "di", "a cura di", "scritto da",
    "pubblicato da", "autore", "door", "geschreven door", "av", "af", "skrevet av", "skrevet af", "skriven av",
    "tekst", "przez", "napisał", "napisała", "autorzy", "scris de", "de", "írta", "szerző", "kirjoittaja",
    "teksti", "автор", "авторы", "текст", "yazan", "yazar", "oleh", "penulis", "tác giả", "συντάκτης",
    "كتب", "كتبت", "بقلم", "מאת", "文", "文字", "撰文", "作者", "記者", "记者", "著者", "編集", "글", "기자", "글쓴이",
];

/// The leads that nothing but a byline begins with.
#[rustfmt::skip]
pub(super) const SIGNATURES: &[&str] = &[
    "written by", "article by", "words by", "text by", "story by", "recipe by", "author:", "authors:", "geschrieben von",
    "erstellt von", "verfasst von", "autor:", "autorin:", "autoren:", "autoren", "écrit par", "auteur:", "auteur :",
    "escrito por", "autor :", "autora:", "scritto da", "autore:", "geschreven door", "tekst:", "автор:", "作者", "撰文",
];

/// Words before people who helped and did not write.
#[rustfmt::skip]
pub(super) const HELPERS: &[&str] = &[
    "reviewed by", "medically reviewed by", "medical review by", "fact checked by", "fact-checked by", "edited by",
    "photo by", "photos by", "photography by", "illustration by", "image by", "translated by", "foto", "fotos", "bild",
    "übersetzt von", "photo", "crédit photo", "foto de", "credit", "photographer", "fotograf", "photographe",
    "contributions from", "contributions by", "with contributions from",
];

/// Whether a lead word opens names or plain lines as well, so that with a
/// capital it needs a colon: "De Vries", "Di Stefano", "Interview", "From".
pub(super) fn may_open_a_name(lead: &str) -> bool {
    matches!(
        lead,
        "de" | "di"
            | "av"
            | "af"
            | "text"
            | "texte"
            | "words"
            | "interview"
            | "redaktion"
            | "redacción"
            | "tekst"
            | "teksti"
            | "from"
            | "writer"
    )
}

/// What ends the names: after it comes a role, a place or a time.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    " | ", " • ", " · ", " – ", " — ", " - ", " // ", " / ", " @", " > ", " on ", " for ", " in ", " In ", " at ", " is a ",
    " is the ", " updated", " Updated", " published", " Published", " Last ", " posted", " Posted", " special to ",
    " von ", " aus ", " am ", " vom ", " veröffentlicht", " Veröffentlicht", " aktualisiert", " Aktualisiert",
    " publié", " Publié", " le ", " publicado", " Publicado", " hat ", " ist ", " via ", " as told ", " » ", " ⋅ ",
    ". Reviewed ", " Reviewed by ", " reviewed by ", " Medically ", " Edited by ", " edited by ", " Fact-checked ",
    " Fact checked ",
];

/// What stands between two names. Short ones only in lower case: "Sarah E
/// Smith" is one name.
#[rustfmt::skip]
pub(super) const JOINTS: &[&str] = &[
    " and ", " AND ", " And ", " und ", " UND ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", " и ",
    " та ", " ve ", " ja ", " és ", " și ", " và ", " dan ", " with ", " mit ", " & ", " + ", " και ",
];

/// Whether a lower-case word is one of a role, not of a name.
pub(super) fn is_role(word: &str) -> bool {
    matches!(
        word,
        "writer"
            | "writers"
            | "reporter"
            | "reporters"
            | "editor"
            | "correspondent"
            | "correspondents"
            | "journalist"
            | "columnist"
            | "contributor"
            | "contributors"
            | "producer"
            | "photographer"
            | "critic"
            | "professor"
            | "lecturer"
            | "director"
            | "manager"
            | "analyst"
            | "ceo"
            | "cto"
            | "founder"
            | "co-founder"
            | "researcher"
            | "fellow"
            | "intern"
            | "freelance"
            | "senior"
            | "chief"
            | "head"
            | "redakteur"
            | "redakteurin"
            | "chefredakteur"
            | "korrespondent"
            | "korrespondentin"
            | "journaliste"
            | "periodista"
            | "redactor"
            | "redactora"
            | "giornalista"
            | "dziennikarz"
            | "dziennikarka"
            | "author"
            | "expert"
            | "specialist"
            | "strategist"
            | "consultant"
            | "coach"
            | "therapist"
            | "reviewer"
            | "coordinator"
            | "gardener"
            | "astrologer"
            | "marketer"
            | "grader"
            | "adviser"
            | "advisor"
            | "attorney"
            | "lawyer"
            | "instructor"
            | "trainer"
            | "designer"
            | "developer"
            | "scientist"
            | "blogger"
            | "copywriter"
            | "owner"
            | "assistant"
            | "associate"
            | "dietitian"
            | "nutritionist"
            | "officer"
            | "president"
            | "executive"
            | "engineer"
            | "published"
            | "updated"
            | "read"
            | "comments"
            | "comment"
            | "photo"
            | "photos"
            | "video"
            | "minutes"
            | "min"
            | "mins"
            | "hours"
            | "ago"
            | "today"
            | "yesterday"
            | "share"
            | "subscribe"
    )
}

/// Whether a lower-case word belongs to the role after it: "Staff Writer".
pub(super) fn qualifies_role(word: &str) -> bool {
    matches!(
        word,
        "staff"
            | "former"
            | "contributing"
            | "opinion"
            | "content"
            | "guest"
            | "licensed"
            | "certified"
    )
}

/// Whether a lower-case word tells the name of an agency or a paper.
pub(super) fn is_agency_word(word: &str) -> bool {
    matches!(
        word,
        "press"
            | "news"
            | "agency"
            | "agencies"
            | "service"
            | "services"
            | "network"
            | "times"
            | "gazette"
            | "tribune"
            | "herald"
            | "journal"
            | "newspaper"
            | "newspapers"
            | "ap"
            | "afp"
            | "dpa"
            | "upi"
            | "epd"
            | "kna"
            | "agentur"
            | "agence"
            | "agencia"
            | "agenzia"
            | "magazine"
            | "media"
            | "today"
    )
}

/// Whether a part after a comma is a degree, an order or "Jr.": a part of the
/// name before it.
pub(super) fn is_credential(part: &str) -> bool {
    let letters: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        letters.to_lowercase().as_str(),
        "phd"
            | "md"
            | "mph"
            | "rn"
            | "rd"
            | "rdn"
            | "ms"
            | "ma"
            | "msc"
            | "bsc"
            | "mba"
            | "jd"
            | "cpa"
            | "cfp"
            | "do"
            | "dds"
            | "dmd"
            | "dvm"
            | "pharmd"
            | "esq"
            | "jr"
            | "sr"
            | "ii"
            | "iii"
            | "iv"
            | "lmft"
            | "lcsw"
            | "np"
            | "fnp"
            | "pa"
            | "pac"
            | "pt"
            | "dpt"
            | "edd"
            | "psyd"
            | "cscs"
            | "fand"
            | "ldn"
            | "faap"
            | "facp"
            | "mfa"
    )
}

/// Whether a word of a name is written small.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "della"
            | "der"
            | "den"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "vom"
            | "zu"
            | "zur"
            | "af"
            | "av"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "ter"
            | "ten"
            | "e"
            | "y"
            | "of"
            | "the"
            | "and"
            | "und"
            | "für"
            | "for"
    )
}
