package io.github.reel4j.provider.feign;

import java.io.IOException;

/** Why a reply is not used. The message continues the sentence "the reply of HOST ...". */
final class UnusableReply extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableReply(String predicate) {
        super(predicate);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }
}
