package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.pricing.TablePricing;
import java.math.BigDecimal;

/** Estimates prices from the price table, and says in estimates of speech-to-video what the face check costs. */
final class DashscopePricing implements PricingModel {

    private final TablePricing table = new TablePricing();
    private final DashscopeSettings settings;

    DashscopePricing(DashscopeSettings settings) {
        this.settings = settings;
    }

    @Override
    public Estimate estimate(ResolvedRequest request) {
        Estimate estimate = table.estimate(DashscopePriceTable.priced(request));
        return request.operation() == Operation.SPEECH_TO_VIDEO ? withFaceCheck(estimate) : estimate;
    }

    private Estimate withFaceCheck(Estimate estimate) {
        boolean made = settings.faceCheck();
        BigDecimal price = made ? DashscopePriceTable.faceCheck(settings.currency()) : BigDecimal.ZERO;
        String basis = estimate.basis() + "; "
                + (made
                        ? "it includes the face check, " + DashscopePriceTable.FACE_CHECK
                        : DashscopePriceTable.FACE_CHECK
                                + " more if you have wan2.2-s2v-detect check the picture first,"
                                + " as the document requires");
        if (estimate instanceof Estimate.Known known) {
            return new Estimate.Known(sum(known.money(), price), basis, known.source());
        }
        if (estimate instanceof Estimate.AtLeast atLeast) {
            return new Estimate.AtLeast(sum(atLeast.min(), price), basis, atLeast.source());
        }
        return estimate instanceof Estimate.Range range
                ? new Estimate.Range(sum(range.min(), price), sum(range.max(), price), basis, range.source())
                : new Estimate.Unknown(basis);
    }

    private static Money sum(Money money, BigDecimal more) {
        return new Money(money.amount().add(more), money.currency());
    }
}
