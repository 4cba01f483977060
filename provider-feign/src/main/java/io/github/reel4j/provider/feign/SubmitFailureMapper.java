package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.spi.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Maps the failures of the paid call. The kind is {@code SUBMISSION_UNKNOWN} unless the vendor provably accepted no
 * order.
 */
final class SubmitFailureMapper extends FailureMapper {

    private static final String UNKNOWN =
            "The vendor may have accepted and billed this order. It returned no usable task id"
                    + " and documents no idempotency key, so the order was not sent again."
                    + "\n  Check the vendor's console before ordering again.";

    private static final String NAMED =
            "The vendor may have accepted and billed this order: its response names a task, so the order"
                    + " was not sent again."
                    + "\n  Check the status of the task, or the vendor's console, before ordering again.";

    private final ResolvedRequest request;

    SubmitFailureMapper(VendorFailureFactory failures, ResolvedRequest request) {
        super(failures);
        this.request = request;
    }

    @Override
    VideoFailure toFailure(TransportException thrown) {
        if (thrown.stage() == TransportException.Stage.NOT_SENT) {
            return failures()
                    .builder(
                            thrown.interrupted() ? FailureKind.INTERRUPTED : FailureKind.UNREACHABLE,
                            thrown.getMessage() + ". Nothing was sent."
                                    + (thrown.getCause() == null // an interrupt, or a closed client
                                            ? ""
                                            : " Before ordering again, check the network and the setting "
                                                    + failures().urlSetting() + "."))
                    .build();
        }
        return unknown(failures(), String.valueOf(thrown.getMessage()), UNKNOWN, thrown.excerpt());
    }

    @Override
    VideoFailure toFailure(UndecodableBodyException thrown) {
        Optional<TaskRef> task =
                namedTask(thrown.body()).flatMap(TaskIdReader.Named::id).map(this::task);
        VideoFailure unknown = unknown(
                failures(),
                "the response from " + failures().vendor() + " " + thrown.predicate(),
                task.isPresent() ? NAMED : UNKNOWN,
                thrown.excerpt());
        return task.map(unknown::withTask).orElse(unknown);
    }

    /** Returns the failure for a response without a usable task id. */
    static VideoFailure unknown(VendorFailureFactory failures, String sentence, byte[] raw) {
        return unknown(failures, sentence, UNKNOWN, raw);
    }

    private static VideoFailure unknown(VendorFailureFactory failures, String sentence, String advice, byte[] raw) {
        return failures.builder(FailureKind.SUBMISSION_UNKNOWN, sentence + ". " + advice)
                .rawResponse(failures.rawExcerpt(raw))
                .build();
    }

    @Override
    VideoFailure rejected(int status, byte[] body, String retryAfter, String remark) {
        VendorError error = failures().vendorError(body);
        Optional<TaskIdReader.Named> named = namedTask(body);
        if (named.isPresent()) {
            return accepted(named.get(), error, status, body, retryAfter, remark);
        }
        FailureKind kind = kindOf(status, error);
        String doubt = DefiniteRejectionRules.lacksVendorStatement(status, error)
                ? " with a body that is not an error message of " + failures().vendor() + "'s API (check the setting "
                        + failures().urlSetting() + ")"
                : "";
        return failure(kind, adviceOn(kind), error, status, body, retryAfter, remark + doubt);
    }

    /** Maps an error response that names a task: the vendor may have accepted the order. */
    private VideoFailure accepted(
            TaskIdReader.Named named, VendorError error, int status, byte[] body, String retryAfter, String remark) {
        Optional<TaskRef> task = named.id().map(this::task);
        String advice = task.isPresent() ? NAMED : UNKNOWN;
        VideoFailure unknown = failure(FailureKind.SUBMISSION_UNKNOWN, advice, error, status, body, retryAfter, remark);
        return task.map(unknown::withTask).orElse(unknown);
    }

    /** Maps a vendor's code inside a 2xx response. Only {@code documented} codes can prove that there is no order. */
    VideoFailure rejectedInside(int code, byte[] body, Set<Integer> documented) {
        VendorError error = failures().vendorError(body);
        Optional<TaskIdReader.Named> named = namedTask(body);
        if (named.isPresent()) {
            return accepted(named.get(), error, code, body, "", "");
        }
        FailureKind kind = documented.contains(code)
                ? failures().kindOfCode(error).orElse(rejection(code, error))
                : FailureKind.SUBMISSION_UNKNOWN;
        return failure(kind, adviceOn(kind), error, code, body, "", "");
    }

    private Optional<TaskIdReader.Named> namedTask(byte[] body) {
        return failures().namedTask(body, request.operation());
    }

    private TaskRef task(String id) {
        return failures().task(request, id);
    }

    @Override
    FailureKind kindOf(int status, VendorError error) {
        return DefiniteRejectionRules.isGiven(status, error)
                ? failures().kindOfCode(error).orElse(rejection(status, error))
                : FailureKind.SUBMISSION_UNKNOWN;
    }

    private static FailureKind rejection(int status, VendorError error) {
        if (status == 402 || ((status == 400 || status == 403) && isAboutMoney(error))) {
            return FailureKind.INSUFFICIENT_BALANCE;
        }
        return switch (status) {
            case 400, 413, 422 -> FailureKind.INVALID_REQUEST;
            case 401 -> FailureKind.AUTHENTICATION;
            case 403 -> FailureKind.FORBIDDEN;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> FailureKind.INCOMPATIBLE;
        };
    }

    /**
     * One vendor documents an empty account both as 402 and as 400 "Insufficient credits". Another one responds with
     * 403 "User is locked. Reason: Exhausted balance."
     */
    private static boolean isAboutMoney(VendorError error) {
        String text = error.message().orElse("").toLowerCase(Locale.ROOT);
        return text.contains("insufficient credit")
                || text.contains("insufficient balance")
                || text.contains("exhausted balance");
    }

    @Override
    String adviceOn(FailureKind kind) {
        return switch (kind) {
            case SUBMISSION_UNKNOWN -> UNKNOWN;
            case AUTHENTICATION ->
                "Check the API key: setting " + failures().vendor() + ".api-key ("
                        + Settings.variable(failures().vendor().value(), "api-key") + ").";
            case FORBIDDEN -> "The key lacks a permission, or a quota is used up. Check both at the vendor's console.";
            case INSUFFICIENT_BALANCE -> "Top up the account at the vendor, then order again.";
            case RATE_LIMITED -> "Wait, then order again.";
            case INCOMPATIBLE ->
                "The URL or the API of the vendor differs from its documentation." + " Check the setting "
                        + failures().urlSetting() + ". If it is right, update the provider.";
            case INVALID_REQUEST -> "Correct the request, then order again.";
            default -> "";
        };
    }
}
