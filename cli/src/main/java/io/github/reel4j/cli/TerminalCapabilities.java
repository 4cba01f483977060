package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings.Lookup;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of the terminal.
 *
 * @param live whether a line on stderr can be redrawn
 * @param interactive whether a question can be asked, because stdin and stderr are terminals
 * @param colors whether stderr supports colors
 * @param unicode whether stderr supports more than ASCII
 */
record TerminalCapabilities(boolean live, boolean interactive, boolean colors, boolean unicode) {

    /**
     * Detects the capabilities from environment variables and from the properties that the launcher sets
     * ({@code reel.stdin.tty}, {@code reel.stderr.tty}), because Java cannot detect whether stderr is a terminal.
     *
     * @param console whether the streams are terminals; called if the launcher does not say, because it takes a while
     */
    static TerminalCapabilities of(Lookup properties, Lookup environment, BooleanSupplier console) {
        boolean stderr = flag(properties.get("reel.stderr.tty"), console);
        boolean stdin = flag(properties.get("reel.stdin.tty"), console);
        boolean drawable = stderr && !"dumb".equals(environment.get("TERM"));
        String noColor = environment.get("NO_COLOR");
        boolean colors = drawable && (noColor == null || noColor.isEmpty());
        return new TerminalCapabilities(drawable, stdin && stderr, colors, unicode(properties));
    }

    private static boolean unicode(Lookup properties) {
        if ("true".equals(properties.get("reel.ascii"))) {
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

    /** Whether this process has a terminal. From Java 22 on, {@code System.console()} exists also without one. */
    @SuppressWarnings("SystemConsoleNull") // null is only evaluated up to Java 21
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

    private static boolean flag(@Nullable String value, BooleanSupplier defaultValue) {
        return value == null ? defaultValue.getAsBoolean() : value.equals("true");
    }
}
