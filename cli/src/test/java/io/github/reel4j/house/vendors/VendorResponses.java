package io.github.reel4j.house.vendors;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.stream.Stream;

/** How a vendor answers, where tests of all vendors need its own words. */
interface VendorResponses {

    /** An answer with HTTP 200. */
    static Fault ok(String body) {
        return Fault.response(200, "application/json", body);
    }

    /**
     * Answers to an order that call themselves a success and have no id of a task that could be asked for, or say that they are
     * none where no document says what that means.
     *
     * @param words what an answer quotes, if it has any
     */
    Stream<Fault> withoutTask(String words);

    /** Refusals with a code of their own that come with HTTP 200; none if only a status refuses. */
    Stream<Fault> rejections(int code, String words);

    /** Refusals because there is nothing left on the account. */
    Stream<Fault> withoutCredits();

    /** Answers to a poll, as HTTP 200, that tell nothing of the task. */
    Stream<Fault> inconclusive();

    /** Answers to a poll, as HTTP 200, by which the vendor does not know the task. */
    Stream<Fault> unknownTask();

    /** The success of a task that is called another. */
    Fault successOfAnother();

    /** The id of a task as this vendor writes it. */
    String taskId();

    /** Whether the status of a task of this operation names the task. */
    boolean namesTask(Operation operation);

    /** A success that has no video. */
    Fault successWithoutVideo();

    /** Whether an answer with HTTP 200 may be a refusal, as far as this body goes. */
    boolean mayRefuse(String body);

    /** The keys of its answers. */
    List<String> keys();

    /** The keys of what lies within. */
    List<String> innerKeys();

    /** Values, as JSON, that its answers have, and some that they should not have. */
    List<String> values();
}
