//! Dates in Chinese numerals: `二〇二一年十月二十日`.

/// Year, month and day of a word that is such a date and nothing else.
pub(super) fn day(word: &str) -> Option<[i16; 3]> {
    let (year, rest) = word.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix(['日', '号', '號'])?;
    Some([digits(year)?, below_hundred(month)?, below_hundred(day)?])
}

/// Digit by digit: `二〇二一` is 2021.
fn digits(text: &str) -> Option<i16> {
    const LONGEST: usize = 4;
    (text.chars().count() == LONGEST).then_some(())?;
    text.chars()
        .try_fold(0, |sum: i16, c| Some(sum * 10 + digit(c)?))
}

/// With a word for ten: `二十一` is 21, `十月` begins with 10.
fn below_hundred(text: &str) -> Option<i16> {
    let Some((tens, ones)) = text.split_once('十') else {
        return one(text);
    };
    let tens = if tens.is_empty() { 1 } else { one(tens)? };
    let ones = if ones.is_empty() { 0 } else { one(ones)? };
    Some(tens * 10 + ones)
}

fn one(text: &str) -> Option<i16> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => digit(c),
        _ => None,
    }
}

fn digit(c: char) -> Option<i16> {
    let digits = [
        "〇零○",
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
    ];
    let found = digits.iter().position(|forms| forms.contains(c))?;
    i16::try_from(found).ok()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn tens_are_named_and_years_are_spelt() {
        assert_eq!(day("二〇二一年十月二十日"), Some([2021, 10, 20]));
        assert_eq!(day("二○○九年一月一日"), Some([2009, 1, 1]));
        assert_eq!(day("一九九八年十二月三十一日"), Some([1998, 12, 31]));
    }

    #[test]
    fn other_words_are_no_days() {
        for word in ["", "年月日", "二〇二一年", "百年十月二日", "二〇二一年十月"]
        {
            assert_eq!(day(word), None, "{word}");
        }
    }
}
