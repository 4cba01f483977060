package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.simulator.BilledOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the estimates of one model's orders with what the vendor bills for them. */
record BillComparison(ContractContext context, RuleCheck check, ModelSpec model, VariantOrderSender sender) {

    private static final int MAX_ORDERS = 120;

    /** After how many orders without a bill the vendor is taken for one that does not state its prices. */
    private static final int MAX_UNPRICED = 12;

    /** A price depends on few values, so that not every odd value is tested. */
    private static final int MAX_ODD = 8;

    void run() {
        OrderVariants variants = new OrderVariants(context, model);
        int unpriced = 0;
        for (ResolvedRequest order : variants.pairs(MAX_ORDERS)) {
            unpriced = requireBill(order, estimate(order)) ? 0 : unpriced + 1;
            if (unpriced > MAX_UNPRICED) {
                return;
            }
        }
        variants.withMaxTexts().ifPresent(order -> requireBill(order, estimate(order)));
        requireSameBill(variants.full().orElseGet(variants::minimal), variants);
    }

    /** Sends only those orders whose estimate differs from that of an order with plain values, which is right. */
    private void requireSameBill(ResolvedRequest plain, OrderVariants variants) {
        String expected = estimate(plain).toString();
        List<ResolvedRequest> orders = new ArrayList<>(variants.odd(MAX_ODD));
        if (context.provider().callbacks().isPresent()) {
            orders.add(plain.withCallback(OrderVariants.CALLBACK));
        }
        for (ResolvedRequest order : orders) {
            Estimate estimate = estimate(order);
            if (!estimate.toString().equals(expected)) {
                boolean unused = requireBill(order, estimate);
            }
        }
    }

    private Estimate estimate(ResolvedRequest order) {
        return PriceSourceCheck.estimate(context, check, order);
    }

    /** Returns whether the vendor has stated a price. */
    private boolean requireBill(ResolvedRequest order, Estimate estimate) {
        Optional<Money> bill = sender.sent(order).billed().flatMap(BilledOrder::price);
        bill.ifPresent(price -> check.require(
                PriceSourceCheck.covers(estimate, price),
                "the estimate is what the vendor bills, " + price,
                () -> order.formatted() + ": " + estimate.describe()));
        bill.filter(price -> new ListedPrice(model).of(order).equals(Optional.of(price)))
                .ifPresent(price -> check.require(
                        !(estimate instanceof Estimate.Range || estimate instanceof Estimate.AtLeast),
                        "the price is known, because one row of the price table states it, " + price,
                        () -> order.formatted() + ": " + estimate.describe()));
        return bill.isPresent();
    }
}
