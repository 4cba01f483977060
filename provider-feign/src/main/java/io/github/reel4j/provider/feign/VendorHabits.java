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
public record VendorHabits(
        ErrorPlaces errors, TaskIdForm taskIds, TaskIdPlaces taskIdPlaces, Set<Integer> rejectionCodes) {

    /** Nothing out of the ordinary. */
    public static final VendorHabits USUAL =
            new VendorHabits(ErrorPlaces.USUAL, TaskIdForm.USUAL, TaskIdPlaces.USUAL, Set.of());

    public VendorHabits {
        rejectionCodes = Set.copyOf(rejectionCodes);
    }

    public VendorHabits errors(ErrorPlaces other) {
        return new VendorHabits(other, taskIds, taskIdPlaces, rejectionCodes);
    }

    public VendorHabits taskIds(TaskIdForm other) {
        return new VendorHabits(errors, other, taskIdPlaces, rejectionCodes);
    }

    public VendorHabits taskIdPlaces(TaskIdPlaces other) {
        return new VendorHabits(errors, taskIds, other, rejectionCodes);
    }

    public VendorHabits rejectionCodes(Set<Integer> others) {
        return new VendorHabits(errors, taskIds, taskIdPlaces, others);
    }
}
