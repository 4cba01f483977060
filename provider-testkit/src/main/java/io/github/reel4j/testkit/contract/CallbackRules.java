package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RC-221, RC-323, RC-324 and RC-721: callbacks, an optional ability. */
interface CallbackRules extends RuleTests {

    @Test
    @DisplayName(
            "RC-221 the vendor learns where to call back; without callbacks, asking for one is refused before any HTTP call")
    default void passesTheAddressOn() {
        if (bench().provider().callbacks().isEmpty()) {
            refusesToBeCalledBack();
            return;
        }
        Lesson lesson = bench().lesson("RC-221", "an order with a callback address, whose task has ended");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            CalledBack order = CalledBack.order(bench(), lesson, operation);
            lesson.requireEqual(
                    Optional.of(CalledBack.PATH),
                    order.arrived().map(ReceivedRequest::target),
                    "the vendor called the order's address, of " + operation);
        });
    }

    private void refusesToBeCalledBack() {
        Lesson lesson =
                bench().lesson("RC-221", "an order with a callback address, of which the vendor documents none");
        URI hooks = URI.create("https://example.com/hooks");
        LoneClient client = new LoneClient(bench().provider(), builder -> builder.callbacks(hooks));
        bench().eachOperation(operation -> lesson.requireEqual(
                Optional.of(FailureKind.UNSUPPORTED),
                client.failureOf(lesson, each -> each.submit(bench().subject().request(operation))),
                "the order is UNSUPPORTED"));
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
        bench().refused("the provider declares no callbacks");
    }

    @Test
    @DisplayName("RC-323 a callback of the vendor is read as a hint at its task, without a request")
    default void readsTheHint() {
        Lesson lesson = bench().lesson("RC-323", "a callback, as the vendor posts it");
        eachReader((reader, operation) -> {
            CalledBack order = CalledBack.order(bench(), lesson, operation);
            if (order.arrived().isEmpty()) {
                bench().refused("no callback came, see RC-221");
                return;
            }
            int before = bench().requests();
            CallbackHint hint = read(lesson, reader, order.callback()).getOrElseGet(failure -> {
                throw lesson.failed("it names the task", failure.toString());
            });
            lesson.requireEqual(order.task().id(), hint.taskId(), "it names the task of " + operation);
            lesson.requireEqual(
                    Either.right(order.task()),
                    bench().unthrown(lesson, () -> reader.task(order.request(), hint))
                            .map(order::atTheTimeOfTheSubmit),
                    "the task's reference is what the submit answers, but for the time");
            lesson.requireEqual(before, bench().requests(), "the number of requests at the vendor is as before");
        });
    }

    @Test
    @DisplayName("RC-324 whatever is posted to the address, reading it answers with a value")
    @Tag("fault-108")
    default void survivesNonsense() {
        eachReader((reader, operation) -> Nonsense.callbacks().forEach((name, callback) -> {
            Lesson lesson = bench().lesson("RC-324", "a callback with " + name);
            Either<VideoFailure, CallbackHint> answer = read(lesson, reader, callback);
            lesson.require(
                    answer.isLeft()
                            && List.of(FailureKind.BAD_SIGNATURE, FailureKind.UNEXPECTED_REPLY)
                                    .contains(answer.getLeft().kind()),
                    "it is UNEXPECTED_REPLY or BAD_SIGNATURE",
                    () -> "it is " + answer);
        }));
    }

    @Test
    @DisplayName("RC-721 a callback of a vendor that signs is read only with its signature, made just now")
    @Tag("fault-112")
    default void checksTheSignature() {
        Lesson genuine = bench().lesson("RC-721", "a callback, as the vendor posts and signs it");
        eachReader((reader, operation) -> {
            if (!reader.signed()) {
                bench().refused("the vendor documents no signature");
                return;
            }
            CalledBack order = CalledBack.order(bench(), genuine, operation);
            if (order.arrived().isEmpty()) {
                bench().refused("no callback came, see RC-221");
                return;
            }
            Nonsense.forgeries(order.callback()).forEach((name, forgery) -> {
                Lesson lesson = bench().lesson("RC-721", "a callback with " + name);
                refused(lesson, read(lesson, reader, forgery));
            });
            reader.window().ifPresent(window -> keepsTheWindow(reader, order.callback(), window));
        });
    }

    private void keepsTheWindow(CallbackReader reader, ReceivedCallback callback, Duration window) {
        Duration outside = window.plusMinutes(1);
        for (Duration off : List.of(outside, outside.negated())) {
            Lesson lesson = bench().lesson(
                            "RC-721",
                            "a callback that was signed " + off.negated().toSeconds() + " s after now");
            bench().subject().setClockAhead(off);
            refused(lesson, read(lesson, reader, callback));
        }
        Duration inside = window.dividedBy(2);
        for (Duration off : List.of(inside, inside.negated())) {
            Lesson lesson = bench().lesson(
                            "RC-721",
                            "a callback that was signed " + off.negated().toSeconds() + " s after now");
            bench().subject().setClockAhead(off);
            Either<VideoFailure, CallbackHint> answer = read(lesson, reader, callback);
            lesson.require(answer.isRight(), "it is within the documented time", () -> "it is " + answer);
        }
    }

    private static void refused(Lesson lesson, Either<VideoFailure, CallbackHint> answer) {
        lesson.require(
                answer.isLeft() && answer.getLeft().kind() == FailureKind.BAD_SIGNATURE,
                "it is BAD_SIGNATURE",
                () -> "it is " + answer);
    }

    private Either<VideoFailure, CallbackHint> read(Lesson lesson, CallbackReader reader, ReceivedCallback callback) {
        return bench().unthrown(lesson, () -> reader.read(callback));
    }

    private void eachReader(BiConsumer<CallbackReader, Operation> check) {
        bench().provider()
                .callbacks()
                .ifPresentOrElse(
                        reader ->
                                bench().eachOperationOnTheWire((operation, vendor) -> check.accept(reader, operation)),
                        () -> bench().refused("the provider declares no callbacks"));
    }
}
