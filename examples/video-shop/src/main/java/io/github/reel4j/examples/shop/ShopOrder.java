package io.github.reel4j.examples.shop;

import io.github.reel4j.model.OrderKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The shop's own record of an order. The order queue has the other half, under the same key. It forgets the prompt as
 * soon as the vendor has accepted the order; the shop keeps it for its customer.
 *
 * @param key names the order in the shop and in the queue
 * @param operation the id of the operation
 * @param prompt the description; empty if the request has none
 * @param deliveredAt when the file of the video was stored
 */
public record ShopOrder(
        OrderKey key,
        Customer customer,
        String operation,
        String prompt,
        Instant createdAt,
        Optional<Instant> deliveredAt) {}
