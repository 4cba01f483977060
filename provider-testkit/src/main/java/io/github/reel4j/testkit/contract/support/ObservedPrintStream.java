package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * {@link System#out} or {@link System#err} with observers. It is installed once and then stays, because suites that run
 * in parallel could not restore the streams in the right order. Thread-safe.
 */
final class ObservedPrintStream extends PrintStream {

    private final List<Consumer<String>> observers;

    private ObservedPrintStream(PrintStream target, List<Consumer<String>> observers) {
        super(new Copy(target, observers), true, StandardCharsets.UTF_8);
        this.observers = observers;
    }

    /** Observes what is written to both streams, until the result is closed. */
    static Runnable observe(Consumer<String> observer) {
        synchronized (ObservedPrintStream.class) {
            ObservedPrintStream out = observed(System.out);
            ObservedPrintStream err = observed(System.err);
            System.setOut(out);
            System.setErr(err);
            out.observers.add(observer);
            err.observers.add(observer);
            return () -> {
                out.observers.remove(observer);
                err.observers.remove(observer);
            };
        }
    }

    private static ObservedPrintStream observed(PrintStream stream) {
        return stream instanceof ObservedPrintStream own
                ? own
                : new ObservedPrintStream(stream, new CopyOnWriteArrayList<>());
    }

    /** Writes to the original stream, and reports the text. */
    private static final class Copy extends OutputStream {
        private final PrintStream target;
        private final List<Consumer<String>> observers;

        Copy(PrintStream target, List<Consumer<String>> observers) {
            this.target = target;
            this.observers = observers;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            target.write(bytes, offset, length);
            if (!observers.isEmpty()) {
                String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
                observers.forEach(each -> each.accept(text));
            }
        }

        @Override
        public void flush() {
            target.flush();
        }
    }
}
