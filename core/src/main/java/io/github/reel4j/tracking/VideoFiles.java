package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files and the failures of downloads of several videos of one task. Stateless. */
public final class VideoFiles {

    private VideoFiles() {}

    /**
     * Returns the file for one of several videos: {@code kitten.mp4} for the first, {@code kitten-2.mp4} for the
     * second.
     *
     * @param number from 1
     */
    public static Path numbered(Path target, int number) {
        Path name = target.getFileName();
        if (number == 1 || name == null) {
            return target;
        }
        String text = name.toString();
        int dot = text.lastIndexOf('.');
        return target.resolveSibling(
                dot <= 0 ? text + "-" + number : text.substring(0, dot) + "-" + number + text.substring(dot));
    }

    /** Returns the failure of a later video; its message names the files that are complete. */
    public static VideoFailure partial(VideoFailure failure, List<Path> complete) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  The task has several videos. Complete: "
                        + complete.stream().map(Path::toString).collect(Collectors.joining(", ")))
                .build();
    }

    /**
     * Returns the failure of a video that the vendor does not return any more.
     *
     * @param number from 1
     */
    public static VideoFailure missing(TaskRef task, int number, int returned) {
        return VideoFailure.of(
                        FailureKind.NO_RESULT,
                        "the vendor returned " + returned + " videos of the task, but before at least " + number + ".")
                .withTask(task);
    }
}
