"""Looks at every page as a person would: in Chromium, wide and narrow, light and dark.

Checks what no unit test sees: axe (WCAG 2.2 AA), headings without gaps, nothing wider than the
screen at 320 px, no message on the console (so no breach of the content security policy), no request
to another host, links at least 24 px high, every table there without JavaScript, Tab through the
page in its order, arrow keys on the map. With --out it keeps screenshots and printed papers.

    python pages.py --url http://127.0.0.1:8080 [--public URL] [--out FOLDER] [--page /kreise ...]
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
# Text in a drawing shrinks with it: below this many pixels nobody reads it on a phone.
SMALLEST = 10
SMALL_TEXT = """(least) => [...document.querySelectorAll('main svg[viewBox]')].flatMap((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().width
    && parseFloat(getComputedStyle(text).fontSize) * scale < least).map((text) => text.textContent);
})"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def links(url, path, pattern):
    """Targets of a page's links that match, in their order."""
    html = urllib.request.urlopen(url + path).read().decode()
    return list(dict.fromkeys(re.findall(f'href="({pattern})"', html)))


def menu(url):
    """Every page of the menu: the pages of each group, which its first page names."""
    firsts = re.findall(
        r'<ul class="sections">(.*?)</ul>', urllib.request.urlopen(url + "/").read().decode()
    )
    pages = []
    for first in re.findall(r'href="([^"]+)"', firsts[0]):
        html = urllib.request.urlopen(url + first).read().decode()
        listed = re.search(r'<ul class="pages">(.*?)</ul>', html)
        pages += re.findall(r'href="([^"]+)"', listed.group(1)) if listed else [first]
    return pages


def run(url):
    """The last published run."""
    table = urllib.request.urlopen(url + "/api/v1/runs?format=csv").read().decode()
    return table.splitlines()[-1].split(",")[0]


def pages(url):
    """Every page of the menu, one of each kind that has ids, and the states that forms lead to."""
    details = [
        *links(url, "/prozesse", r"/prozesse/[^\"?]+")[:1],
        *links(url, "/konvois", r"/konvois/[^\"?]+")[:1],
        *links(url, "/reihenfolge", r"/reihenfolge/kosten-nutzen/[^\"?]+")[:1],
        "/kreise/08115", "/kreise/08111", "/indikatoren/coverage_share", "/beschluesse/erfassen",
    ]  # fmt: skip
    decision = "geprueft=1&body=uag&decided_on=2026-03-20&subject=Reihenfolge"
    states = [
        "/kreise?indikator=submissions_per_1000",
        "/reihenfolge?budget=2000000&gewicht-hours=100",
        "/reihenfolge?mehr-1=benefit&weniger-1=demand",
        "/reihenfolge?mehr-1=hours&weniger-1=demand&mehr-2=demand&weniger-2=hours",
        "/aenderungen?seit=2026-03-01", "/beschluesse/erfassen?" + decision,
        "/beschluesse/erfassen?" + decision + "&result=angenommen",
        *[path + "?run=" + run(url) for path in ("/", "/berichte/jahresplanung")],
        "/?lang=en", "/reihenfolge?lang=en", "/konvois/konvoi-1?lang=en", "/gibt-es-nicht",
    ]  # fmt: skip
    return menu(url) + details + states


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
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    where = f"{path} {width} px {scheme}"
    answer = page.goto(url + path, wait_until="networkidle")
    said = [text for text in said if "404" not in text or answer.status != 404]
    findings.check(not said, f"{where}: console says {said[:2]}")
    outside = [address for address in asked if not address.startswith((url + "/", "data:"))]
    findings.check(not outside, f"{where}: asks {outside[:2]}")
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.tagName[1]))"
    )
    steps = [b for a, b in zip(levels, levels[1:]) if b > a + 1]
    findings.check(
        levels.count(1) == 1 and levels[0] == 1 and not steps, f"{where}: headings {levels}"
    )
    if out:
        page.screenshot(path=out / f"{stem(path)}-{width}-{scheme}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    findings.check(wide <= width, f"{where}: {wide} px wide")
    # Narrower than a phone is a page that was made larger: there the text is larger, too.
    tiny = page.evaluate(SMALL_TEXT, SMALLEST) if width > NARROW else []
    findings.check(not tiny, f"{where}: text of charts below {SMALLEST} px: {tiny[:2]}")
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


def without_table(html):
    """Ids of the figures that hold no table and lead to none on the page that does."""
    bodies = [part.split("</figure>")[0] for part in html.split("<figure")[1:]]
    figures = {re.search(r'id="([^"]+)"', body)[1]: body for body in bodies}
    tables = {name for name, body in figures.items() if "<table" in body}
    return [name for name, body in figures.items()
            if name not in tables and not tables & set(re.findall(r'href="#([^"]+)"', body))]


def without_script(browser, url, path, findings):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + path)
    bare = without_table(page.content())
    findings.check(not bare, f"{path}: figures without table and script: {bare}")
    context.close()


