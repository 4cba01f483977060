package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rule about previews: RC-604. */
public interface PreviewRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-604 a preview sends nothing and shows the request without the key")
    default void previewsWithoutSending() {
        RuleCheck check = context().ruleCheck("RC-604", "a preview of an order");
        if (context().provider().preview().isEmpty()) {
            context().notApplicable("the provider has no preview");
            return;
        }
        RequestPreview preview = context().provider().preview().orElseThrow();
        Optional<RequestPreview> keyless = KeylessProviderFactory.of(context()).flatMap(VideoProvider::preview);
        context()
                .eachModel(model -> previewed(model).forEach(order -> {
                    WireRequest shown = context().callPort(check, () -> preview.preview(order));
                    check.require(
                            !context().containsKey(shown.url() + " " + shown.headers() + shown.body()),
                            "the preview does not contain the key",
                            () -> "it does");
                    check.require(!shown.body().isEmpty(), "the preview contains the body", () -> "its body is empty");
                    keyless.ifPresent(without ->
                            requireKeylessPreview(shown, context().callPort(check, () -> without.preview(order))));
                }));
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        check.requireEqual(0, context().subject().acceptedOrders(), "the vendor receives no order");
        context()
                .subject()
                .wire()
                .ifPresent(vendor -> context().eachModel(model -> {
                    RuleCheck sending = context().ruleCheck("RC-604", "a preview of an order that is then submitted");
                    PreviewComparison comparison =
                            new PreviewComparison(sending, preview, new VariantOrderSender(context(), sending, vendor));
                    comparison.requireSame(previewed(model));
                }));
    }

    private void requireKeylessPreview(WireRequest shown, WireRequest without) {
        RuleCheck check = context().ruleCheck("RC-604", "a preview of an order without an API key");
        check.requireEqual(shown.method(), without.method(), "the method is the same as with a key");
        check.requireEqual(shown.url().getPath(), without.url().getPath(), "the path is the same as with a key");
        check.require(!without.body().isEmpty(), "the preview contains the body", () -> "its body is empty");
    }

    /** Returns orders of a model with required values, with everything, and with parts of it. */
    private List<ResolvedRequest> previewed(ModelSpec model) {
        OrderVariants variants = new OrderVariants(context(), model);
        List<ResolvedRequest> orders = new ArrayList<>(List.of(variants.minimal()));
        variants.full().ifPresent(orders::add);
        variants.withMaxTexts().ifPresent(orders::add);
        variants.subsets().stream().limit(4).forEach(orders::add);
        orders.addAll(variants.odd(3));
        if (context().provider().callbacks().isPresent()) {
            orders.add(variants.minimal().withCallback(OrderVariants.CALLBACK));
            variants.full().ifPresent(full -> orders.add(full.withCallback(OrderVariants.CALLBACK)));
        }
        return orders;
    }
}
