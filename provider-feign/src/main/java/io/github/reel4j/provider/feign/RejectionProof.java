package io.github.reel4j.provider.feign;

import java.util.Set;

/**
 * Decides which answers prove that the vendor took no order. The list is of what proves it; everything else proves nothing,
 * because gateways and proxies answer with statuses of their own when they give up waiting for a vendor that took the order.
 * Pure.
 */
final class RejectionProof {

    /**
     * Said of the order by the vendor, and so proven by the vendor's word: by an error as vendors write them, or by no body at all.
     * A page, a text, or JSON that is cut off or tells no error may be anybody's.
     */
    private static final Set<Integer> ORDER_STATUSES = Set.of(400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429);

    /**
     * Said of the request's way, by a server that by HTTP (RFC 9110) has handed it on to nobody: go elsewhere, or log in at the
     * proxy. Its pages are its own, so any body without a task will do.
     */
    private static final Set<Integer> REQUEST_STATUSES = Set.of(301, 307, 308, 407);

    private RejectionProof() {}

    /** Whether an answer with HTTP {@code status} proves that there is no order, as long as it names no task. */
    static boolean isGiven(int status, VendorError words) {
        if (contradicts(status, words)) {
            return false;
        }
        return REQUEST_STATUSES.contains(status)
                || (ORDER_STATUSES.contains(status) && !lacksVendorStatement(status, words));
    }

    /** Whether {@code status} would prove it if the body were the vendor's. */
    static boolean lacksVendorStatement(int status, VendorError words) {
        return ORDER_STATUSES.contains(status) && words.shape() == VendorError.Shape.FOREIGN;
    }

    /** The body has a status of its own, and that one proves nothing. */
    private static boolean contradicts(int status, VendorError words) {
        return words.status().isPresent()
                && words.status().getAsInt() != status
                && !ORDER_STATUSES.contains(words.status().getAsInt())
                && !REQUEST_STATUSES.contains(words.status().getAsInt());
    }
}
