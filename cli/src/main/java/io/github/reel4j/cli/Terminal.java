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
    private final BufferedReader answers;
    private final TerminalAbilities abilities;
    private volatile boolean dataLost;
    private volatile boolean notesLost;
    private boolean drawn;
    private boolean still;

    Terminal(PrintStream data, PrintStream notes, BufferedReader answers, TerminalAbilities abilities) {
        this.data = data;
        this.notes = notes;
        this.answers = answers;
        this.abilities = abilities;
    }

    /** The streams of this process. */
    static Terminal ofProcess() {
        TerminalAbilities abilities =
                TerminalAbilities.of(System::getProperty, System::getenv, TerminalAbilities.hasConsole());
        return new Terminal(
                System.out,
                System.err,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                abilities);
    }

    TerminalAbilities abilities() {
        return abilities;
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

    /** Draws a line over the last one that was drawn; only where {@link TerminalAbilities#live()}. */
    synchronized void draw(String line) {
        if (!still) {
            notes.print("\r" + readable(line) + "\u001b[K");
            notes.flush();
            drawn = true;
        }
    }

    /** Draws no more, so that what is said last stays last. */
    synchronized void beStill() {
        erase();
        still = true;
    }

    /** Takes the drawn line away. */
    synchronized void erase() {
        if (drawn) {
            notes.print("\r\u001b[K");
            notes.flush();
            drawn = false;
        }
    }

    /** Asks for a yes; anything else, and no answer, is a no. */
    boolean confirms(String question) {
        synchronized (this) {
            notes.print(readable(question) + " [y/N] ");
            notes.flush();
        }
        try {
            String answer = answers.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false;
        }
    }

    String paint(Style style, String text) {
        return abilities.colours() && !style.code.isEmpty() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** The first where the terminal takes it, the second where it takes ASCII alone. */
    String symbol(String unicode, String ascii) {
        return abilities.unicode() ? unicode : ascii;
    }

    private String readable(String text) {
        return abilities.unicode() ? text : text.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
