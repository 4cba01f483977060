package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import java.time.Duration;

/**
 * The result of one poll of a task.
 *
 * @param elapsed the time since this program started to track the task
 * @param polls the number of polls so far, including this one
 */
public record Progress(TaskRef task, TaskStatus status, Duration elapsed, int polls) {}
