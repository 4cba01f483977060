package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Changes the vendor's responses to one kind of request if a rule requires it, and records them as the provider
 * receives them.
 */
public final class ResponseRecorder {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<ServerResponse> change = UnaryOperator.identity();

    private ResponseRecorder() {}

    /** Starts to record. */
    public static ResponseRecorder of(Simulator vendor, RequestKind kind) {
        ResponseRecorder recorder = new ResponseRecorder();
        vendor.changeResponses(kind, recorder::record);
        return recorder;
    }

    private ServerResponse record(ServerResponse response) {
        ServerResponse sent = change.apply(response);
        bodies.add(JsonNodeMapper.text(sent));
        return sent;
    }

    /** Changes all responses from now on. */
    public void change(UnaryOperator<ServerResponse> other) {
        change = other;
    }

    /** Sends the vendor's own responses from now on. */
    public void restore() {
        change = UnaryOperator.identity();
    }

    /** Forgets the recorded responses. */
    public void clear() {
        bodies.clear();
    }

    /** Returns the bodies since the last {@link #clear}, oldest first. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }
}
