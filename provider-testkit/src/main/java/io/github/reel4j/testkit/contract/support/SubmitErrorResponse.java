package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * An HTTP error response to a submit, without a task id in it. What a provider must make of it follows from the status
 * and from who wrote the body.
 *
 * @param status the HTTP status
 * @param body who wrote the body
 */
public record SubmitErrorResponse(int status, Body body) {

    /** Who wrote the body of a response. */
    public enum Body {
        /** The error that the vendor documents for the status. */
        VENDOR_ERROR,
        /** The error that the vendor documents for a rejected request, whatever the status is. */
        VENDOR_REJECTION,
        /** Nobody: it is empty. */
        EMPTY,
        /** A proxy that sends HTML. */
        PAGE,
        /** A load balancer that sends plain text. */
        TEXT,
        /** A gateway that sends JSON of its own. */
        OTHER_JSON,
        /** The vendor, but only half of its error has arrived, and no header shows it. */
        TRUNCATED_ERROR
    }

    /** No error of a vendor. */
    static final String OTHER_JSON = "{\"gateway\": \"edge-3\", \"healthy\": false}";

    private static final Map<Integer, FailureKind> DOCUMENTED = Map.of(
            400, FailureKind.INVALID_REQUEST,
            401, FailureKind.AUTHENTICATION,
            402, FailureKind.INSUFFICIENT_BALANCE,
            403, FailureKind.FORBIDDEN,
            404, FailureKind.INCOMPATIBLE,
            429, FailureKind.RATE_LIMITED);

    /** Statuses about the request itself. */
    private static final Set<Integer> REQUEST_STATUSES = Set.of(405, 410, 413, 415, 422);

    private static final Set<FailureKind> REJECTIONS = EnumSet.of(
            FailureKind.INVALID_REQUEST, FailureKind.INCOMPATIBLE, FailureKind.UNSUPPORTED, FailureKind.FORBIDDEN);

    /** A login at a proxy: no document says which server responds with it. */
    private static final int PROXY_LOGIN = 407;

    /** A law: no document says which server responds with it. */
    private static final int LEGAL_REASONS = 451;

    /** Returns the kinds that the failure may have. */
    public Set<FailureKind> kinds() {
        if (status == PROXY_LOGIN || status == LEGAL_REASONS) {
            Set<FailureKind> any = EnumSet.copyOf(REJECTIONS);
            any.add(FailureKind.SUBMISSION_UNKNOWN);
            if (status == PROXY_LOGIN) {
                any.addAll(EnumSet.of(FailureKind.AUTHENTICATION, FailureKind.UNREACHABLE));
            }
            return any;
        }
        if (!provesRejection()) {
            return EnumSet.of(FailureKind.SUBMISSION_UNKNOWN);
        }
        if (DOCUMENTED.containsKey(status)) {
            return EnumSet.of(DOCUMENTED.get(status));
        }
        Set<FailureKind> kinds = EnumSet.copyOf(REJECTIONS);
        if (body == Body.EMPTY) {
            kinds.add(FailureKind.SUBMISSION_UNKNOWN);
        }
        return kinds;
    }

    /** Returns whether the vendor has provably accepted no order. */
    public boolean provesRejection() {
        return mayProveRejection() && (body == Body.VENDOR_ERROR || body == Body.EMPTY);
    }

    /** Returns whether the status proves with some body that the vendor has accepted no order. */
    boolean mayProveRejection() {
        return DOCUMENTED.containsKey(status) || REQUEST_STATUSES.contains(status);
    }

    /** Returns the fault, for {@code Simulator.nextSubmit}. */
    public Fault fault() {
        return switch (body) {
            case VENDOR_ERROR -> Fault.http(status);
            case VENDOR_REJECTION -> Fault.errorBody(status, 400);
            case EMPTY -> Fault.emptyBody(status);
            case PAGE -> Fault.page(status);
            case TEXT -> Fault.text(status);
            case OTHER_JSON ->
                Fault.response(status, "application/json", OTHER_JSON)
                        .describedAs("HTTP " + status + " with the body " + OTHER_JSON);
            case TRUNCATED_ERROR ->
                Fault.http(status)
                        .changingBody(error -> Arrays.copyOf(error, error.length / 2))
                        .describedAs("HTTP " + status + " with half of the vendor's error");
        };
    }

    @Override
    public String toString() {
        return fault().toString();
    }
}
