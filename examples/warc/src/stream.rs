//! The bytes of a WARC file, unpacked. WARC files are packed record by record:
//! a member of gzip or a frame of zstd each. So a member that is damaged costs
//! its own record only: after an error the stream goes on at the next.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use indicatif::ProgressBar;

/// Bytes read from a file at once.
const CHUNK: usize = 1 << 18;

/// What each member of gzip begins with: its magic number, and deflate.
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];
/// What a frame of zstd begins with, and what a dictionary before it does.
const ZSTD: [&[u8]; 2] = [&[0x28, 0xb5, 0x2f, 0xfd], &[0x5d, 0x2a, 0x4d, 0x18]];

/// The file as it lies on disk, counted by the progress bar.
type Packed = BufReader<Box<dyn Read + Send>>;

/// An unpacked WARC file.
pub struct Stream {
    packing: Packing,
    position: u64,
}

enum Packing {
    None(Packed),
    /// Before the file stands the magic number that was read to find the member.
    Gzip(MultiGzDecoder<Chain<&'static [u8], Packed>>),
    Zstd(Box<zstd::Decoder<'static, Packed>>),
    /// An error that nothing follows.
    Over,
}

impl Stream {
    /// Opens a file, or standard input for `-`; the packing is told by the
    /// first bytes.
    pub fn open(path: &str, bar: &ProgressBar) -> io::Result<Stream> {
        let source: Box<dyn Read + Send> = match path {
            "-" => Box::new(bar.wrap_read(io::stdin())),
            _ => Box::new(bar.wrap_read(File::open(Path::new(path))?)),
        };
        let mut packed = BufReader::with_capacity(CHUNK, source);
        let first = packed.fill_buf()?;
        let packing = if first.starts_with(GZIP) {
            Packing::Gzip(MultiGzDecoder::new(b"".chain(packed)))
        } else if ZSTD.iter().any(|magic| first.starts_with(magic)) {
            Packing::Zstd(Box::new(zstd::Decoder::with_buffer(packed)?))
        } else {
            Packing::None(packed)
        };
        Ok(Stream {
            packing,
            position: 0,
        })
    }

    /// The stream with a buffer, which whoever reads records asks for.
    pub fn buffered(self) -> BufReader<Stream> {
        BufReader::with_capacity(CHUNK, self)
    }

    /// Leaves a member that cannot be unpacked for the next one.
    fn leave_member(&mut self) {
        self.packing = match std::mem::replace(&mut self.packing, Packing::Over) {
            Packing::Gzip(member) => next_member(member.into_inner().into_inner().1),
            _ => Packing::Over,
        };
    }
}

/// Skips to the next thing that looks like a member of gzip.
fn next_member(mut packed: Packed) -> Packing {
    let mut seen = 0;
    loop {
        let Ok(bytes) = packed.fill_buf() else {
            return Packing::Over;
        };
        if bytes.is_empty() {
            return Packing::Over;
        }
        let mut used = 0;
        for byte in bytes {
            used += 1;
            seen = match seen {
                1 if *byte == GZIP[1] => 2,
                2 if *byte == GZIP[2] => 3,
                _ => usize::from(*byte == GZIP[0]),
            };
            if seen == GZIP.len() {
                break;
            }
        }
        packed.consume(used);
        if seen == GZIP.len() {
            return Packing::Gzip(MultiGzDecoder::new(GZIP.chain(packed)));
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.packing {
            Packing::None(packed) => packed.read(buffer),
            Packing::Gzip(member) => member.read(buffer),
            Packing::Zstd(frame) => frame.read(buffer),
            Packing::Over => Ok(0),
        };
        match &read {
            Ok(bytes) => self.position += *bytes as u64,
            Err(_) => self.leave_member(),
        }
        read
    }
}

/// A stream only knows where it is.
impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) => Ok(self.position),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}
