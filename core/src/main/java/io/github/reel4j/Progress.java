package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.tracking.PollEvent;
import java.time.Duration;

/**
 * What one poll of a task saw.
 *
 * @param elapsed since this program began to follow the task
 * @param polls how many polls there were, this one included
 */
public record Progress(TaskRef task, TaskStatus status, Duration elapsed, int polls) {

    static Progress of(TaskRef task, PollEvent seen) {
        return new Progress(task, seen.status(), seen.elapsed(), seen.polls());
    }
}
