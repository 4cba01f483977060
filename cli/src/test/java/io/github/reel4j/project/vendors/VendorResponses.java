package io.github.reel4j.project.vendors;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The responses of a vendor, in its own format. */
interface VendorResponses {

    /** Returns a response with HTTP status 200. */
    static Fault ok(String body) {
        return Fault.response(200, "application/json", body);
    }

    /**
     * Returns submit responses with status 200 that have no usable task id, or an undocumented error code.
     *
     * @param message quoted by the responses that have a message
     */
    Stream<Fault> withoutTask(String message);

    /** Returns submit responses with status 200 whose {@code code} rejects the order; none if only statuses reject. */
    Stream<Fault> rejections(int code, String message);

    /** Returns submit responses that reject the order because the account has no credits. */
    Stream<Fault> withoutCredits();

    /** Returns poll responses with status 200 and no information about the task. */
    Stream<Fault> inconclusive();

    /** Returns poll responses with status 200 for an unknown task. */
    Stream<Fault> unknownTask();

    /** Returns the poll response for another task, which has succeeded. */
    Fault successOfAnother();

    /** Returns a task id in the vendor's format. */
    String taskId();

    /** Whether the poll responses of this operation have the task id. */
    boolean namesTask(Operation operation);

    /** Returns the poll response for a success without a video. */
    Fault successWithoutVideo();

    /** Whether a response with status 200 and this body may be a rejection. */
    boolean mayReject(String body);

    /** Returns the keys of response objects. */
    List<String> keys();

    /** Returns the keys of nested objects. */
    List<String> innerKeys();

    /** Returns JSON values that responses have, and some that they should not have. */
    List<String> values();
}
