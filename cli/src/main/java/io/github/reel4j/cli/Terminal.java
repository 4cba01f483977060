package io.github.reel4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** The streams: data for programs on one, everything for people on the other. Every line is flushed. Thread-safe. */
final class Terminal {

    /** How a text is drawn where colours are. */
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

    Terminal(PrintStream data, PrintStream notes, BufferedReader results, TerminalCapabilities capabilities) {
        this.data = data;
        this.notes = notes;
        this.input = results;
        this.capabilities = capabilities;
    }

    /** The streams of this process. */
    static Terminal ofProcess() {
        TerminalCapabilities capabilities =
                TerminalCapabilities.of(System::getProperty, System::getenv, TerminalCapabilities.hasConsole());
        return new Terminal(
                System.out,
                System.err,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                capabilities);
    }

    TerminalCapabilities capabilities() {
        return capabilities;
    }

    /** One line, or several, of data. */
    void data(String text) {
        data.println(text);
        if (data.checkError()) { // flushes; a stream tells of no trouble by itself
            dataLost = true;
        }
    }

    /** Whether something that programs wait for could not be written. */
    boolean isDataLost() {
        return dataLost;
    }

    /** Whether something for people could not be written. */
    boolean areNotesLost() {
        return notesLost;
    }

    /** One line, or several, for people. */
    synchronized void note(String text) {
        erase();
        notes.println(readable(text));
        if (notes.checkError()) {
            notesLost = true;
        }
    }

    /** A line that people should not miss. */
    void warn(String text) {
        note(paint(Style.WARNING, "! ") + text);
    }

    /** Draws a line over the last one that was drawn; only where {@link TerminalCapabilities#live()}. */
    synchronized void draw(String line) {
        if (!frozen) {
            notes.print("\r" + readable(line) + "\u001b[K");
            notes.flush();
            progressLine = true;
        }
    }

    /** Draws no more, so that what is said last stays last. */
    synchronized void freeze() {
        erase();
        frozen = true;
    }

    /** Takes the drawn line away. */
    synchronized void erase() {
        if (progressLine) {
            notes.print("\r\u001b[K");
            notes.flush();
            progressLine = false;
        }
    }

    /** Asks for a yes; anything else, and no answer, is a no. */
    boolean confirm(String question) {
        synchronized (this) {
            notes.print(readable(question) + " [y/N] ");
            notes.flush();
        }
        try {
            String result = input.readLine();
            return result != null && result.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false;
        }
    }

    String paint(Style style, String text) {
        return capabilities.colors() && !style.code.isEmpty()
                ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
                : text;
    }

    /** The first where the terminal takes it, the second where it takes ASCII alone. */
    String symbol(String unicode, String ascii) {
        return capabilities.unicode() ? unicode : ascii;
    }

    private String readable(String text) {
        return capabilities.unicode() ? text : text.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
