package io.github.reel4j.queue.model;

import io.github.reel4j.VideoException;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** A finished video that a worker hands to the program. Thread-safe. */
public interface ReadyVideo {

    /** Returns what the vendor reports about the video. */
    OrderVideo video();

    /** Returns the download URL. It expires: vendors document 24 hours, or nothing. Keep it secret. */
    default URI url() {
        return video().url();
    }

    /**
     * Downloads the video. If the link has expired, the vendor is polled for a fresh one, once.
     *
     * @param target a file that does not exist, in a folder that exists
     * @return the downloaded file
     * @throws VideoException if the download fails; the handler should pass the exception on, so that it is called
     *     again
     */
    Path download(Path target);

    /**
     * Downloads all videos of the task, for vendors that return several; see {@link OrderVideo#others}.
     *
     * @param target the file of the first video; the others get its name with a number, such as {@code kitten-2.mp4}
     * @return the downloaded files, at least 1
     * @throws VideoException if a download fails; the message names the files that are complete
     */
    List<Path> downloadAll(Path target);

    /**
     * Writes the video to a channel, for example of an object store. The channel is not closed.
     *
     * @return the number of bytes written
     * @throws VideoException if the download fails; discard what was written then
     */
    long download(WritableByteChannel target);
}
