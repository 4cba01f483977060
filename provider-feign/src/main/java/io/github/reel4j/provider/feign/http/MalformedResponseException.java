package io.github.reel4j.provider.feign.http;

import java.io.IOException;

/** Why a reply is not used. The message continues the sentence "the reply of HOST ...". */
public final class MalformedResponseException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedResponseException(String predicate) {
        super(predicate);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }
}
