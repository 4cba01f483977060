package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request that breaks the vendor's documents: an address it does not have, a header or field that is missing, wrong or not
 * theirs. An unknown task and a limit that was exceeded break nothing.
 *
 * @param status what the vendor answered: 400 to 499, or 200 where it is not documented to look at what is wrong
 * @param reason what was wrong, as far as the vendor's dialect says
 */
public record RejectedRequest(ReceivedRequest request, int status, String reason) {

    /** The header in which a dialect may say more than the vendor does. */
    public static final String REASON = "X-Simulator-Reason";

    private static final Set<Integer> NOT_A_CLIENT_ERROR = Set.of(402, 408, 409, 429);

    /** What a dialect remarks on fields that the vendor overlooks, as far as is known. */
    public static ServerResponse withReason(ServerResponse response, List<String> unknown) {
        return unknown.isEmpty()
                ? response
                : response.header(REASON, printable(String.join(", ", unknown) + " is in no document of the vendor's"));
    }

    /** Fit for a header. */
    public static String printable(String reason) {
        return reason.replaceAll("[^ -~]", "?");
    }

    static Optional<RejectedRequest> of(RequestKind kind, ReceivedRequest request, ServerResponse response) {
        if (response.status() < 300 && response.headers().containsKey(REASON)) {
            return Optional.of(new RejectedRequest(
                    request, response.status(), response.headers().get(REASON)));
        }
        boolean unknownTask = response.status() == 404 && kind != RequestKind.OTHER;
        if (kind == RequestKind.DOWNLOAD
                || response.status() < 400
                || response.status() > 499
                || unknownTask
                || NOT_A_CLIENT_ERROR.contains(response.status())) {
            return Optional.empty();
        }
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return Optional.of(new RejectedRequest(
                request, response.status(), response.headers().getOrDefault(REASON, body)));
    }
}
