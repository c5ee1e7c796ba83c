"""Looks at every page as a person would: in Chromium, wide and narrow, light and dark.

Checks what no unit test sees: axe (WCAG 2.2 AA), nothing wider than the screen at 320 px, no
message on the console (so no breach of the content security policy), links at least 24 px high,
every table there without JavaScript, arrow keys on the map. With --out it keeps screenshots.

    python pages.py --url http://127.0.0.1:8080 [--out FOLDER] [--page /kreise ...]
"""

import argparse
import pathlib
import re
import sys
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = {1280: 900, 390: 844}
NARROW = 320
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def pages(url):
    """One page of each kind; processes have ids of their own, so one is taken from the list."""
    html = urllib.request.urlopen(url + "/prozesse?lang=de").read().decode()
    process = re.search(r'href="(/prozesse/[^"?]+)', html)
    return [
        "/", "/kreise", "/kreise?indikator=submissions_per_1000", "/kreise/08115",
        "/kreise/08111", "/prozesse", *([process.group(1)] if process else []), "/indikatoren",
        "/indikatoren/coverage_share", "/datenstaende", "/?lang=en", "/gibt-es-nicht",
        "/universalprozesse", "/reihenfolge", "/reihenfolge?budget=2000000&gewicht-hours=100",
        "/finanzierung", "/konvois", "/konvois/konvoi-1", "/beschluesse", "/termine",
        "/annahmen", "/aenderungen?seit=2026-03-01", "/konvois/konvoi-1?lang=en",
    ]  # fmt: skip


class Findings:
    """What was wrong, and how many checks there were."""

    def __init__(self):
        self.wrong, self.passed = [], 0

    def check(self, held, text):
        if held:
            self.passed += 1
        else:
            self.wrong.append(text)
            print(f"  ✗ {text}", file=sys.stderr)


def stem(path):
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "start"


def look(browser, url, path, scheme, width, out, findings):
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": WIDTHS.get(width, 800)},
        locale="de-DE",
    )  # fmt: skip
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    where = f"{path} {width} px {scheme}"
    answer = page.goto(url + path, wait_until="networkidle")
    said = [text for text in said if "404" not in text or answer.status != 404]
    findings.check(not said, f"{where}: console says {said[:2]}")
    if out:
        page.screenshot(path=out / f"{stem(path)}-{width}-{scheme}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    findings.check(wide <= width, f"{where}: {wide} px wide")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    wide = page.evaluate("document.documentElement.scrollWidth")
    findings.check(wide <= width, f"{where}: {wide} px wide with all details open")
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"][:2]]
        findings.check(False, f"{where}: axe {violation['id']} ({len(violation['nodes'])}): {nodes}")
    findings.passed += 1
    small = page.evaluate(
        """[...document.querySelectorAll('a, button, select, input, summary')].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width && box.height < 23.5 && !e.closest('p, td, th, dd, h2, h3, .skip');
        }).map((e) => e.outerHTML.slice(0, 90))"""
    )
    findings.check(not small, f"{where}: targets below 24 px: {small[:2]}")
    context.close()


def overlaps(browser, url, path, findings):
    """Texts of one drawing must not lie on each other."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url + path)
    hits = page.evaluate(
        """[...document.querySelectorAll('svg.chart')].flatMap((svg) => {
          const texts = [...svg.querySelectorAll('text')].map((t) => [t, t.getBoundingClientRect()]);
          const box = svg.getBoundingClientRect();
          const found = [];
          texts.forEach(([t, a], i) => {
            if (a.left < box.left - 1 || a.right > box.right + 1)
              found.push(svg.id + ' cut: ' + t.textContent);
            for (const [u, b] of texts.slice(i + 1)) {
              const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (w > 1 && h > 4) found.push(t.textContent + ' × ' + u.textContent);
            }
          });
          return found;
        })"""
    )
    findings.check(not hits, f"{path}: texts on each other: {hits[:4]} ({len(hits)})")
    page.close()


def without_script(browser, url, path, findings):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + path)
    html = page.content()
    figures, tables = html.count("<figure"), html.count("<table")
    findings.check(tables >= figures, f"{path}: {figures} figures, {tables} tables without script")
    context.close()


def arrow_keys(browser, url, findings):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url + "/kreise")
    page.locator("a.tile[href*='08111']").focus()
    page.keyboard.press("ArrowLeft")
    reached = page.evaluate("document.activeElement.getAttribute('href')")
    findings.check("/kreise/08115" in reached, f"arrow left from Stuttgart leads to {reached}")
    page.locator("select#indikator").select_option("activation_rate")
    page.wait_for_url("**indikator=activation_rate**")
    findings.passed += 1
    page.close()


def printed(browser, url, out):
    page = browser.new_page()
    page.goto(url + "/kreise/08115")
    page.pdf(path=out / "kreis.pdf", format="A4", print_background=True)
    page.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--page", action="append")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    findings = Findings()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"]
        )
        for path in options.page or pages(options.url):
            print(path, file=sys.stderr)
            for scheme in ["light", "dark"]:
                for width in WIDTHS:
                    look(browser, options.url, path, scheme, width, options.out, findings)
            look(browser, options.url, path, "light", NARROW, None, findings)
            overlaps(browser, options.url, path, findings)
            without_script(browser, options.url, path, findings)
        arrow_keys(browser, options.url, findings)
        if options.out:
            printed(browser, options.url, options.out)
        browser.close()
    print(f"{findings.passed} passed, {len(findings.wrong)} failed")
    sys.exit(1 if findings.wrong else 0)


if __name__ == "__main__":
    main()
