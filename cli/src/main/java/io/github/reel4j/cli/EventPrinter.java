package io.github.reel4j.cli;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.TaskState;
import io.github.reel4j.port.ClientListener;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Prints each event of a client as 1 line on stderr if {@code --verbose} is set: {@code event TIME NAME KEY=VALUE...},
 * with quotation marks around values that contain spaces. Thread-safe.
 */
final class EventPrinter implements ClientListener {

    private final TerminalStreams terminal;
    private volatile boolean enabled;

    EventPrinter(TerminalStreams terminal) {
        this.terminal = terminal;
    }

    /** Makes {@link #listener} return this printer. */
    void enable() {
        enabled = true;
    }

    /** Returns this listener; empty unless {@code --verbose} is set. */
    Optional<ClientListener> listener() {
        return enabled ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void onEvent(ClientEvent event) {
        terminal.note(line(event));
    }

    @Override
    public void onDropped(long progress, long others) {
        terminal.note(prefix(Instant.now()) + " events-dropped progress=" + progress + " others=" + others);
    }

    static String line(ClientEvent event) {
        StringJoiner line = new StringJoiner(" ");
        line.add(prefix(event.at())).add(kebabCase(event.getClass().getSimpleName()));
        addFields(line, event);
        return line.toString();
    }

    private static String prefix(Instant at) {
        return "event " + at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Adds all record components, so that a new event or a new field is printed without a change here. */
    private static void addFields(StringJoiner line, Object values) {
        for (RecordComponent component :
                Objects.requireNonNull(values.getClass().getRecordComponents(), "the components of a record")) {
            add(line, component.getName(), value(component, values));
        }
    }

    private static void add(StringJoiner line, String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> add(line, name, present));
        } else if (value instanceof OptionalLong optional) {
            optional.ifPresent(present -> add(line, name, present));
        } else if (value instanceof OrderContext || value instanceof RedactedFailure) {
            addFields(line, value);
        } else if (!name.equals("at")) { // the line starts with it
            line.add(key(name) + "=" + quoted(text(value)));
        }
    }

    /** The kind of a failure is printed as {@code failure=KIND}. */
    private static String key(String name) {
        return name.equals("kind") ? "failure" : kebabCase(name);
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString() + "s";
        }
        return value instanceof TaskState state ? state.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static String quoted(String text) {
        return text.indexOf(' ') < 0 ? text : '"' + text + '"';
    }

    private static String kebabCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Object value(RecordComponent component, Object values) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event is a public record with accessors that do not throw", e);
        }
    }
}
