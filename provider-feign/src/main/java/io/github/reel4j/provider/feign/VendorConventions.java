package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vendor's documented deviations from the defaults: where errors and task ids are, and which errors are rejections.
 * Immutable.
 *
 * @param errors where its error responses have code and message; searched before the default locations
 * @param taskIdFormat the format of its task ids
 * @param taskIdPointers where its responses to orders name the task
 * @param rejectionCodes the codes inside a 2xx response that are documented as rejections; no other code proves a
 *     rejection
 * @param failureKinds the kinds of documented error codes whose HTTP status does not say what they mean, for example an
 *     unpaid bill under 429. A code also stands for its sub-codes: {@code Throttling} for {@code Throttling.Burst}.
 *     They are used only for responses that are proven rejections, and for polls and uploads
 */
public record VendorConventions(
        ErrorPointers errors,
        TaskIdFormat taskIdFormat,
        TaskIdPointers taskIdPointers,
        Set<Integer> rejectionCodes,
        Map<String, FailureKind> failureKinds) {

    private static final Set<FailureKind> KINDS_OF_CODES = EnumSet.of(
            FailureKind.INVALID_REQUEST,
            FailureKind.AUTHENTICATION,
            FailureKind.FORBIDDEN,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.RATE_LIMITED,
            FailureKind.INCOMPATIBLE);

    /** The defaults, without rejection codes. */
    public static final VendorConventions DEFAULT = new VendorConventions(
            ErrorPointers.DEFAULT, TaskIdFormat.DEFAULT, TaskIdPointers.DEFAULT, Set.of(), Map.of());

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a code has a kind that is not one of a rejected request
     */
    public VendorConventions {
        rejectionCodes = Set.copyOf(rejectionCodes);
        failureKinds = Map.copyOf(failureKinds);
        if (!KINDS_OF_CODES.containsAll(failureKinds.values())) {
            throw new IllegalArgumentException(
                    "failureKinds may have the kinds " + KINDS_OF_CODES + ", but it is " + failureKinds);
        }
    }

    /** Returns a copy with other error pointers. */
    public VendorConventions errors(ErrorPointers other) {
        return new VendorConventions(other, taskIdFormat, taskIdPointers, rejectionCodes, failureKinds);
    }

    /** Returns a copy with another format of task ids. */
    public VendorConventions taskIdFormat(TaskIdFormat other) {
        return new VendorConventions(errors, other, taskIdPointers, rejectionCodes, failureKinds);
    }

    /** Returns a copy with other pointers to task ids. */
    public VendorConventions taskIdPointers(TaskIdPointers other) {
        return new VendorConventions(errors, taskIdFormat, other, rejectionCodes, failureKinds);
    }

    /** Returns a copy with other rejection codes. */
    public VendorConventions rejectionCodes(Set<Integer> others) {
        return new VendorConventions(errors, taskIdFormat, taskIdPointers, others, failureKinds);
    }

    /** Returns a copy with other kinds of error codes. */
    public VendorConventions failureKinds(Map<String, FailureKind> others) {
        return new VendorConventions(errors, taskIdFormat, taskIdPointers, rejectionCodes, others);
    }

    /** Returns the kind of an error code, or of the longest code that it is a sub-code of; empty if none is listed. */
    Optional<FailureKind> failureKind(Optional<String> code) {
        String rest = code.orElse("");
        while (!rest.isEmpty()) {
            FailureKind kind = failureKinds.get(rest);
            if (kind != null) {
                return Optional.of(kind);
            }
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('.')));
        }
        return Optional.empty();
    }
}
