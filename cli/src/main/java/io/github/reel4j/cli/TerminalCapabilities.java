package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings.Lookup;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal behind this process can do.
 *
 * @param live whether a line on stderr can be drawn again
 * @param interactive whether a person can be asked
 * @param colors whether stderr takes colours
 * @param unicode whether stderr takes more than ASCII
 */
record TerminalCapabilities(boolean live, boolean interactive, boolean colors, boolean unicode) {

    /**
     * Reads them from what the launcher says of the streams ({@code reel.stdin.tty}, {@code reel.stderr.tty}), for Java cannot
     * ask about stderr, and from the conventions of the environment.
     */
    static TerminalCapabilities of(Lookup properties, Lookup environment, boolean console) {
        boolean stderr = flag(properties.get("reel.stderr.tty"), console);
        boolean stdin = flag(properties.get("reel.stdin.tty"), console);
        boolean drawable = stderr && !"dumb".equals(environment.get("TERM"));
        String noColor = environment.get("NO_COLOR");
        boolean colours = drawable && (noColor == null || noColor.isEmpty());
        return new TerminalCapabilities(drawable, stdin && stderr, colours, unicode(properties));
    }

    private static boolean unicode(Lookup properties) {
        if (flag(properties.get("reel.ascii"), false)) {
            return false;
        }
        for (String name : new String[] {"stderr.encoding", "sun.stderr.encoding", "native.encoding"}) {
            String charset = properties.get(name);
            if (charset != null) {
                return charset.equalsIgnoreCase(StandardCharsets.UTF_8.name());
            }
        }
        return false;
    }

    /** Whether this process has a console; from Java 22 on there is one even without a terminal. */
    @SuppressWarnings("SystemConsoleNull") // null means that up to Java 21 alone, and that is asked
    static boolean hasConsole() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean flag(@Nullable String value, boolean otherwise) {
        return value == null ? otherwise : value.equals("true");
    }
}
