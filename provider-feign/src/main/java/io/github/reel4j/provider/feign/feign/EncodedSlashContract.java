package io.github.reel4j.provider.feign.feign;

import feign.Contract;
import feign.MethodMetadata;
import java.util.List;

/**
 * Keeps a slash in a value of a path encoded; Feign would send it as one that divides segments, and ask for another path. Only a
 * value that is the whole path, as in {@code POST {path}}, keeps its slashes.
 */
public final class EncodedSlashContract implements Contract {

    private final Contract annotations;

    public EncodedSlashContract(Contract annotations) {
        this.annotations = annotations;
    }

    @Override
    public List<MethodMetadata> parseAndValidateMetadata(Class<?> api) {
        List<MethodMetadata> methods = annotations.parseAndValidateMetadata(api);
        for (MethodMetadata method : methods) {
            if (method.template().path().startsWith("/")) {
                method.template().decodeSlash(false);
            }
        }
        return methods;
    }
}
