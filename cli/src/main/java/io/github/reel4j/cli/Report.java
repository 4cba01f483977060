package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run has come to know so far: the one object that {@code --json} prints, whether it ends well or not. Thread-safe. */
final class Report {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private @Nullable TaskRef task;
    private boolean asked;
    private boolean enabled;

    synchronized Report put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    synchronized Report put(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
        return this;
    }

    synchronized void task(TaskRef ref) {
        task = ref;
        fields.put("task", ref.toString());
    }

    /** Says that it is to be printed when the run ends. */
    synchronized void enable() {
        asked = true;
        enabled = true;
    }

    /** Whether it was to be printed, now or earlier. */
    synchronized boolean isWanted() {
        return asked;
    }

    /** Prints it on one line, if that is wanted; only the first call does. */
    synchronized void writeTo(Terminal terminal) {
        if (enabled && !fields.isEmpty()) {
            enabled = false;
            terminal.data(JsonWriter.of(fields));
        }
    }

    /** The file that the video is in. */
    synchronized Optional<String> file() {
        return Optional.ofNullable(fields.get("file")).map(Object::toString);
    }

    /** The task that this run is about. */
    synchronized Optional<TaskRef> task() {
        return Optional.ofNullable(task);
    }
}
