package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;

/** What people read when they ask for an ability that a vendor does not have. */
final class CapabilityFailures {

    private CapabilityFailures() {}

    static VideoFailure cannotCancel(ProviderId provider, TaskRef task) {
        return VideoFailure.of(
                        FailureKind.UNSUPPORTED,
                        "the vendor of '" + provider + "' documents no way to cancel a task, so nothing was sent."
                                + " The task lives on and stays billable.\n  Its video can be had: reel resume " + task
                                + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .withTask(task);
    }

    static VideoFailure noCallbacks(ProviderId provider) {
        return VideoFailure.of(
                FailureKind.UNSUPPORTED,
                "the vendor of '" + provider
                        + "' documents no callbacks, and this client asks for them. Nothing was sent."
                        + "\n  Order from it with a client that is built without callbacks(...), or without --callback-url"
                        + " and --listen: it is polled all the same.");
    }

    static VideoFailure noCallbackAddress() {
        return VideoFailure.of(
                FailureKind.CONFIGURATION,
                "this client asks for no callbacks, so it takes none. Say where vendors reach this program:"
                        + " VideoClient.builder().callbacks(URI.create(\"https://...\")).");
    }
}