def keyboard(browser, url, path, findings):
    """Tab reaches every link and field in the order of the page, and each shows where it is."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url + path)
    wanted = page.evaluate(
        """[...document.querySelectorAll('a[href], button, select, input, summary, .scroll')]
          .filter((e) => e.type !== 'hidden' && e.checkVisibility()).length"""
    )
    seen, last = 0, -1
    for _ in range(4 * min(wanted, 120)):
        if seen >= min(wanted, 120):
            break
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            """(() => {
              const e = document.activeElement;
              const all = [...document.querySelectorAll('*')];
              const style = getComputedStyle(e);
              return [all.indexOf(e), style.outlineStyle !== 'none' && style.outlineWidth !== '0px'];
            })()"""
        )
        # A date is one field of several stops.
        if place == last:
            continue
        if place < last:
            break
        findings.check(outline, f"{path}: no outline at tab stop {seen + 1}")
        seen, last = seen + 1, place
    findings.check(
        seen >= min(wanted, 120), f"{path}: Tab reaches {seen} of {wanted} in the page's order"
    )
    page.close()


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


def printed(browser, url, out, findings):
    """Papers on a sheet: tables about as wide as it, figures and months whole, no empty fields."""
    reports = links(url, "/berichte/reihenfolge", r"/berichte/[^\"?#]+")
    convoys = links(url, "/konvois", r"/konvois/[^\"?]+")[:1]
    for path in ["/kreise/08115", *convoys, *reports]:
        # What margins leave of A4.
        page = browser.new_page(locale="de-DE", viewport={"width": 695, "height": 1000})
        page.goto(url + path)
        page.emulate_media(media="print")
        # A browser shrinks a page by a quarter at most without loss.
        wide = page.evaluate("document.documentElement.scrollWidth")
        findings.check(wide <= 870, f"{path}: {wide} px wide on a sheet of 695")
        broken = page.evaluate(
            """[...document.querySelectorAll('th.short, td.num')].filter((cell) =>
              /^[0-9/.,]+$/.test(cell.textContent) && cell.getClientRects().length &&
              new Set([...(() => { const r = document.createRange(); r.selectNodeContents(cell);
                return r.getClientRects(); })()].map((box) => box.top)).size > 1)
              .map((cell) => cell.textContent)"""
        )
        findings.check(not broken, f"{path}: broken on paper: {broken[:4]}")
        cut = page.evaluate(
            """[...document.querySelectorAll('.scroll')].filter((box) =>
              box.checkVisibility() && box.scrollHeight > box.clientHeight + 1)
              .map((box) => box.getAttribute('aria-label'))"""
        )
        findings.check(not cut, f"{path}: higher than its place on paper: {cut[:2]}")
        fields = page.evaluate(
            "[...document.querySelectorAll('input, select')].filter((e) => e.checkVisibility()).length"
        )
        findings.check(fields == 0, f"{path}: {fields} fields on paper")
        follow = page.locator(".follow").all()
        findings.check(
            not any(box.is_visible() for box in follow), f"{path}: a form to go to on paper"
        )
        sheet = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
        if out:
            (out / f"{stem(path)}.pdf").write_bytes(sheet)
        count = len(re.findall(rb"/Type\s*/Page\b", sheet))
        findings.check(
            count > 0 and (count <= 2 or "/kreise/" not in path), f"{path}: {count} pages"
        )
        page.close()


def sheets(browser, url, findings):
    """The sheet of each Kreis, however long its names are, is two pages of paper."""
    page = browser.new_page(locale="de-DE")
    for path in links(url, "/kreise", r"/kreise/[0-9]+"):
        page.goto(url + path)
        sheet = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
        count = len(re.findall(rb"/Type\s*/Page\b", sheet))
        findings.check(count == 2, f"{path}: {count} pages")
    page.close()


def names(page, title):
    """First column of the table under a heading."""
    return page.evaluate(
        """(title) => [...document.querySelectorAll('figure')]
          .filter((f) => f.querySelector('h2').textContent === title)
          .flatMap((f) => [...f.querySelectorAll('tbody th')].map((cell) => cell.textContent))""",
        title,
    )


def paper(browser, url, findings):
    """The paper tells the costs of the candidates that it proposes, and where the others stand."""
    page = browser.new_page(locale="de-DE")
    page.goto(url + "/berichte/reihenfolge")
    chosen = names(page, "Vorgeschlagene Auswahl im Budget")
    told = names(page, "Kosten und Nutzen je Kandidat")
    findings.check(
        chosen and sorted(chosen) == sorted(told), f"paper: proposes {chosen[:3]}, tells {told[:3]}"
    )
    figure = page.locator("figure", has=page.get_by_role("heading", name="Kosten und Nutzen je"))
    findings.check(
        figure.locator(".note a[href^='/reihenfolge']").count() > 0, "paper: where are the others?"
    )
    page.goto(url + "/reihenfolge")
    findings.check(
        set(chosen) < set(names(page, "Kosten und Nutzen je Kandidat")), "paper: the whole list"
    )
    figure = page.locator("figure", has=page.get_by_role("heading", name="Kriterien und Gewichte"))
    tenths = [text for text in figure.locator("td.num").all_inner_texts()
              if re.search(r"\d\.\d{3},\d$", text)]
    findings.check(not tenths, f"/reihenfolge: tenths of thousands: {tenths[:3]}")
    page.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--page", action="append")
    parser.add_argument("--public", help="address of the same project in the public scope")
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
            keyboard(browser, options.url, path, findings)
        for path in pages(options.public) if options.public else []:
            print("public " + path, file=sys.stderr)
            look(browser, options.public, path, "light", 1280, options.out, findings)
            look(browser, options.public, path, "dark", NARROW, None, findings)
        arrow_keys(browser, options.url, findings)
        printed(browser, options.url, options.out, findings)
        sheets(browser, options.url, findings)
        paper(browser, options.url, findings)
        browser.close()
    print(f"{findings.passed} passed, {len(findings.wrong)} failed")
    sys.exit(1 if findings.wrong else 0)


if __name__ == "__main__":
    main()
