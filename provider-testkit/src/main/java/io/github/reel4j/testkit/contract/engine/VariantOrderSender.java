package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import io.github.reel4j.testkit.contract.support.WireFields;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Submits an order for each generated variant of a request, and returns the requests that arrived at the simulated
 * vendor.
 */
public final class VariantOrderSender {

    /**
     * An order that was sent.
     *
     * @param order the order
     * @param result the result of the submit
     * @param wire the request that arrived
     * @param host the host and port that the request was sent to
     * @param billed the order in the vendor's ledger; empty if the vendor rejected it
     */
    public record SentOrder(
            ResolvedRequest order,
            Either<VideoFailure, TaskRef> result,
            WireFields wire,
            String host,
            Optional<BilledOrder> billed) {}

    private final ContractContext context;
    private final RuleCheck check;
    private final Simulator vendor;

    /** Creates a recorder whose failures belong to {@code check}. */
    public VariantOrderSender(ContractContext context, RuleCheck check, Simulator vendor) {
        this.context = context;
        this.check = check;
        this.vendor = vendor;
    }

    /**
     * Returns the order of exactly this model, with all defaults; empty if the table or the provider's own rules forbid
     * it.
     */
    public static Optional<ResolvedRequest> resolved(
            VideoProvider provider, ModelSpec model, GenerationRequest request) {
        return new RequestResolver(provider.id(), List.of(model))
                .resolve(RequestVariants.minimal(request, model))
                .toJavaOptional()
                .filter(order -> provider.violations(order).isEmpty());
    }

    /** Submits an order, and requires that the vendor accepts it without a remark. */
    public SentOrder accepted(ResolvedRequest order) {
        int remarks = vendor.ledger().rejections().size();
        SentOrder sent = sent(order);
        if (sent.result().isLeft()) {
            throw check.failed(
                    "the vendor accepts the order", sent.result().getLeft() + "\nThe order was:\n" + sent.wire());
        }
        vendor.ledger().rejections().stream()
                .skip(remarks)
                .filter(rejected -> rejected.status() < 300)
                .findFirst()
                .ifPresent(remark -> {
                    throw check.failed("an order contains documented fields only", remark.reason());
                });
        return sent;
    }

    /**
     * Submits an order, and requires that one request arrives. If the vendor limits the rate or the number of tasks,
     * its clock is advanced first.
     */
    public SentOrder sent(ResolvedRequest order) {
        SentOrder first = sentOnce(order);
        if (first.result().isRight() || first.result().getLeft().kind() != FailureKind.RATE_LIMITED) {
            return first;
        }
        context.subject().finishTasks();
        return sentOnce(order);
    }

    private SentOrder sentOnce(ResolvedRequest order) {
        int requests = vendor.ledger().requests().size();
        int orders = vendor.ledger().orders().size();
        Either<VideoFailure, TaskRef> result = context.callPort(check, () -> context.submit(order));
        List<RecordedRequest> all = vendor.ledger().recordedRequests();
        List<RecordedRequest> submits = all.subList(Math.min(requests, all.size()), all.size()).stream()
                .filter(each -> each.kind() == RequestKind.SUBMIT)
                .toList();
        if (submits.isEmpty()) {
            throw check.failed("an order that the model table allows is sent", "nothing arrived; it is " + result);
        }
        ReceivedRequest submit = submits.get(submits.size() - 1).request();
        return new SentOrder(
                order,
                result,
                WireFields.of(submit),
                submit.header("host").orElse(""),
                vendor.ledger().orders().stream().skip(orders).findFirst());
    }
}
