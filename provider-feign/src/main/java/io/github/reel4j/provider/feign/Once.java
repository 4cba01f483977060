package io.github.reel4j.provider.feign;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes something when it is first asked for, and only then: an HTTP client and a JSON mapper take time that listing models need not. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T present = made;
        return present == null ? makeOnce() : present;
    }

    private synchronized T makeOnce() {
        T present = made;
        if (present == null) {
            present = maker.get();
            made = present;
        }
        return present;
    }
}
