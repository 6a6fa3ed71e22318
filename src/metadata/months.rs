//! The words of dates in the languages that pages are written in.

/// The month that a lower-case word names, 1 to 12.
///
/// Nominative, genitive and the abbreviations in use; Polish wins over
/// Croatian where they differ ("listopada").
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        // English, German, Dutch, Scandinavian, Romance.
        "jan" | "january" | "januar" | "januari" | "jänner" | "jän" | "janvier" | "janv"
        | "enero" | "ene" | "gennaio" | "gen" | "janeiro" | "gener" | "ianuarie" | "ian" => 1,
        "feb" | "february" | "februar" | "februari" | "feber" | "février" | "fevrier" | "févr"
        | "fév" | "febrero" | "febbraio" | "febb" | "fevereiro" | "fev" | "febrer"
        | "februarie" => 2,
        "mar" | "march" | "märz" | "maerz" | "mär" | "mrz" | "maart" | "mrt" | "mars" | "marts"
        | "marzo" | "março" | "marco" | "març" | "martie" => 3,
        "apr" | "april" | "avril" | "avr" | "abril" | "abr" | "aprile" | "aprilie" => 4,
        "may" | "mai" | "mei" | "maj" | "mayo" | "maggio" | "mag" | "maio" | "maig" => 5,
        "jun" | "june" | "juni" | "juin" | "junio" | "giugno" | "giu" | "junho" | "juny"
        | "iunie" | "iun" => 6,
        "jul" | "july" | "juli" | "juillet" | "juil" | "julio" | "luglio" | "lug" | "julho"
        | "juliol" | "iulie" | "iul" => 7,
        "aug" | "august" | "augustus" | "augusti" | "août" | "aout" | "agosto" | "ago"
        | "agost" => 8,
        "sep" | "sept" | "september" | "septembre" | "septiembre" | "setiembre" | "settembre"
        | "sett" | "set" | "setembro" | "setembre" | "septembrie" => 9,
        "oct" | "october" | "okt" | "oktober" | "octobre" | "octubre" | "ottobre" | "ott"
        | "outubro" | "out" | "octombrie" => 10,
        "nov" | "november" | "novembre" | "noviembre" | "novembro" | "noiembrie" | "noi" => 11,
        "dec" | "december" | "dez" | "dezember" | "décembre" | "decembre" | "déc" | "diciembre"
        | "dic" | "dicembre" | "dezembro" | "desember" | "des" | "desembre" | "decembrie" => 12,
        // Slavic languages in Latin letters.
        "styczeń" | "stycznia" | "sty" | "leden" | "ledna" | "siječnja" | "januára" | "január"
        | "januara" => 1,
        "luty" | "lutego" | "lut" | "únor" | "února" | "veljače" | "februára" | "február"
        | "februara" => 2,
        "marzec" | "marca" | "březen" | "března" | "ožujka" | "marec" | "marta" => 3,
        "kwiecień" | "kwietnia" | "kwi" | "duben" | "dubna" | "travnja" | "apríla" | "apríl"
        | "aprila" => 4,
        "maja" | "květen" | "května" | "svibnja" | "mája" | "máj" => 5,
        "czerwiec" | "czerwca" | "cze" | "červen" | "června" | "lipnja" | "júna" | "jún"
        | "juna" => 6,
        "lipiec" | "lipca" | "lip" | "červenec" | "července" | "srpnja" | "júla" | "júl"
        | "jula" => 7,
        "sierpień" | "sierpnia" | "sie" | "srpen" | "srpna" | "kolovoza" | "augusta"
        | "avgusta" => 8,
        "wrzesień" | "września" | "wrz" | "září" | "rujna" | "septembra" => 9,
        "październik" | "października" | "paź" | "říjen" | "října" | "október" | "októbra"
        | "oktobra" => 10,
        "listopad" | "listopada" | "lis" | "listopadu" | "studenoga" | "studenog" | "novembra" => {
            11
        }
        "grudzień" | "grudnia" | "gru" | "prosinec" | "prosince" | "prosinca" | "decembra" => 12,
        // Hungarian, Finnish, Estonian, Turkish, Indonesian, Lithuanian.
        "tammikuu" | "tammikuuta" | "jaanuar" | "ocak" | "oca" | "sausio" => 1,
        "febr" | "helmikuu" | "helmikuuta" | "veebruar" | "şubat" | "şub" | "vasario" => 2,
        "március" | "márc" | "maaliskuu" | "maaliskuuta" | "märts" | "mart" | "maret" | "kovo" => {
            3
        }
        "április" | "ápr" | "huhtikuu" | "huhtikuuta" | "aprill" | "nisan" | "nis"
        | "balandžio" => 4,
        "május" | "toukokuu" | "toukokuuta" | "mayıs" | "gegužės" => 5,
        "június" | "kesäkuu" | "kesäkuuta" | "juuni" | "haziran" | "haz" | "birželio" => 6,
        "július" | "heinäkuu" | "heinäkuuta" | "juuli" | "temmuz" | "tem" | "liepos" => 7,
        "augusztus" | "elokuu" | "elokuuta" | "ağustos" | "ağu" | "agustus" | "agu"
        | "rugpjūčio" => 8,
        "szeptember" | "szept" | "syyskuu" | "syyskuuta" | "eylül" | "eyl" | "rugsėjo" => 9,
        "lokakuu" | "lokakuuta" | "oktoober" | "ekim" | "eki" | "spalio" => 10,
        "marraskuu" | "marraskuuta" | "kasım" | "kas" | "lapkričio" => 11,
        "joulukuu" | "joulukuuta" | "detsember" | "aralık" | "ara" | "gruodžio" => 12,
        // Russian, Ukrainian, Bulgarian, Greek.
        "января" | "январь" | "янв" | "січня" | "януари" | "ιανουαρίου" | "ιανουάριος" | "ιαν" => {
            1
        }
        "февраля"
        | "февраль"
        | "фев"
        | "февр"
        | "лютого"
        | "февруари"
        | "φεβρουαρίου"
        | "φεβρουάριος"
        | "φεβ" => 2,
        "марта" | "март" | "мар" | "березня" | "μαρτίου" | "μάρτιος" | "μαρ" => {
            3
        }
        "апреля" | "апрель" | "апр" | "квітня" | "април" | "απριλίου" | "απρίλιος" | "απρ" => {
            4
        }
        "мая" | "май" | "травня" | "μαΐου" | "μάιος" | "μαι" => 5,
        "июня" | "июнь" | "июн" | "червня" | "юни" | "ιουνίου" | "ιούνιος" | "ιουν" => {
            6
        }
        "июля" | "июль" | "июл" | "липня" | "юли" | "ιουλίου" | "ιούλιος" | "ιουλ" => {
            7
        }
        "августа" | "август" | "авг" | "серпня" | "αυγούστου" | "αύγουστος" | "αυγ" => {
            8
        }
        "сентября"
        | "сентябрь"
        | "сен"
        | "сент"
        | "вересня"
        | "септември"
        | "σεπτεμβρίου"
        | "σεπτέμβριος"
        | "σεπ" => 9,
        "октября" | "октябрь" | "окт" | "жовтня" | "октомври" | "οκτωβρίου" | "οκτώβριος"
        | "οκτ" => 10,
        "ноября" | "ноябрь" | "ноя" | "листопада" | "ноември" | "νοεμβρίου" | "νοέμβριος"
        | "νοε" => 11,
        "декабря"
        | "декабрь"
        | "дек"
        | "грудня"
        | "декември"
        | "δεκεμβρίου"
        | "δεκέμβριος"
        | "δεκ" => 12,
        // Arabic (Egypt and the Gulf, the Levant, the Maghreb), Hebrew, Hindi, Thai.
        "يناير" | "جانفي" | "ינואר" | "בינואר" | "जनवरी" | "มกราคม" => {
            1
        }
        "فبراير" | "شباط" | "فيفري" | "פברואר" | "בפברואר" | "फरवरी" | "फ़रवरी" | "กุมภาพันธ์" => {
            2
        }
        "مارس" | "آذار" | "اذار" | "מרץ" | "במרץ" | "मार्च" | "มีนาคม" => {
            3
        }
        "أبريل" | "ابريل" | "إبريل" | "نيسان" | "أفريل" | "אפריל" | "באפריל" | "अप्रैल"
        | "เมษายน" => 4,
        "مايو" | "أيار" | "ايار" | "ماي" | "מאי" | "במאי" | "मई" | "พฤษภาคม" => {
            5
        }
        "يونيو" | "يونيه" | "حزيران" | "جوان" | "יוני" | "ביוני" | "जून" | "มิถุนายน" => {
            6
        }
        "يوليو" | "يوليه" | "تموز" | "جويلية" | "יולי" | "ביולי" | "जुलाई" | "กรกฎาคม" => {
            7
        }
        "أغسطس" | "اغسطس" | "آب" | "أوت" | "אוגוסט" | "באוגוסט" | "अगस्त" | "สิงหาคม" => {
            8
        }
        "سبتمبر" | "أيلول" | "ايلول" | "ספטמבר" | "בספטמבר" | "सितंबर" | "सितम्बर" | "กันยายน" => {
            9
        }
        "أكتوبر" | "اكتوبر" | "אוקטובר" | "באוקטובר" | "अक्टूबर" | "ตุลาคม" => {
            10
        }
        "نوفمبر" | "נובמבר" | "בנובמבר" | "नवंबर" | "नवम्बर" | "พฤศจิกายน" => {
            11
        }
        "ديسمبر" | "דצמבר" | "בדצמבר" | "दिसंबर" | "दिसम्बर" | "ธันวาคม" => {
            12
        }
        _ => return None,
    })
}

