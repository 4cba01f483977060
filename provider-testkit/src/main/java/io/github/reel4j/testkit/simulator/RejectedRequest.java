package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request that violates the vendor's documents: an unknown path, or a header or field that is missing, wrong or
 * unknown. Unknown tasks and exceeded limits are no violations.
 *
 * @param request the request
 * @param status the status of the response: 400 to 499, or 200 to 299 if the vendor is not documented to reject the
 *     violation
 * @param reason the violation, as far as the dialect states it; otherwise the body of the response
 */
public record RejectedRequest(ReceivedRequest request, int status, String reason) {

    /** The response header in which a dialect states the violation, where the real vendor does not. */
    public static final String REASON = "X-Simulator-Reason";

    /**
     * The response header with which a dialect marks an error about a task, for example that it has failed: such a
     * request violates nothing. The real vendor does not send it.
     */
    public static final String TASK_ERROR = "X-Simulator-Task-Error";

    private static final Set<Integer> NOT_A_CLIENT_ERROR = Set.of(402, 408, 409, 429);

    /**
     * Returns {@code response} with a {@link #REASON} header that lists unknown fields, which the vendor is not
     * documented to reject.
     *
     * @param unknown names of unknown fields; if empty, the response is returned unchanged
     */
    public static ServerResponse withReason(ServerResponse response, List<String> unknown) {
        return unknown.isEmpty()
                ? response
                : response.header(REASON, printable(String.join(", ", unknown) + " is not in the vendor's documents"));
    }

    /** Returns {@code reason} with every character outside of printable ASCII replaced by a question mark. */
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
                || response.headers().containsKey(TASK_ERROR)
                || NOT_A_CLIENT_ERROR.contains(response.status())) {
            return Optional.empty();
        }
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return Optional.of(new RejectedRequest(
                request, response.status(), response.headers().getOrDefault(REASON, body)));
    }
}
