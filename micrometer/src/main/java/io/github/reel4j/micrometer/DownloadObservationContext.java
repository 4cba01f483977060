package io.github.reel4j.micrometer;

import io.github.reel4j.model.GeneratedVideo;
import java.util.OptionalLong;

/** What is known about the download of a video. */
public final class DownloadObservationContext extends CallObservationContext {

    private OptionalLong bytes = OptionalLong.empty();

    DownloadObservationContext(GeneratedVideo video) {
        super(video.task().provider(), video.task());
    }

    /** Returns the size of the video in bytes; empty until the download has succeeded, or if it cannot be read. */
    public OptionalLong bytes() {
        return bytes;
    }

    void setBytes(OptionalLong size) {
        bytes = size;
    }
}
