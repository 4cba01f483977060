package io.github.reel4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** The standard streams: results on stdout, everything else on stderr. Flushes every line. Thread-safe. */
final class TerminalStreams {

    /** ANSI styles. */
    enum Style {
        PLAIN(""),
        GOOD("32"),
        WARNING("33"),
        BAD("31"),
        FAINT("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintStream data;
    private final PrintStream notes;
    private final BufferedReader input;
    private final TerminalCapabilities capabilities;
    private volatile boolean dataLost;
    private volatile boolean notesLost;
    private boolean progressLine;
    private boolean frozen;

    TerminalStreams(PrintStream data, PrintStream notes, BufferedReader input, TerminalCapabilities capabilities) {
        this.data = data;
        this.notes = notes;
        this.input = input;
        this.capabilities = capabilities;
    }

    /** Returns the streams of this process. */
    static TerminalStreams ofProcess() {
        TerminalCapabilities capabilities =
                TerminalCapabilities.of(System::getProperty, System::getenv, TerminalCapabilities::hasConsole);
        return new TerminalStreams(
                System.out,
                System.err,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                capabilities);
    }

    TerminalCapabilities capabilities() {
        return capabilities;
    }

    /** Prints one or more lines on stdout. */
    void data(String text) {
        data.println(text);
        if (data.checkError()) { // flushes; a PrintStream never throws
            dataLost = true;
        }
    }

    /** Whether output on stdout was lost. */
    boolean isDataLost() {
        return dataLost;
    }

    /** Whether output on stderr was lost. */
    boolean areNotesLost() {
        return notesLost;
    }

    /** Prints one or more lines on stderr. */
    synchronized void note(String text) {
        erase();
        notes.println(encodable(text));
        if (notes.checkError()) {
            notesLost = true;
        }
    }

    /** Prints a highlighted line on stderr. */
    void warn(String text) {
        note(paint(Style.WARNING, "! ") + text);
    }

    /** Replaces the last drawn line. Only if {@link TerminalCapabilities#live()}. */
    synchronized void draw(String line) {
        if (!frozen) {
            notes.print("\r" + encodable(line) + "\u001b[K");
            notes.flush();
            progressLine = true;
        }
    }

    /** Erases the drawn line and draws no more. */
    synchronized void freeze() {
        erase();
        frozen = true;
    }

    /** Erases the drawn line. */
    synchronized void erase() {
        if (progressLine) {
            notes.print("\r\u001b[K");
            notes.flush();
            progressLine = false;
        }
    }

    /** Prints a question and returns whether the user entered {@code y} or {@code yes}. */
    boolean confirm(String question) {
        synchronized (this) {
            notes.print(encodable(question) + " [y/N] ");
            notes.flush();
        }
        try {
            String line = input.readLine();
            return line != null && line.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false;
        }
    }

    String paint(Style style, String text) {
        return capabilities.colors() && !style.code.isEmpty()
                ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
                : text;
    }

    /** Returns {@code unicode} if the terminal supports it, or else {@code ascii}. */
    String symbol(String unicode, String ascii) {
        return capabilities.unicode() ? unicode : ascii;
    }

    private String encodable(String text) {
        return capabilities.unicode() ? text : text.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
