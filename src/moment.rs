//! Points in time as pages give them: often a day without a time, or a time
//! without an offset.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A point in time, as far as the page says it.
///
/// It prints, parses and is serialised as the ISO 8601 prefix that is known:
/// `2021-10-20`, `2021-10-20T14:16`, `2021-10-20T14:16:05+03:00`.
///
/// ```
/// let moment: bodycopy::Moment = "2021-10-20T14:16+03:00".parse()?;
/// assert_eq!(moment.date.to_string(), "2021-10-20");
/// assert_eq!(moment.to_string(), "2021-10-20T14:16+03:00");
/// # Ok::<(), bodycopy::NotAMoment>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, where given.
    pub time: Option<Time>,
    /// The offset from UTC, where given; never without a time.
    pub offset: Option<Offset>,
}

/// Minutes by which places are ahead of Greenwich.
const OFFSETS: RangeInclusive<i64> = -12 * 60..=14 * 60;

impl Moment {
    /// A day without a time.
    pub fn day(date: Date) -> Self {
        Moment {
            date,
            time: None,
            offset: None,
        }
    }

    /// Whether it is later than another for certain: to the second where both
    /// give an offset, else by the day.
    pub(crate) fn is_after(&self, other: &Moment) -> bool {
        match (self.instant(), other.instant()) {
            (Some(own), Some(other)) => own > other,
            _ => self.date > other.date,
        }
    }

    /// Whether it is the same instant, told by the clock of the place where the
    /// other one is told by that of Greenwich.
    pub(crate) fn is_local_form(&self, other: &Moment) -> bool {
        let is_utc = |moment: &Moment| moment.offset == Some(Offset::UTC);
        self.instant().is_some()
            && self.instant() == other.instant()
            && is_utc(other)
            && !is_utc(self)
    }

    /// This time of day, of which nobody says where on the earth it was, as the
    /// other's instant, if there is a place where both are the same minute.
    pub(crate) fn with_offset_of(&self, other: &Moment) -> Option<Moment> {
        /// Minutes: offsets are quarters of an hour.
        const STEP: i64 = 15;
        if self.offset.is_some() {
            return None;
        }
        let utc = Offset::UTC.to_datetime(other.instant()?);
        let whole_minutes = |at: DateTime| at.with().second(0).subsec_nanosecond(0).build().ok();
        let own = whole_minutes(self.date.to_datetime(self.time?))?;
        let ahead = own.duration_since(whole_minutes(utc)?).as_mins();
        if !OFFSETS.contains(&ahead) || ahead % STEP != 0 {
            return None;
        }
        let offset = Offset::from_seconds(i32::try_from(ahead * 60).ok()?).ok()?;
        let local = offset.to_datetime(other.instant()?);
        Some(Moment {
            date: local.date(),
            time: Some(local.time()),
            offset: Some(offset),
        })
    }

    /// The day that it is in Greenwich.
    pub(crate) fn date_in_utc(&self) -> Option<Date> {
        Some(Offset::UTC.to_datetime(self.instant()?).date())
    }

    fn instant(&self) -> Option<Timestamp> {
        let local = self.date.to_datetime(self.time?);
        self.offset?.to_timestamp(local).ok()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        if time.second() != 0 {
            write!(f, ":{:02}", time.second())?;
        }
        match self.offset.map(|offset| offset.seconds() / 60) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => write!(
                f,
                "{}{:02}:{:02}",
                if minutes < 0 { '-' } else { '+' },
                minutes.abs() / 60,
                minutes.abs() % 60
            ),
        }
    }
}

/// The text is no ISO 8601 date, or date and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAMoment;

impl fmt::Display for NotAMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an ISO 8601 date such as 2021-10-20 or 2021-10-20T14:16+03:00")
    }
}

impl std::error::Error for NotAMoment {}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let (day, rest) = match text.find(['T', ' ']) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let date: Date = day.parse().map_err(|_| NotAMoment)?;
        let Some(rest) = rest else {
            return Ok(Moment::day(date));
        };
        let (clock, offset) = split_offset(rest)?;
        let time: Time = clock.parse().map_err(|_| NotAMoment)?;
        Ok(Moment {
            date,
            time: Some(time),
            offset,
        })
    }
}

/// `14:16+03:00` into its time and its offset.
fn split_offset(text: &str) -> Result<(&str, Option<Offset>), NotAMoment> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Ok((clock, Some(Offset::UTC)));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Ok((text, None));
    };
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotAMoment);
    }
    let hours: i32 = digits[..2].parse().map_err(|_| NotAMoment)?;
    let minutes: i32 = digits.get(2..).map_or(Ok(0), str::parse).unwrap_or(0);
    let sign = if text.as_bytes()[at] == b'-' { -1 } else { 1 };
    let offset =
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| NotAMoment)?;
    Ok((&text[..at], Some(offset)))
}

#[cfg(feature = "serde")]
impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day, with the time and its offset as far as known: the beginning of an ISO 8601 date and time.",
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$",
        })
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(input)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
