package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
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
public record Refusal(ReceivedRequest request, int status, String reason) {

    /** The header in which a dialect may say more than the vendor does. */
    static final String REASON = "X-Simulator-Reason";

    private static final Set<Integer> NOBODY_S_MISTAKE = Set.of(402, 408, 409, 429);

    /** What a dialect remarks on fields that the vendor overlooks, as far as is known. */
    static Reply remarked(Reply reply, List<String> strangers) {
        return strangers.isEmpty()
                ? reply
                : reply.header(REASON, printable(String.join(", ", strangers) + " is in no document of the vendor's"));
    }

    /** Fit for a header. */
    static String printable(String reason) {
        return reason.replaceAll("[^ -~]", "?");
    }

    static Optional<Refusal> of(RequestKind kind, ReceivedRequest request, Reply reply) {
        if (reply.status() < 300 && reply.headers().containsKey(REASON)) {
            return Optional.of(
                    new Refusal(request, reply.status(), reply.headers().get(REASON)));
        }
        boolean unknownTask = reply.status() == 404 && kind != RequestKind.OTHER;
        if (kind == RequestKind.DOWNLOAD
                || reply.status() < 400
                || reply.status() > 499
                || unknownTask
                || NOBODY_S_MISTAKE.contains(reply.status())) {
            return Optional.empty();
        }
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return Optional.of(new Refusal(request, reply.status(), reply.headers().getOrDefault(REASON, body)));
    }
}
