//! Each way runs in a process of its own, which is asked for one page at a
//! time: only so can a run outlive a way that hangs, overflows its stack or
//! eats all memory. A question is the number of a page, an answer is a line of
//! JSON; the clock runs in the worker, so that no time of this is measured.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use judge::figures::{Answer, Failure};
use judge::folds::FoldModels;
use judge::run::guarded;
use serde::{Deserialize, Serialize};

use crate::way::{self, Page, Way};

/// The argument that makes this program a worker, and says of which way.
pub const ARGUMENT: &str = "--worker";

/// What a way made of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// An article.
    Answered(Answer),
    /// An error, in its own words.
    Refused(String),
    /// A panic, and where.
    Panicked(String),
    /// Nothing, in the time that it had.
    TimedOut,
    /// The end of its process.
    Died(String),
}

/// What a way made of a page, and how long it took over it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// What came out.
    pub outcome: Outcome,
    /// From the page in memory to the answer, everything else dropped.
    pub seconds: f64,
}

impl Run {
    /// Whether an article came out.
    pub fn answered(&self) -> bool {
        matches!(self.outcome, Outcome::Answered(_))
    }
}

/// Answers questions on standard input until it ends. `open` reads the page
/// with a number.
///
/// # Errors
///
/// A page that cannot be read, or a parent that is gone.
pub fn serve<'a>(
    way: Way,
    folds: &FoldModels,
    open: impl Fn(usize) -> Result<Page<'a>>,
) -> Result<()> {
    let mut out = io::stdout().lock();
    let mut last: Option<(usize, Page)> = None;
    for line in io::stdin().lock().lines() {
        let number: usize = line?.trim().parse().context("a page's number")?;
        // Every page is asked for once a round.
        let page = match last.take() {
            Some((known, page)) if known == number => page,
            _ => open(number)?,
        };
        serde_json::to_writer(&mut out, &timed(way, &page, folds))?;
        writeln!(out)?;
        out.flush()?;
        last = Some((number, page));
    }
    Ok(())
}

fn timed(way: Way, page: &Page, folds: &FoldModels) -> Run {
    let start = Instant::now();
    let answer = guarded(|| Ok(way::run(way, page, folds)));
    let seconds = start.elapsed().as_secs_f64();
    let outcome = match answer {
        Ok(Ok(answer)) => Outcome::Answered(answer),
        Ok(Err(error)) => Outcome::Refused(error.to_string()),
        Err(Failure::Panicked(why)) => Outcome::Panicked(why),
        Err(Failure::Refused(why)) => Outcome::Refused(why),
    };
    Run { outcome, seconds }
}

/// A way's process, started when there is a question and again after its end.
#[derive(Debug)]
pub struct Worker {
    start: fn(Way) -> Result<Command>,
    way: Way,
    limit: Duration,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Child,
    questions: ChildStdin,
    answers: Receiver<io::Result<String>>,
}

impl Worker {
    /// A worker that runs this program with the arguments that it has itself.
    pub fn new(way: Way, limit: Duration) -> Worker {
        Worker {
            start: this_program,
            way,
            limit,
            running: None,
        }
    }

    /// What the way makes of a page. A worker that does not answer in time is
    /// ended.
    ///
    /// # Errors
    ///
    /// The process cannot be started.
    pub fn ask(&mut self, page: usize) -> Result<Run> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start((self.start)(self.way)?)?,
        };
        // A worker that is gone has closed its input; its answer, or rather
        // the lack of one, says the same.
        writeln!(running.questions, "{page}").ok();
        let outcome = match running.answers.recv_timeout(self.limit) {
            Ok(Ok(line)) => match serde_json::from_str(&line) {
                Ok(run) => {
                    self.running = Some(running);
                    return Ok(run);
                }
                Err(error) => Outcome::Died(format!("no answer: {error}")),
            },
            Err(RecvTimeoutError::Timeout) => Outcome::TimedOut,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Outcome::Died(running.end()?),
        };
        Ok(Run {
            outcome,
            seconds: self.limit.as_secs_f64(),
        })
    }
}

fn this_program(way: Way) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args(env::args_os().skip(1));
    command.args([ARGUMENT, &way.argument()]);
    Ok(command)
}

impl Running {
    fn start(mut command: Command) -> Result<Running> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a crash has to say is told by the way it ended.
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start a worker")?;
        let pipe = || anyhow!("a worker without a pipe");
        Ok(Running {
            questions: process.stdin.take().ok_or_else(pipe)?,
            answers: lines(process.stdout.take().ok_or_else(pipe)?),
            process,
        })
    }

    /// Waits for the end of a process that has closed its output, and says how
    /// it came.
    fn end(&mut self) -> Result<String> {
        Ok(self.process.wait()?.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The lines of a pipe, read on a thread so that waiting for one can end.
fn lines(pipe: ChildStdout) -> Receiver<io::Result<String>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines() {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn worker(start: fn(Way) -> Result<Command>) -> Worker {
        Worker {
            start,
            way: Way::Legible,
            limit: Duration::from_secs(20),
            running: None,
        }
    }

    fn shell(script: &str) -> Result<Command> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Ok(command)
    }

    #[test]
    fn one_process_answers_question_after_question() {
        let mut worker = worker(|_| {
            shell(
                r#"while read page; do echo "{\"outcome\":\"TimedOut\",\"seconds\":$page}"; done"#,
            )
        });
        assert_eq!(worker.ask(7).unwrap().seconds, 7.0);
        let first = worker.running.as_ref().map(|running| running.process.id());
        assert_eq!(worker.ask(8).unwrap().seconds, 8.0);
        let second = worker.running.as_ref().map(|running| running.process.id());
        assert!(first.is_some() && first == second);
    }

    #[test]
    fn a_worker_that_hangs_is_ended_and_started_anew() {
        let mut worker = worker(|_| shell("read page; exec sleep 1000"));
        worker.limit = Duration::from_millis(50);
        assert_eq!(worker.ask(0).unwrap().outcome, Outcome::TimedOut);
        assert!(worker.running.is_none());
        assert_eq!(worker.ask(1).unwrap().outcome, Outcome::TimedOut);
    }

    #[test]
    fn a_worker_that_dies_says_how() {
        let mut worker = worker(|_| shell("read page; kill -ABRT $$"));
        let Outcome::Died(how) = worker.ask(0).unwrap().outcome else {
            panic!("it did not die")
        };
        assert!(how.contains("SIGABRT"), "{how}");
    }

    #[test]
    fn what_is_no_answer_ends_the_worker() {
        let mut worker = worker(|_| shell("read page; echo debug: candidate; read page"));
        let run = worker.ask(0).unwrap();
        assert!(matches!(run.outcome, Outcome::Died(_)), "{run:?}");
        assert!(worker.running.is_none());
    }
}
