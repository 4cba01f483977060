package io.github.reel4j.cli;

import io.github.reel4j.spi.Settings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
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

/** A run of reel in this process, with its own environment and terminal. */
final class ReelRun {

    static final String KEY = "canary-4711-not-to-be-shown";

    private static final TerminalCapabilities PIPE = new TerminalCapabilities(false, false, false, true);
    private static final PollIntervalRange FAST = new PollIntervalRange(Duration.ofMillis(5), Duration.ofMillis(10));

    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    private static final Set<String> ORDERS = Set.of("text", "image", "speech", "animate");

    /** Each run has its own journal, because test vendors number their tasks from 1 and no task may have 2 orders. */
    private final Map<String, String> environment =
            new LinkedHashMap<>(Map.of("REEL4J_JOURNAL", "target/reel-tests-" + UUID.randomUUID() + ".journal"));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private TerminalCapabilities capabilities = PIPE;
    private PollIntervalRange pollInterval = FAST;
    private String input = "";
    private boolean brokenInput;
    private int code = -1;
    private boolean confirmed = true;
    private OutputStream dataTo = data;
    private OutputStream notesTo = notes;

    /** Returns a run without keys and without a chosen provider. */
    static ReelRun withoutKeys() {
        return new ReelRun();
    }

    /** Returns a run that orders from acme, without a key. */
    static ReelRun acme() {
        return withoutKeys().with("REEL4J_PROVIDER", "acme");
    }

    /** Returns a run that orders from {@code vendor}, with a key. */
    static ReelRun acme(AcmeVendor vendor) {
        return acme().with("ACME_BASE_URL", vendor.baseUrl().toString()).with("ACME_API_KEY", KEY);
    }

    ReelRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ReelRun on(TerminalCapabilities terminal) {
        capabilities = terminal;
        confirmed = !terminal.interactive();
        return this;
    }

    /** Does not add {@code --yes}, as all other runs without an interactive terminal do. */
    ReelRun unconfirmed() {
        confirmed = false;
        return this;
    }

    /** Makes every write to stdout fail, like {@code /dev/full}. */
    ReelRun fullStdout() {
        dataTo = FULL;
        return this;
    }

    ReelRun fullStderr() {
        notesTo = FULL;
        return this;
    }

    /** Polls so rarely that a test ends before the second poll. */
    ReelRun pollingRarely() {
        pollInterval = new PollIntervalRange(Duration.ofMinutes(10), Duration.ofMinutes(10));
        return this;
    }

    /** Makes stdin throw an error whose message has the key. */
    ReelRun brokenInput() {
        brokenInput = true;
        return this;
    }

    private static final class BrokenReader extends Reader {
        @Override
        public int read(char[] chars, int offset, int length) {
            throw new AssertionError("failed with " + KEY);
        }

        @Override
        public void close() {}
    }

    ReelRun withInput(String lines) {
        input = lines;
        return this;
    }

    CliContext context() {
        TerminalStreams terminal = new TerminalStreams(
                new PrintStream(dataTo, true, StandardCharsets.UTF_8),
                new PrintStream(notesTo, true, StandardCharsets.UTF_8),
                new BufferedReader(brokenInput ? new BrokenReader() : new StringReader(input)),
                capabilities);
        return new CliContext(
                new Settings(Map.of(), name -> null, environment::get), terminal, pollInterval, pollInterval);
    }

    ReelRun reel(String... args) {
        return reel(context(), args);
    }

    ReelRun reel(CliContext context, String... args) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader fakes = new URLClassLoader(new URL[] {ReelRun.class.getResource("/fakes/")}, before)) {
            thread.setContextClassLoader(fakes);
            code = Reel.run(confirmed ? withYes(args) : args, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return this;
    }

    private static String[] withYes(String... args) {
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

    /** Returns the exit code and both streams for a golden file, with variable parts replaced. */
    String displayed() {
        return ("exit " + code + "\n--- stdout\n" + out() + "--- stderr\n" + err())
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("reel:1:[^\\s\"]+", "TASK")
                .replaceAll("(\\.\\.\\./)?[^\\s\"]*/junit[^\\s\"/]*/", "DIR/")
                .replaceAll("\\b\\d+:\\d\\d\\b(?! to| *\\n*usually)", "M:SS")
                .replaceAll("acme   \\S+   key", "acme   ORIGIN   key");
    }
}
