package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;

/** One of Pixazo's four services: where it listens, what it checks, how it reports. */
interface PixazoService {

    String submitPath();

    String pollPath();

    /** The field of the poll's body that names the task. */
    String pollField();

    /** The first path segment's meaning, for example {@code t2v}; tells whose task a task is. */
    String operation();

    /** Reads and checks the body of a submit. What is returned counts only if {@code fields} has no problem afterwards. */
    BilledOrder check(String taskId, JsonBodyValidator body);

    /** The body that answers an accepted submit. */
    ObjectNode accepted(TaskSnapshot task);

    /** The body that answers a poll. */
    ObjectNode report(TaskSnapshot task);
}
