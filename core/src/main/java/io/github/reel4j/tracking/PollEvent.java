package io.github.reel4j.tracking;

import io.github.reel4j.model.TaskStatus;
import java.time.Duration;

/**
 * What one poll saw.
 *
 * @param elapsed since tracking began
 * @param polls how many polls there were, this one included
 */
public record PollEvent(TaskStatus status, Duration elapsed, int polls) {}
