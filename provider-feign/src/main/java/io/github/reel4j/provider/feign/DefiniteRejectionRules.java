package io.github.reel4j.provider.feign;

import java.util.Set;

/**
 * Decides which error responses to an order prove that the vendor did not accept it. It is an allow list, because
 * gateways and proxies respond with statuses of their own when they stop waiting for a vendor that has accepted the
 * order. Stateless.
 */
final class DefiniteRejectionRules {

    /**
     * Statuses about the order. They prove a rejection if the body is empty or an error as vendors write it. A page, a
     * text, truncated JSON, or JSON without an error may come from anyone.
     */
    private static final Set<Integer> ORDER_STATUSES = Set.of(400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429);

    /**
     * Statuses of a server that by RFC 9110 has not forwarded the request: a redirect, or a proxy that requires a
     * login. Any body that names no task will do.
     */
    private static final Set<Integer> REQUEST_STATUSES = Set.of(301, 307, 308, 407);

    private DefiniteRejectionRules() {}

    /** Returns whether a response that names no task proves that there is no order. */
    static boolean isGiven(int status, VendorError error) {
        if (contradicts(status, error)) {
            return false;
        }
        return REQUEST_STATUSES.contains(status)
                || (ORDER_STATUSES.contains(status) && !lacksVendorStatement(status, error));
    }

    /** Returns whether {@code status} would be a proof if the body came from the vendor. */
    static boolean lacksVendorStatement(int status, VendorError error) {
        return ORDER_STATUSES.contains(status) && error.shape() == VendorError.BodyShape.FOREIGN;
    }

    /** Returns whether the body contains another status, and that one proves nothing. */
    private static boolean contradicts(int status, VendorError error) {
        return error.status().isPresent()
                && error.status().getAsInt() != status
                && !ORDER_STATUSES.contains(error.status().getAsInt())
                && !REQUEST_STATUSES.contains(error.status().getAsInt());
    }
}
