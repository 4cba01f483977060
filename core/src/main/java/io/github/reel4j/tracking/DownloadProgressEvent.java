package io.github.reel4j.tracking;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The progress of a download.
 *
 * @param bytesReceived the bytes that have arrived, including those of an earlier download that this one resumes
 * @param bytesTotal the size of the whole video; empty if it is not known
 * @param elapsed the time since this download was started
 */
public record DownloadProgressEvent(long bytesReceived, OptionalLong bytesTotal, Duration elapsed) {}
