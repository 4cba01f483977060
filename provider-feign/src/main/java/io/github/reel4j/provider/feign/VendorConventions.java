package io.github.reel4j.provider.feign;

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
 */
public record VendorConventions(
        ErrorPointers errors, TaskIdFormat taskIdFormat, TaskIdPointers taskIdPointers, Set<Integer> rejectionCodes) {

    /** The defaults, without rejection codes. */
    public static final VendorConventions DEFAULT =
            new VendorConventions(ErrorPointers.DEFAULT, TaskIdFormat.DEFAULT, TaskIdPointers.DEFAULT, Set.of());

    /** Copies the set. */
    public VendorConventions {
        rejectionCodes = Set.copyOf(rejectionCodes);
    }

    /** Returns a copy with other error pointers. */
    public VendorConventions errors(ErrorPointers other) {
        return new VendorConventions(other, taskIdFormat, taskIdPointers, rejectionCodes);
    }

    /** Returns a copy with another format of task ids. */
    public VendorConventions taskIdFormat(TaskIdFormat other) {
        return new VendorConventions(errors, other, taskIdPointers, rejectionCodes);
    }

    /** Returns a copy with other pointers to task ids. */
    public VendorConventions taskIdPointers(TaskIdPointers other) {
        return new VendorConventions(errors, taskIdFormat, other, rejectionCodes);
    }

    /** Returns a copy with other rejection codes. */
    public VendorConventions rejectionCodes(Set<Integer> others) {
        return new VendorConventions(errors, taskIdFormat, taskIdPointers, others);
    }
}
