package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON object that {@code --json} prints, on success and on failure. Thread-safe. */
final class JsonReport {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private @Nullable TaskRef task;
    private boolean wanted;
    private boolean written;

    synchronized JsonReport put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    synchronized JsonReport put(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
        return this;
    }

    synchronized void task(TaskRef ref) {
        task = ref;
        fields.put("task", ref.toString());
    }

    /** Makes {@link #writeTo} print. */
    synchronized void enable() {
        wanted = true;
    }

    /** Whether {@code --json} is set. */
    synchronized boolean isWanted() {
        return wanted;
    }

    /** Prints the object on one line, if enabled and not empty. Later calls do nothing. */
    synchronized void writeTo(TerminalStreams terminal) {
        if (wanted && !written && !fields.isEmpty()) {
            written = true;
            terminal.data(JsonWriter.of(fields));
        }
    }

    /** Returns the file of the video; empty before it is downloaded. */
    synchronized Optional<String> file() {
        return Optional.ofNullable(fields.get("file")).map(Object::toString);
    }

    /** Returns the task of this run; empty before the order is accepted. */
    synchronized Optional<TaskRef> task() {
        return Optional.ofNullable(task);
    }
}
