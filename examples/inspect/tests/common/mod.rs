//! A headless Chromium, driven through its own driver.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// A browser with one window.
pub struct Browser {
    client: Client,
    driver: Driver,
}

/// The driver's process; it ends with this.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Browser {
    /// Starts one; `None` where there is none, which is an error only where
    /// `INSPECT_BROWSER` is `required`, as it is when all checks are run.
    pub async fn start() -> Option<Browser> {
        let chromium = on_path("chromium").or_else(|| on_path("google-chrome"));
        let (Some(chromium), Some(driver)) = (chromium, on_path("chromedriver")) else {
            skip();
            return None;
        };
        let (driver, port) = start_driver(&driver);
        let options = json!({
            "goog:chromeOptions": {
                "binary": chromium,
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                         "--disable-dev-shm-usage", "--hide-scrollbars"],
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(options.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver starts a browser");
        let browser = Browser { client, driver };
        browser.resize(1440, 900).await;
        Some(browser)
    }

    /// Closes the window and ends the driver.
    pub async fn stop(self) {
        self.client.close().await.unwrap();
        drop(self.driver);
    }

    /// Opens a file from disk.
    pub async fn open(&self, file: &Path) {
        assert!(file.is_file(), "{} is not there", file.display());
        let address = url::Url::from_file_path(file).unwrap();
        self.client.goto(address.as_str()).await.unwrap();
    }

    /// Sets what the window shows, in CSS pixels: also less than a window may be.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// Light or dark.
    pub async fn set_scheme(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Turns the scripts of pages that are opened from now on on or off.
    pub async fn set_scripts(&self, are_on: bool) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !are_on }),
        )
        .await;
    }

    /// What a function body comes to in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Moves the mouse onto the first element of a selector.
    pub async fn hover(&self, selector: &str) {
        let script = format!(
            "const element = document.querySelector({selector:?});
             element.scrollIntoView({{ block: 'center' }});
             const box = element.getBoundingClientRect();
             return [box.left + Math.min(box.width / 2, 60), box.top + box.height / 2];"
        );
        let at = self.run(&script).await;
        self.move_mouse(at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
            .await;
    }

    /// Moves the mouse to a place in the window.
    pub async fn move_mouse(&self, x: f64, y: f64) {
        let to = json!({ "type": "mouseMoved", "x": x, "y": y });
        self.devtools("Input.dispatchMouseEvent", to).await;
    }

    /// Clicks the first element of a selector.
    pub async fn click(&self, selector: &str) {
        let element = self.client.find(Locator::Css(selector)).await.unwrap();
        element.click().await.unwrap();
    }

    /// Types to whatever has the focus.
    pub async fn keys(&self, keys: &str) {
        let element = self.client.active_element().await.unwrap();
        element.send_keys(keys).await.unwrap();
    }

    /// What was written to the console since this was last asked.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.vendor("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    /// Keeps a picture of the window in the folder `INSPECT_SHOTS`, if that is
    /// set, to be looked at.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("INSPECT_SHOTS") {
            let bytes = self.client.screenshot().await.unwrap();
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
        }
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.vendor(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
        .await
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        self.client.issue_cmd(Vendor { path, body }).await.unwrap()
    }
}

/// A command of the driver that is not in the standard.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let mut found = std::env::split_paths(&folders).map(|folder| folder.join(program));
    found.find(|path| path.is_file())
}

/// Written past the test's captured output, so that it is seen.
fn skip() {
    let is_required = std::env::var("INSPECT_BROWSER").is_ok_and(|value| value == "required");
    assert!(
        !is_required,
        "chromium and chromedriver are required, and not both are there"
    );
    let line = "!!!! SKIPPED: no chromium with chromedriver; `.ci/run --full` installs them\n";
    std::io::stderr().write_all(line.as_bytes()).ok();
}

/// The driver picks a free port and says which.
fn start_driver(program: &Path) -> (Driver, u16) {
    let mut process = Command::new(program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the driver starts");
    let output = BufReader::new(process.stdout.take().expect("it is piped"));
    let driver = Driver(process);
    let port = output.lines().map_while(Result::ok).find_map(|line| {
        line.split_once("successfully on port ")?
            .1
            .trim_end_matches('.')
            .parse()
            .ok()
    });
    (driver, port.expect("the driver says its port"))
}
