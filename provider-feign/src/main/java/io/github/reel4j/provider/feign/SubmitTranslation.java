package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.util.Locale;

/** For the call that pays: unless the vendor provably took no order, its fate is unknown. */
final class SubmitTranslation extends Translation {

    private static final String UNKNOWN =
            "The vendor may have accepted and billed this order. It gave no task id that can be"
                    + " used and documents no idempotency key, so nothing was sent again."
                    + "\n  Look at the vendor's console before ordering again.";

    SubmitTranslation(VendorFailures failures) {
        super(failures);
    }

    @Override
    VideoFailure of(TransportException problem) {
        if (problem.stage() == TransportException.Stage.NOT_SENT) {
            return failures()
                    .start(
                            problem.interrupted() ? FailureKind.INTERRUPTED : FailureKind.UNREACHABLE,
                            problem.getMessage() + ". Nothing was sent.")
                    .build();
        }
        return unknown(String.valueOf(problem.getMessage()), problem.excerpt());
    }

    @Override
    VideoFailure of(UnreadableReplyException problem) {
        return unknown("the reply of " + failures().vendor() + " " + problem.predicate(), problem.excerpt());
    }

    VideoFailure unknown(String sentence, byte[] raw) {
        return failures()
                .start(FailureKind.SUBMISSION_UNKNOWN, sentence + ". " + UNKNOWN)
                .rawReply(failures().raw(raw))
                .build();
    }

    @Override
    FailureKind kindOf(int status, ErrorText words) {
        if (status == 402 || (status == 400 && isAboutMoney(words))) {
            return FailureKind.INSUFFICIENT_BALANCE;
        }
        return switch (status) {
            case 400, 413, 422 -> FailureKind.INVALID_REQUEST;
            case 401 -> FailureKind.AUTHENTICATION;
            case 403 -> FailureKind.FORBIDDEN;
            case 429 -> FailureKind.RATE_LIMITED;
            case 301, 307, 308 -> FailureKind.INCOMPATIBLE;
            case 408, 409 -> FailureKind.SUBMISSION_UNKNOWN;
            default -> status / 100 == 4 ? FailureKind.INCOMPATIBLE : FailureKind.SUBMISSION_UNKNOWN;
        };
    }

    /** One vendor's pages show an empty account both as 402 and as 400 "Insufficient credits". */
    private static boolean isAboutMoney(ErrorText words) {
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
