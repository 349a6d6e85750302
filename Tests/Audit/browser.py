"""A headless Chromium that keeps track of what pages ask for and of scripts that ran unasked."""

import json

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# Runs before any script of a page: whatever a payload would call is noted, and so is what the
# content-security policy had to stop.
WATCH = """
window.ranUnasked = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...values) => { window.ranUnasked.push(name + " " + values.join(" ")); };
document.addEventListener("securitypolicyviolation", (event) =>
  window.ranUnasked.push("policy stopped " + event.violatedDirective + " " + event.blockedURI));
"""


class Browser:
    def __init__(self, profile):
        options = webdriver.ChromeOptions()
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--no-first-run",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(30)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})

    def look(self, width, is_dark):
        """Like a phone or a desktop, in light or dark."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [scheme, motion]})

    def open(self, address):
        """Always loads anew, also where only the fragment differs."""
        self.driver.get("about:blank")
        self.driver.get(address)

    def requests(self):
        """Addresses asked for since the last call."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def errors(self):
        """What the console complained of since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE"]

    def ran_unasked(self):
        return self.driver.execute_script("return window.ranUnasked || []")

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def close(self):
        self.driver.quit()
