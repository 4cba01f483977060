package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.vavr.control.Either;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches all output of a provider for secrets: values and exceptions of its ports, texts of its objects, log records
 * of {@code java.util.logging} at any level, {@link System#out} and {@link System#err}, and names of threads.
 * Thread-safe.
 */
public final class OutputRecorder implements AutoCloseable {

    private static final int THREAD_INTERVAL_MILLIS = 5;
    private static final int EXCERPT = 240;
    /** Threads that start while others are counted. */
    private static final int SPARE = 64;

    private final SecretForms secrets;
    private final AtomicReference<@Nullable String> leak = new AtomicReference<>();
    private final StringBuilder pendingText = new StringBuilder();
    private final Logger own;
    private final @Nullable Level levelBefore;
    private final Handler handler = new RecordingHandler();
    private final Runnable stopObserving;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts to record.
     *
     * @param provider the class whose package logs at all levels meanwhile
     */
    public OutputRecorder(SecretForms secrets, Class<?> provider) {
        this.secrets = secrets;
        this.own = Logger.getLogger(provider.getPackageName());
        this.levelBefore = own.getLevel();
        own.setLevel(Level.ALL);
        DetailedLogging.add(handler);
        this.stopObserving = ObservedPrintStream.observe(this::print);
        Thread names = new Thread(this::watchThreadNames, "reel4j-output-recorder");
        names.setDaemon(true);
        names.start();
    }

    /** Starts to record the provider of a suite, and searches for its credentials. */
    public static OutputRecorder of(ContractContext context) {
        return new OutputRecorder(
                SecretForms.of(context.subject().credentials().values()),
                context.subject().factory().getClass());
    }

    /** Records a value or an exception. */
    public void record(String where, @Nullable Object output) {
        search(where, text(output));
    }

    /** Calls a port and records its result or exception. */
    public <T> Optional<T> call(String where, Supplier<T> port) {
        try {
            T result = port.get();
            record(where, result);
            return Optional.ofNullable(result);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            record(where, e); // other rules test that ports do not throw
            return Optional.empty();
        }
    }

    /** Records the texts of a provider and its parts. */
    public void provider(VideoProvider provider) {
        Stream.<Supplier<@Nullable Object>>of(
                        () -> provider,
                        provider::id,
                        provider::models,
                        provider::limits,
                        provider::generator,
                        provider::tracker,
                        provider::pricing,
                        provider::downloader,
                        provider::preview,
                        provider::canceller,
                        provider::callbacks,
                        provider::uploader)
                .forEach(part -> call("the text of the provider or of a port", () -> String.valueOf(part.get())));
    }

    /** Fails if some output contained a secret. */
    public void requireNoSecret(RuleCheck check) {
        String found = leak.get();
        check.require(found == null, "no output contains the secret or a part of it", () -> String.valueOf(found));
    }

    @Override
    public void close() {
        closed.countDown();
        stopObserving.run();
        DetailedLogging.remove(handler);
        own.setLevel(levelBefore);
    }

    private void search(String where, String text) {
        secrets.findIn(text)
                .ifPresent(form -> leak.compareAndSet(null, where + " contains " + form + ": " + excerpt(text)));
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }

    /** Searches lines, because a secret may be printed in several parts. */
    private void print(String text) {
        synchronized (pendingText) {
            pendingText.append(text);
            for (int end = pendingText.indexOf("\n"); end >= 0; end = pendingText.indexOf("\n")) {
                search("a line that was printed", pendingText.substring(0, end));
                pendingText.delete(0, end + 1);
            }
        }
    }

    private void watchThreadNames() {
        Set<String> seen = new HashSet<>();
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        try {
            do {
                Thread[] threads = new Thread[group.activeCount() + SPARE];
                int count = group.enumerate(threads);
                for (int i = 0; i < count; i++) {
                    String name = threads[i].getName();
                    if (seen.add(name)) {
                        search("the name of a thread", name);
                    }
                }
            } while (!closed.await(THREAD_INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(@Nullable Object output) {
        if (output instanceof Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
        if (output instanceof Either<?, ?> either) {
            return text(either.isLeft() ? either.getLeft() : either.get());
        }
        if (output instanceof Optional<?> optional) {
            return text(optional.orElse(null));
        }
        if (output instanceof VideoFailure failure) {
            return failure + "\n" + failure.message() + "\n"
                    + failure.vendorCode().orElse("") + "\n"
                    + failure.vendorMessage().orElse("") + "\n"
                    + failure.rawResponse().orElse("") + "\n"
                    + failure.violations() + "\n" + text(failure.task());
        }
        if (output instanceof TaskStatus.Failed failed) {
            return failed + "\n" + text(failed.failure());
        }
        if (output instanceof TaskStatus.Cancelled cancelled) {
            return cancelled + "\n" + text(cancelled.failure());
        }
        if (output instanceof TaskRef task) {
            return task + "\n" + task.endpoint() + "\n" + task.id();
        }
        if (output instanceof WireRequest request) {
            return request + "\n" + request.url() + "\n" + request.headers() + "\n" + request.body();
        }
        return String.valueOf(output);
    }

    private final class RecordingHandler extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (!DetailedLogging.isOfProvider(line)) {
                return;
            }
            Object[] values = line.getParameters();
            String parameters = values == null
                    ? ""
                    : Stream.of(values).map(String::valueOf).toList().toString();
            search(
                    "a log record",
                    line.getLoggerName() + " " + line.getMessage() + " " + parameters + " " + text(line.getThrown()));
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
