package io.github.reel4j.cli;

import io.github.reel4j.Generation;
import io.github.reel4j.Preview;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import java.util.Optional;

/** One order from the arguments to the file: check, show, ask, send once, keep the task, deliver. */
final class OrderFlow {

    private final Session session;
    private final OrderOptions options;
    private final Terminal terminal;

    OrderFlow(Session session, OrderOptions options) {
        this.session = session;
        this.options = options;
        this.terminal = session.terminal();
    }

    int place(GenerationRequest request) {
        OutputFile output = OutputFile.of(options.output, OutputFile.NOTHING_ORDERED);
        output.taken().ifPresent(terminal::warn);
        try (Callbacks callbacks = Callbacks.of(terminal, options);
                OpenClient open = new OrderDesk(session, options, callbacks.base()).forOrder(request.operation())) {
            open.notice().ifPresent(terminal::warn);
            Offers offers = Offers.of(open.client(), request);
            offers.into(session.report());
            session.report().put("simulated", open.isSimulated());
            new OrderView(terminal).offers(offers);
            offers.refusal().ifPresent(failure -> {
                throw new VideoException(failure);
            });
            if (!agreed(open)) {
                session.report().put("state", "declined");
                terminal.note("nothing was ordered.");
                return ExitCodes.OK;
            }
            callbacks.serve(open.client());
            Generation generation = send(open, callbacks, request);
            session.report().task(generation.task());
            Preview ordered = offers.takenBy(generation.task().provider());
            Offers.into(session.report(), ordered);
            new OrderView(terminal).task(generation.task());
            return options.noWait
                    ? leave(open, generation)
                    : new Delivery(session, output, options.timeout)
                            .deliver(
                                    generation,
                                    Figures.usually(ordered.request().model()),
                                    !options.json);
        }
    }

    /**
     * A built-in simulator spends nothing.
     *
     * @throws RefusedException if nobody can be asked and nothing was said in advance
     */
    private boolean agreed(OpenClient open) {
        if (options.yes || open.isSimulated()) {
            return true;
        }
        if (terminal.abilities().interactive()) {
            return terminal.confirms("  Order it?");
        }
        if (options.maxPrice.isEmpty()) {
            throw new RefusedException(
                    ExitCodes.USAGE,
                    "CONFIRMATION  this order costs money, and without a terminal at stdin and stderr nobody can be asked."
                            + "\n  Add --max-price USD to order up to that price, or --yes to order at any price."
                            + "\n  Nothing was ordered, nothing was billed.");
        }
        return true;
    }

    private Generation send(OpenClient open, Callbacks callbacks, GenerationRequest request) {
        PlacedOrder order = PlacedOrder.by(open.client(), request);
        session.interruption().sending(open.isSimulated(), order::withdraw);
        Optional<Generation> accepted = Optional.empty();
        try {
            accepted = Optional.of(callbacks.placed(order, options.timeout));
            return accepted.get();
        } finally {
            session.interruption().answered(accepted.map(Generation::task));
        }
    }

    private int leave(OpenClient open, Generation generation) {
        session.report().put("state", "submitted");
        session.interruption().over();
        if (open.isSimulated()) {
            terminal.warn(
                    "The built-in simulator ends now, and this task with it. To come back to a task, keep one running:"
                            + " reel simulator --vendor " + generation.task().provider() + " --port 8080");
        }
        options.output.ifPresent(file -> terminal.note("  then    reel resume TASK -o " + file));
        if (!options.json) {
            terminal.data(generation.task().toString());
        }
        return ExitCodes.OK;
    }
}
