package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.Plan.Outcome;
import java.time.Duration;

/**
 * Says what will become of the next accepted task. Lines said after the task was accepted come too late and change nothing.
 * Thread-safe.
 */
public final class TaskScript {

    private Plan plan;

    TaskScript(Plan plan) {
        this.plan = plan;
    }

    /** Waits in the queue this long, by the simulator's clock. */
    public synchronized TaskScript queued(Duration time) {
        plan = plan.queued(time);
        return this;
    }

    /** Runs this long, by the simulator's clock. */
    public synchronized TaskScript running(Duration time) {
        plan = plan.running(time);
        return this;
    }

    /** Ends badly, in the vendor's words; for example {@code fails("CONTENT_VIOLATION", "Content violates safety guidelines")}. */
    public synchronized TaskScript fails(String code, String message) {
        plan = plan.outcome(Outcome.FAILURE, code, message);
        return this;
    }

    /** Ends well, which is also what a task without a script does. */
    public synchronized TaskScript succeeds() {
        plan = plan.outcome(Outcome.SUCCESS, "", "");
        return this;
    }

    /** Is reported as a success, but with no address of a file, as in the sample of Pixazo's text-to-video document. */
    public synchronized TaskScript succeedsWithoutUrl() {
        plan = plan.outcome(Outcome.SUCCESS_WITHOUT_URL, "", "");
        return this;
    }

    /** Reports this status word, for example one no document has, while it runs. */
    public synchronized TaskScript reportsStatus(String word) {
        plan = plan.word(word);
        return this;
    }

    synchronized Plan plan() {
        return plan;
    }
}
