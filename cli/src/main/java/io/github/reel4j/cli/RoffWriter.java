package io.github.reel4j.cli;

import java.util.List;
import java.util.Locale;

/** Writes a manual page with the man macros of roff. */
final class RoffWriter {

    private final StringBuilder text = new StringBuilder();
    private boolean underHeading;

    void title(String name, String version) {
        text.append(".TH ")
                .append(quoted(name.toUpperCase(Locale.ROOT)))
                .append(" 1 \"\" ")
                .append(quoted(name + " " + version))
                .append(" \"User Commands\"\n.nh\n.ad l\n");
    }

    void section(String name) {
        text.append(".SH ").append(quoted(name)).append('\n');
        underHeading = true;
    }

    void subsection(String name) {
        text.append(".SS ").append(quoted(name)).append('\n');
        underHeading = true;
    }

    void paragraph(String words) {
        text.append(underHeading ? "" : ".PP\n").append(line(words)).append('\n');
        underHeading = false;
    }

    /** Appends a term and the lines that describe it. */
    void item(String term, List<String> description) {
        underHeading = false;
        text.append(".TP\n.B ").append(quoted(term)).append('\n');
        description.forEach(each -> text.append(line(each)).append('\n'));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }

    /** A line that begins with a period or an apostrophe would be a macro. */
    private static String line(String words) {
        String escaped = escaped(words);
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    private static String quoted(String words) {
        return '"' + escaped(words).replace("\"", "\\(dq") + '"';
    }

    /** Keeps the characters that can be copied to a terminal: roff would draw typographic ones instead. */
    private static String escaped(String words) {
        return words.replace("\\", "\\(rs")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }
}
