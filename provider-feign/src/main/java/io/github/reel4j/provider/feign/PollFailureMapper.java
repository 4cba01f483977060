package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.TransportException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Maps the failures of polls. A failed poll does not mean that the task failed. */
final class PollFailureMapper extends FailureMapper {

    /** The kinds that a code can give a poll, because they do not depend on the task. */
    private static final Set<FailureKind> KINDS_OF_CODES = EnumSet.of(
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED);

    PollFailureMapper(VendorFailureFactory failures) {
        super(failures);
    }

    @Override
    VideoFailure toFailure(TransportException thrown) {
        FailureKind kind = thrown.interrupted()
                ? FailureKind.INTERRUPTED
                : thrown.stage() == TransportException.Stage.RESPONSE_UNUSABLE
                        ? FailureKind.UNEXPECTED_RESPONSE
                        : FailureKind.UNAVAILABLE;
        return failures()
                .builder(kind, thrown.getMessage() + ". Poll the task again later; this is free.")
                .rawResponse(failures().rawExcerpt(thrown.excerpt()))
                .build();
    }

    @Override
    VideoFailure toFailure(UndecodableBodyException thrown) {
        return failures()
                .builder(
                        FailureKind.UNEXPECTED_RESPONSE,
                        "the response from " + failures().vendor() + " " + thrown.predicate() + ".")
                .rawResponse(failures().rawExcerpt(thrown.excerpt()))
                .build();
    }

    @Override
    FailureKind kindOf(int status, VendorError error) {
        Optional<FailureKind> documented = failures().kindOfCode(error).filter(KINDS_OF_CODES::contains);
        if (documented.isPresent() && status < 500) {
            return documented.get();
        }
        return switch (status) {
            case 401 -> FailureKind.AUTHENTICATION;
            case 402 -> FailureKind.INSUFFICIENT_BALANCE;
            case 403 -> FailureKind.FORBIDDEN;
            case 404 -> isAboutTheTask(error) ? FailureKind.TASK_NOT_FOUND : FailureKind.UNAVAILABLE;
            case 408 -> FailureKind.UNAVAILABLE;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.UNEXPECTED_RESPONSE;
        };
    }

    /** Proxies have 404 pages of their own, so only an error in the vendor's documented form counts. */
    private static boolean isAboutTheTask(VendorError error) {
        return error.shape() == VendorError.BodyShape.DOCUMENTED
                && error.status().orElse(404) == 404;
    }

    @Override
    String adviceOn(FailureKind kind) {
        return switch (kind) {
            case AUTHENTICATION ->
                "The task is not affected. Check the key, setting " + failures().vendor()
                        + ".api-key, then resume the task.";
            case TASK_NOT_FOUND ->
                "The vendor does not know this task, or no longer knows it. Check the API key and the setting "
                        + failures().urlSetting() + ": both must be those of the order.";
            case FORBIDDEN, INSUFFICIENT_BALANCE ->
                "Check the account and the permissions of the key at the vendor, then resume the task.";
            default -> "Poll the task again later; this is free.";
        };
    }
}
