package io.github.reel4j;

import io.github.reel4j.guard.TestLogs;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Code of users and providers, one method of which misbehaves in one way, from one moment on. */
final class ForeignCode {

    /** A progress listener. */
    interface Listener extends Consumer<Progress> {}

    /** Who wants to hear of recovered orders. */
    interface RecoveryListener extends Consumer<RecoveredOrder> {}

    /** Who subscribes to progress. */
    interface Subscriber extends Flow.Subscriber<Progress> {}

    /** What depends on a future. */
    interface Dependent extends Consumer<Object> {}

    static final List<Class<?>> SUPPLIED = List.of(
            VideoProviderFactory.class,
            VideoProvider.class,
            VideoGenerator.class,
            StatusTracker.class,
            PricingModel.class,
            VideoDownloader.class,
            RequestPreview.class,
            TaskCanceller.class,
            CallbackReader.class,
            OrderJournal.class,
            PollPolicy.class,
            Listener.class,
            RecoveryListener.class,
            Subscriber.class,
            Dependent.class);

    /** Ports have deadlines of their own; that they block is their adapter's matter. */
    private static final List<Class<?>> PORTS = List.of(
            VideoGenerator.class,
            StatusTracker.class,
            PricingModel.class,
            VideoDownloader.class,
            RequestPreview.class,
            TaskCanceller.class,
            CallbackReader.class);

    /** From when on it misbehaves. */
    enum Moment {
        ALWAYS,
        ONCE_ANSWERED
    }

    /** How it misbehaves. */
    enum Fault {
        EXCEPTION,
        HOSTILE_EXCEPTION,
        STACK_OVERFLOW,
        LINKAGE_ERROR,
        NULL,
        BLOCK;

        /** All that {@code method} of {@code type} can do. */
        static Stream<Fault> all(Class<?> type, Method method) {
            return Stream.of(values())
                    .filter(fault -> fault != NULL || !method.getReturnType().isPrimitive())
                    .filter(fault -> fault != BLOCK || !PORTS.contains(type));
        }

        @Nullable
        Object commit(ForeignCode code) {
            switch (this) {
                case EXCEPTION -> throw new IllegalStateException("sesame");
                case HOSTILE_EXCEPTION -> throw new HostileException();
                case STACK_OVERFLOW -> throw new StackOverflowError();
                case LINKAGE_ERROR -> throw new NoClassDefFoundError("some/Thing");
                case BLOCK -> code.block();
                default -> {}
            }
            return null;
        }
    }

    /** Whose every method throws. */
    private static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("trace");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("text");
        }
    }

    private final @Nullable Class<?> type;
    private final String method;
    private final Fault fault;
    private final Moment moment;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean active = true;
    private volatile boolean answered;

    /** @param type whose {@code method} misbehaves; null for none */
    ForeignCode(@Nullable Class<?> type, String method, Fault fault, Moment moment) {
        this.type = type;
        this.method = method;
        this.fault = fault;
        this.moment = moment;
    }

    /** Code that does as it should. */
    static ForeignCode sound() {
        return new ForeignCode(null, "", Fault.EXCEPTION, Moment.ALWAYS);
    }

    boolean blocks() {
        return type != null && fault == Fault.BLOCK;
    }

    /** Whether orders may have to wait for it before they are sent. */
    boolean blocksOrders() {
        return blocks() && moment == Moment.ALWAYS;
    }

    /** The vendor has answered an order. */
    void answer() {
        answered = true;
    }

    /** From now on all is well, and what was blocked goes on. */
    void recover() {
        active = false;
        released.countDown();
        TestLogs.onEachCall(() -> {});
    }

    private void block() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns {@code sound} behind an interface, misbehaving where it is its turn. */
    <T> T foreign(Class<T> as, T sound) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (as == type && called.getName().equals(method) && active && (answered || moment == Moment.ALWAYS)) {
                if (fault != Fault.BLOCK) {
                    return fault.commit(this);
                }
                block(); // and then as it should
            }
            try {
                return called.invoke(sound, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return as.cast(Proxy.newProxyInstance(as.getClassLoader(), new Class<?>[] {as}, handler));
    }

    @Override
    public String toString() {
        return type == null ? "sound" : type.getSimpleName() + "." + method + " " + fault + " " + moment;
    }
}
