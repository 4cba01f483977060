package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** For the call that pays: unless the vendor provably took no order, its fate is unknown. */
final class SubmitFailureMapper extends FailureMapper {

    private static final String UNKNOWN =
            "The vendor may have accepted and billed this order. It gave no task id that can be"
                    + " used and documents no idempotency key, so nothing was sent again."
                    + "\n  Look at the vendor's console before ordering again.";

    private static final String NAMED =
            "The vendor may have accepted and billed this order: its answer names a task, so nothing was"
                    + " sent again."
                    + "\n  Ask for the status of the task, or look at the vendor's console, before ordering again.";

    private final ResolvedRequest request;

    SubmitFailureMapper(VendorFailures failures, ResolvedRequest request) {
        super(failures);
        this.request = request;
    }

    @Override
    VideoFailure toFailure(TransportException problem) {
        if (problem.stage() == TransportException.Stage.NOT_SENT) {
            return failures()
                    .builder(
                            problem.interrupted() ? FailureKind.INTERRUPTED : FailureKind.UNREACHABLE,
                            problem.getMessage() + ". Nothing was sent.")
                    .build();
        }
        return unknown(failures(), String.valueOf(problem.getMessage()), UNKNOWN, problem.excerpt());
    }

    @Override
    VideoFailure toFailure(UndecodableBodyException problem) {
        Optional<TaskRef> task =
                named(problem.body()).flatMap(TaskIdReader.Named::id).map(this::task);
        VideoFailure unknown = unknown(
                failures(),
                "the reply of " + failures().vendor() + " " + problem.predicate(),
                task.isPresent() ? NAMED : UNKNOWN,
                problem.excerpt());
        return task.map(unknown::withTask).orElse(unknown);
    }

    /** An answer without a task that could be asked for. */
    static VideoFailure unknown(VendorFailures failures, String sentence, byte[] raw) {
        return unknown(failures, sentence, UNKNOWN, raw);
    }

    private static VideoFailure unknown(VendorFailures failures, String sentence, String advice, byte[] raw) {
        return failures.builder(FailureKind.SUBMISSION_UNKNOWN, sentence + ". " + advice)
                .rawResponse(failures.rawExcerpt(raw))
                .build();
    }

    @Override
    VideoFailure rejected(int status, byte[] body, String retryAfter, String remark) {
        Optional<TaskIdReader.Named> named = named(body);
        if (named.isEmpty()) {
            return super.rejected(status, body, retryAfter, remark + doubt(status, body));
        }
        Optional<TaskRef> task = named.get().id().map(this::task);
        String advice = task.isPresent() ? NAMED : UNKNOWN;
        VideoFailure unknown = told(
                FailureKind.SUBMISSION_UNKNOWN, advice, failures().vendorError(body), status, body, retryAfter, remark);
        return task.map(unknown::withTask).orElse(unknown);
    }

    /** Why a status that could prove a rejection does not. */
    private String doubt(int status, byte[] body) {
        return RejectionProof.lacksVendorStatement(status, failures().vendorError(body))
                ? " with a body that is no error of " + failures().vendor() + "'s (is the base URL right?)"
                : "";
    }

    /** A code inside a 2xx answer: only {@code documented} ones can prove that there is no order. */
    VideoFailure refusedInside(int code, byte[] body, Set<Integer> documented) {
        if (named(body).isPresent()) {
            return rejected(code, body, "", "");
        }
        VendorError words = failures().vendorError(body);
        FailureKind kind = documented.contains(code) ? rejection(code, words) : FailureKind.SUBMISSION_UNKNOWN;
        return told(kind, adviceOn(kind), words, code, body, "", "");
    }

    private Optional<TaskIdReader.Named> named(byte[] body) {
        return failures().namedTask(body, request.operation());
    }

    private TaskRef task(String id) {
        return failures().task(request, id);
    }

    @Override
    FailureKind kindOf(int status, VendorError words) {
        return RejectionProof.isGiven(status, words) ? rejection(status, words) : FailureKind.SUBMISSION_UNKNOWN;
    }

    private static FailureKind rejection(int status, VendorError words) {
        if (status == 402 || (status == 400 && isAboutMoney(words))) {
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

    /** One vendor's pages show an empty account both as 402 and as 400 "Insufficient credits". */
    private static boolean isAboutMoney(VendorError words) {
        String text = words.message().orElse("").toLowerCase(Locale.ROOT);
        return text.contains("insufficient credit") || text.contains("insufficient balance");
    }

    @Override
    String adviceOn(FailureKind kind) {
        return switch (kind) {
            case SUBMISSION_UNKNOWN -> UNKNOWN;
            case AUTHENTICATION -> "Check the key: setting " + failures().vendor() + ".api-key.";
            case FORBIDDEN -> "The key may not use this, or a quota is used up.";
            case INSUFFICIENT_BALANCE -> "Top up the account at the vendor.";
            case RATE_LIMITED -> "Wait, then order again.";
            case INCOMPATIBLE ->
                "The vendor's interface is not where or how its document has it; is the base URL right?";
            default -> "";
        };
    }
}
