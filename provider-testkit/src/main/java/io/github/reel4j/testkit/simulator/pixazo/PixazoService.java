package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.TaskSnapshot;

/** One of Pixazo's four services: its paths, its validation and its responses. */
interface PixazoService {

    String submitPath();

    String pollPath();

    /** Returns the field of a poll's body that has the task id. */
    String pollField();

    /** Returns the name of the operation, for example {@code t2v}, by which the tasks of services are distinguished. */
    String operation();

    /** Validates the body of a submit. The result is meaningful only if {@code body} has no problem afterwards. */
    BilledOrder check(String taskId, JsonBodyValidator body);

    /** Returns the body of the response to an accepted submit. */
    ObjectNode accepted(TaskSnapshot task);

    /** Returns the body of the response to a poll. */
    ObjectNode report(TaskSnapshot task);
}