/// Whether a lower-case word may stand between a day and its month, or a
/// month and its year: "20 *de* octubre *del* 2021", "20*th of* October".
pub(super) fn links_date(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "de"
            | "del"
            | "di"
            | "d"
            | "er"
            | "º"
            | "ª"
            | "den"
            | "m"
            | "a"
    )
}

/// Whether a lower-case word says that the hours after it, or before it, are
/// past noon (`Some(true)`) or before noon (`Some(false)`).
pub(super) fn half_of_day(word: &str) -> Option<bool> {
    match word {
        "pm" | "p" | "오후" | "下午" | "晚上" | "午後" | "م" | "مساء" | "مساءً" | "μμ" => {
            Some(true)
        }
        "am" | "오전" | "上午" | "午前" | "早上" | "ص" | "صباحا" | "πμ" => {
            Some(false)
        }
        _ => None,
    }
}

/// The offset in minutes of a lower-case time zone name. Names that stand for
/// several zones in news use, such as "ist", are left out.
pub(super) fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "z" | "utc" | "gmt" | "wet" => 0,
        "bst" | "cet" | "mez" | "wat" => 60,
        "cest" | "mesz" | "eet" | "sast" | "cat" => 120,
        "eest" | "msk" | "eat" => 180,
        "pkt" => 300,
        "sgt" | "hkt" | "awst" => 480,
        "jst" | "kst" => 540,
        "aest" => 600,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "edt" => -240,
        "est" | "cdt" => -300,
        "cst" | "mdt" => -360,
        "mst" | "pdt" => -420,
        "pst" => -480,
        _ => return None,
    })
}

/// The month that two words name, as in the Arabic of the Levant.
pub(super) fn month_of_two_words(first: &str, second: &str) -> Option<i16> {
    Some(match (first, second) {
        ("كانون", "الثاني") => 1,
        ("تشرين", "الأول" | "الاول") => 10,
        ("تشرين", "الثاني") => 11,
        ("كانون", "الأول" | "الاول") => 12,
        _ => return None,
    })
}

/// The year before the first of an era that East Asian dates count from.
pub(super) fn era(word: &str) -> Option<i16> {
    Some(match word {
        "令和" => 2018,
        "平成" => 1988,
        "昭和" => 1925,
        "民國" | "民国" => 1911,
        _ => return None,
    })
}
