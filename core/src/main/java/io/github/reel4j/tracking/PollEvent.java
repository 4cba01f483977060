package io.github.reel4j.tracking;

import io.github.reel4j.model.TaskStatus;
import java.time.Duration;

/**
 * The status that one poll returned.
 *
 * @param elapsed the time since tracking started
 * @param polls the number of polls so far, including this one
 */
public record PollEvent(TaskStatus status, Duration elapsed, int polls) {}
