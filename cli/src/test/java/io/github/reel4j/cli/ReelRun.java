package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Runs reel in this process, with an environment and a terminal of its own. */
final class ReelRun {

    static final String KEY = "canary-4711-not-to-be-shown";

    private static final TerminalCapabilities PIPE = new TerminalCapabilities(false, false, false, true);
    private static final PollInterval FAST = new PollInterval(Duration.ofMillis(5), Duration.ofMillis(10));

    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    private static final Set<String> ORDERS = Set.of("text", "image", "speech", "animate");

    /** A journal for each run: the vendors of the tests number their tasks from 1, and no task may belong to 2 orders. */
    private final Map<String, String> environment =
            new LinkedHashMap<>(Map.of("REEL4J_JOURNAL", "target/reel-tests-" + UUID.randomUUID() + ".journal"));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private TerminalCapabilities capabilities = PIPE;
    private PollInterval pollInterval = FAST;
    private String input = "";
    private boolean stumbles;
    private int code = -1;
    private boolean agreed = true;
    private OutputStream dataTo = data;
    private OutputStream notesTo = notes;

    /** Without any setting: no key, no provider named. */
    static ReelRun withoutKeys() {
        return new ReelRun();
    }

    /** Told to order from acme, without a key. */
    static ReelRun acme() {
        return withoutKeys().with("REEL4J_PROVIDER", "acme");
    }

    /** Told to order from {@code vendor}, with a key. */
    static ReelRun acme(AcmeVendor vendor) {
        return acme().with("ACME_BASE_URL", vendor.baseUrl().toString()).with("ACME_API_KEY", KEY);
    }

    ReelRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ReelRun on(TerminalCapabilities terminal) {
        capabilities = terminal;
        agreed = !terminal.interactive();
        return this;
    }

    /** Without {@code --yes}, which all other orders of tests without a person have. */
    ReelRun unasked() {
        agreed = false;
        return this;
    }

    /** With a stdout that takes nothing, as {@code /dev/full}. */
    ReelRun fullStdout() {
        dataTo = FULL;
        return this;
    }

    ReelRun fullStderr() {
        notesTo = FULL;
        return this;
    }

    /** Polls so rarely that a test ends before the first. */
    ReelRun patient() {
        pollInterval = new PollInterval(Duration.ofMinutes(10), Duration.ofMinutes(10));
        return this;
    }

    /** With a stdin that fails in a way nobody expects, and names the key. */
    ReelRun stumbling() {
        stumbles = true;
        return this;
    }

    private static final class StumblingReader extends Reader {
        @Override
        public int read(char[] chars, int offset, int length) {
            throw new AssertionError("stumbled over " + KEY);
        }

        @Override
        public void close() {}
    }

    ReelRun withInput(String lines) {
        input = lines;
        return this;
    }

    CliContext session() {
        Terminal terminal = new Terminal(
                new PrintStream(dataTo, true, StandardCharsets.UTF_8),
                new PrintStream(notesTo, true, StandardCharsets.UTF_8),
                new BufferedReader(stumbles ? new StumblingReader() : new StringReader(input)),
                capabilities);
        return new CliContext(
                new Settings(Map.of(), name -> null, environment::get), terminal, pollInterval, pollInterval);
    }

    ReelRun reel(String... args) {
        return reel(session(), args);
    }

    ReelRun reel(CliContext context, String... args) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader fakes = new URLClassLoader(new URL[] {ReelRun.class.getResource("/fakes/")}, before)) {
            thread.setContextClassLoader(fakes);
            code = Reel.run(agreed ? agreeing(args) : args, context);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return this;
    }

    private static String[] agreeing(String... args) {
        return args.length > 0 && ORDERS.contains(args[0]) && !List.of(args).contains("--yes")
                ? Stream.concat(Stream.of(args), Stream.of("--yes")).toArray(String[]::new)
                : args;
    }

    int code() {
        return code;
    }

    String out() {
        return data.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return notes.toString(StandardCharsets.UTF_8);
    }

    Map<?, ?> json() {
        return JsonParser.object(out());
    }

    /** Both streams as a golden file has them: with what changes from run to run replaced. */
    String displayed() {
        return ("exit " + code + "\n--- stdout\n" + out() + "--- stderr\n" + err())
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("reel:1:[^\\s\"]+", "TASK")
                .replaceAll("(\\.\\.\\./)?[^\\s\"]*/junit[^\\s\"/]*/", "DIR/")
                .replaceAll("\\b\\d+:\\d\\d\\b(?! to| *\\n*usually)", "M:SS")
                .replaceAll("acme   \\S+   key", "acme   ORIGIN   key");
    }
}
