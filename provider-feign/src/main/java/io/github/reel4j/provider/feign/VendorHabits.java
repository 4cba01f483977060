package io.github.reel4j.provider.feign;

/**
 * What a vendor does otherwise than others, as its document has it.
 *
 * @param errors where it tells what went wrong; looked at before the usual places
 * @param taskIds the form of its ids of tasks
 */
public record VendorHabits(ErrorPlaces errors, TaskIdForm taskIds) {

    /** Nothing out of the ordinary. */
    public static final VendorHabits USUAL = new VendorHabits(ErrorPlaces.USUAL, TaskIdForm.USUAL);

    public VendorHabits errors(ErrorPlaces other) {
        return new VendorHabits(other, taskIds);
    }

    public VendorHabits taskIds(TaskIdForm other) {
        return new VendorHabits(errors, other);
    }
}
