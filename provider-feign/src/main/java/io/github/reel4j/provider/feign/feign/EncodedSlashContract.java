package io.github.reel4j.provider.feign.feign;

import feign.Contract;
import feign.MethodMetadata;
import java.util.List;

/**
 * A Feign contract that encodes slashes in path parameters, which Feign by default sends as segment separators. Only a
 * parameter that is the whole path, as in {@code POST {path}}, keeps its slashes.
 */
public final class EncodedSlashContract implements Contract {

    private final Contract delegate;

    /** Creates a contract that reads the annotations with another one. */
    public EncodedSlashContract(Contract delegate) {
        this.delegate = delegate;
    }

    @Override
    public List<MethodMetadata> parseAndValidateMetadata(Class<?> api) {
        List<MethodMetadata> methods = delegate.parseAndValidateMetadata(api);
        for (MethodMetadata method : methods) {
            if (method.template().path().startsWith("/")) {
                method.template().decodeSlash(false);
            }
        }
        return methods;
    }
}
