package io.github.reel4j.testkit.contract.engine;

/** The frame of a page: head, styles, heading and main part. */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1c2127; --ground: #ffffff; --soft: #f2f4f7; --line: #c9d0d8;
              --link: #0b57a4; --failed: #a3151a; --passed: #17652d; --other: #4d5762; }
            @media (prefers-color-scheme: dark) { :root { --text: #e4e8ec; --ground: #15181c; --soft: #20252b;
              --line: #414a54; --link: #8fc3ff; --failed: #ff9b96; --passed: #82d69b; --other: #b4bec8; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--text); background: var(--ground);
              font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
            h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
            p, ul, dl, pre { margin: .5rem 0; }
            a { color: var(--link); }
            .id { white-space: nowrap; }
            a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
            .skip { position: absolute; left: -100rem; }
            .skip:focus { position: static; }
            .badge { display: inline-block; padding: 0 .5rem; border: 1px solid; border-radius: .25rem;
              font-size: .875rem; white-space: nowrap; }
            .badge.failed, .change { color: var(--failed); }
            .badge.passed { color: var(--passed); }
            .badge.not_applicable { color: var(--other); }
            .card { background: var(--soft); border: 1px solid var(--line); border-left: .25rem solid var(--failed);
              border-radius: .25rem; padding: .5rem 1rem; margin: .75rem 0; }
            .rule { border-top: 1px solid var(--line); padding: .375rem 0; }
            .rule > :not(summary) { margin-left: 1rem; }
            summary { cursor: pointer; }
            .place { font-weight: 600; }
            dl { display: grid; grid-template-columns: 4rem 1fr; gap: .25rem .5rem; }
            dt { color: var(--other); }
            dd { margin: 0; min-width: 0; }
            code { font: .925em ui-monospace, monospace; }
            pre { white-space: pre-wrap; font: .875rem/1.45 ui-monospace, monospace; margin: 0; }
            table { width: 100%; border-collapse: collapse; table-layout: fixed; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0;
              border-bottom: 1px solid var(--line); }
            th:first-child { width: 40%; }
            tbody th { font-weight: 400; }
            """;

    private HtmlPage() {}

    /** Returns a page. {@code summary} and {@code main} are HTML. */
    static String of(String title, String summary, String main) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n"
                + "<a class=\"skip\" href=\"#main\">Skip to the results</a>\n<header>\n<h1>"
                + escaped(title) + "</h1>\n" + summary + "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + main
                + "</main>\n</body>\n</html>\n";
    }

    /** Returns a text of the contract document as HTML. Parts between backticks are code. */
    static String prose(String markdown) {
        return escaped(markdown).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    /** Escapes text for an element or an attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
