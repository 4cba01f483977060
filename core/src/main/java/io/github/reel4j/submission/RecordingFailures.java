package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;

/** Words for orders that could not be written down. */
final class RecordingFailures {

    private RecordingFailures() {}

    static VideoFailure notSent(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the order could not be written down before it is sent: " + failure.message()
                        + "\n  Nothing was sent, nothing was billed.")
                .build();
    }

    static VideoFailure accepted(TaskRef task, VideoFailure failure) {
        return VideoFailure.builder()
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the vendor has accepted the order and will bill it, but it could not be written down: "
                        + failure.message() + "\n  Keep this reference, it is the only way to the video: " + task
                        + "\n  Go on with: reel resume " + task + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .task(task)
                .build();
    }

    static VideoFailure notRecorded(VideoFailure failure, VideoFailure trouble) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Nor could this be written down: " + trouble.message())
                .build();
    }
}
