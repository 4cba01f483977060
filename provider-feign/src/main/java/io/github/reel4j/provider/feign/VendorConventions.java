package io.github.reel4j.provider.feign;

import java.util.Set;

/**
 * What a vendor does otherwise than others, as its document has it.
 *
 * @param errors where it tells what went wrong; looked at before the usual places
 * @param taskIds the form of its ids of tasks
 * @param taskIdPlaces where its answers to orders name the task
 * @param rejectionCodes the codes inside a 2xx answer that its document gives as rejections; no other code proves one
 */
public record VendorConventions(
        ErrorPointers errors, TaskIdFormat taskIds, TaskIdPointers taskIdPlaces, Set<Integer> rejectionCodes) {

    /** Nothing out of the ordinary. */
    public static final VendorConventions DEFAULT =
            new VendorConventions(ErrorPointers.DEFAULT, TaskIdFormat.DEFAULT, TaskIdPointers.DEFAULT, Set.of());

    public VendorConventions {
        rejectionCodes = Set.copyOf(rejectionCodes);
    }

    public VendorConventions errors(ErrorPointers other) {
        return new VendorConventions(other, taskIds, taskIdPlaces, rejectionCodes);
    }

    public VendorConventions taskIds(TaskIdFormat other) {
        return new VendorConventions(errors, other, taskIdPlaces, rejectionCodes);
    }

    public VendorConventions taskIdPlaces(TaskIdPointers other) {
        return new VendorConventions(errors, taskIds, other, rejectionCodes);
    }

    public VendorConventions rejectionCodes(Set<Integer> others) {
        return new VendorConventions(errors, taskIds, taskIdPlaces, others);
    }
}
