package io.github.reel4j.provider.feign.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes something when it is first asked for, and only then: an HTTP client and a JSON mapper take time that listing models need not. */
public final class MemoizingSupplier<T> implements Supplier<T> {

    private final Supplier<T> delegate;
    private volatile @Nullable T value;

    public MemoizingSupplier(Supplier<T> maker) {
        this.delegate = maker;
    }

    @Override
    public T get() {
        T present = value;
        return present == null ? compute() : present;
    }

    private synchronized T compute() {
        T present = value;
        if (present == null) {
            present = delegate.get();
            value = present;
        }
        return present;
    }
}
