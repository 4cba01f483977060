package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;

/** For the call that asks: free and repeatable, and no answer to it says anything about the task. */
final class PollFailureMapper extends FailureMapper {

    PollFailureMapper(VendorFailures failures) {
        super(failures);
    }

    @Override
    VideoFailure toFailure(TransportException problem) {
        FailureKind kind = problem.interrupted()
                ? FailureKind.INTERRUPTED
                : problem.stage() == TransportException.Stage.RESPONSE_UNUSABLE
                        ? FailureKind.UNEXPECTED_RESPONSE
                        : FailureKind.UNAVAILABLE;
        return failures()
                .builder(kind, problem.getMessage() + ".")
                .rawResponse(failures().rawExcerpt(problem.excerpt()))
                .build();
    }

    @Override
    VideoFailure toFailure(UndecodableBodyException problem) {
        return failures()
                .builder(
                        FailureKind.UNEXPECTED_RESPONSE,
                        "the reply of " + failures().vendor() + " " + problem.predicate() + ".")
                .rawResponse(failures().rawExcerpt(problem.excerpt()))
                .build();
    }

    @Override
    FailureKind kindOf(int status, VendorError words) {
        return switch (status) {
            case 401 -> FailureKind.AUTHENTICATION;
            case 402 -> FailureKind.INSUFFICIENT_BALANCE;
            case 403 -> FailureKind.FORBIDDEN;
            case 404 -> isAboutTheTask(words) ? FailureKind.TASK_NOT_FOUND : FailureKind.UNAVAILABLE;
            case 408 -> FailureKind.UNAVAILABLE;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.UNEXPECTED_RESPONSE;
        };
    }

    /** A proxy has pages of its own for 404; only an error as the vendor documents it is the vendor's word. */
    private static boolean isAboutTheTask(VendorError words) {
        return words.shape() == VendorError.Shape.DOCUMENTED && words.status().orElse(404) == 404;
    }

    @Override
    String adviceOn(FailureKind kind) {
        return switch (kind) {
            case AUTHENTICATION ->
                "The task lives on; check the key, setting " + failures().vendor() + ".api-key, and resume the task.";
            case TASK_NOT_FOUND ->
                "The vendor does not know the task, or not any more; was it ordered at this base URL and with"
                        + " this key?";
            default -> "";
        };
    }
}
