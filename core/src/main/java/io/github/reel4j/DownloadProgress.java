package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The progress of one download of a task's video.
 *
 * @param bytesReceived the bytes that have arrived, including those of an earlier download that this one resumes. It
 *     becomes smaller if the download has to start again
 * @param bytesTotal the size of the whole video; empty if it is not known
 * @param elapsed the time since this download was started
 */
public record DownloadProgress(TaskRef task, long bytesReceived, OptionalLong bytesTotal, Duration elapsed) {}
