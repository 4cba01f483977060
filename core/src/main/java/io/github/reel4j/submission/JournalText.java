package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;

/** Words for orders that could not be written down. */
final class JournalText {

    private JournalText() {}

    static VideoFailure notSent(VideoFailure trouble) {
        return VideoFailure.builder()
                .from(trouble)
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the order could not be written down before it is sent: " + trouble.message()
                        + "\n  Nothing was sent, nothing was billed.")
                .build();
    }

    static VideoFailure accepted(TaskRef task, VideoFailure trouble) {
        return VideoFailure.builder()
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the vendor has accepted the order and will bill it, but it could not be written down: "
                        + trouble.message() + "\n  Keep this reference, it is the only way to the video: " + task
                        + "\n  Go on with: reel resume " + task + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .task(task)
                .build();
    }

    static VideoFailure unwritten(VideoFailure failure, VideoFailure trouble) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Nor could this be written down: " + trouble.message())
                .build();
    }
}
