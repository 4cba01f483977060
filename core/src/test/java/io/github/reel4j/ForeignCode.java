package io.github.reel4j;

import io.github.reel4j.guard.TestLogs;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.ContextPropagation;
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

/** Creates implementations of interfaces, one method of which misbehaves in one way from one moment on. */
final class ForeignCode {

    /** A progress listener. */
    interface Listener extends Consumer<Progress> {}

    /** A listener for recovered orders. */
    interface RecoveryListener extends Consumer<RecoveredOrder> {}

    /** A subscriber of progress. */
    interface Subscriber extends Flow.Subscriber<Progress> {}

    /** A dependent of a future. */
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
            ClientListener.class,
            ContextPropagation.class,
            Listener.class,
            RecoveryListener.class,
            Subscriber.class,
            Dependent.class);

    /** Ports that must not block, because their adapters enforce deadlines. */
    private static final List<Class<?>> PORTS = List.of(
            VideoGenerator.class,
            StatusTracker.class,
            PricingModel.class,
            VideoDownloader.class,
            RequestPreview.class,
            TaskCanceller.class,
            CallbackReader.class);

    /** When the method starts to misbehave. */
    enum Moment {
        ALWAYS,
        AFTER_THE_RESPONSE
    }

    /** How the method misbehaves. */
    enum Fault {
        EXCEPTION,
        HOSTILE_EXCEPTION,
        STACK_OVERFLOW,
        LINKAGE_ERROR,
        NULL,
        BLOCK;

        /** Returns the faults that {@code method} of {@code type} can have. */
        static Stream<Fault> all(Class<?> type, Method method) {
            return Stream.of(values())
                    .filter(fault -> fault != NULL || !method.getReturnType().isPrimitive())
                    .filter(fault -> fault != BLOCK || !mustNotBlock(type, method));
        }

        /** Returns whether a client calls the method for each order without a time limit. */
        private static boolean mustNotBlock(Class<?> type, Method method) {
            return PORTS.contains(type)
                    || type == ContextPropagation.class
                    || method.getName().equals("violations");
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

    /** An exception whose methods throw. */
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
    private volatile boolean responded;

    /** @param type whose {@code method} misbehaves; null for none */
    ForeignCode(@Nullable Class<?> type, String method, Fault fault, Moment moment) {
        this.type = type;
        this.method = method;
        this.fault = fault;
        this.moment = moment;
    }

    /** Returns code without a fault. */
    static ForeignCode sound() {
        return new ForeignCode(null, "", Fault.EXCEPTION, Moment.ALWAYS);
    }

    boolean blocks() {
        return type != null && fault == Fault.BLOCK;
    }

    /** Returns whether orders may wait for this code before they are sent. */
    boolean blocksOrders() {
        return blocks() && moment == Moment.ALWAYS;
    }

    /** Records that the vendor has responded to an order. */
    void onResponse() {
        responded = true;
    }

    /** Ends the fault and releases blocked threads. */
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

    /** Returns a proxy of {@code sound} that misbehaves in the chosen method. */
    <T> T foreign(Class<T> as, T sound) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (as == type && called.getName().equals(method) && active && (responded || moment == Moment.ALWAYS)) {
                if (fault != Fault.BLOCK) {
                    return fault.commit(this);
                }
                block(); // then behaves correctly
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
