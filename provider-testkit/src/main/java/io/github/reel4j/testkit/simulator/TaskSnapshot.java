package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task stood at one moment.
 *
 * @param order what was ordered
 * @param phase where the task was
 * @param status a status word that a script wants reported while the task runs
 * @param submitted when the order was accepted
 * @param started when it leaves, or left, the queue
 * @param ended when it ends, or ended
 * @param video where the file is, empty until the task succeeds and in the case of {@link TaskScript#succeedsWithoutUrl}
 * @param failureCode the vendor's code, empty unless the task failed
 * @param failureMessage the vendor's text, empty unless the task failed
 */
public record TaskSnapshot(
        BilledOrder order,
        Phase phase,
        Optional<String> status,
        Instant submitted,
        Instant started,
        Instant ended,
        Optional<URI> video,
        String failureCode,
        String failureMessage) {

    /** Where a task can be. */
    public enum Phase {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /** Whether it has succeeded or failed. */
    public boolean hasEnded() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    public String id() {
        return order.taskId();
    }

    /** The address of the file, or the empty string a vendor sends when it has none. */
    public String videoOrNull() {
        return video.map(URI::toString).orElse("");
    }
}
