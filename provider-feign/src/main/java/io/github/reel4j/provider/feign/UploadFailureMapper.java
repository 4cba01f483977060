package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.download.DownloadException;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.TransportException;
import java.util.Optional;

/** Maps failures of an upload, which is never billed and may be repeated. */
final class UploadFailureMapper extends FailureMapper {

    UploadFailureMapper(VendorFailureFactory failures) {
        super(failures);
    }

    @Override
    VideoFailure toFailure(TransportException thrown) {
        FailureKind kind = thrown.interrupted()
                ? FailureKind.INTERRUPTED
                : thrown.stage() == TransportException.Stage.NOT_SENT
                        ? FailureKind.UNREACHABLE
                        : FailureKind.UPLOAD_FAILED;
        return failures()
                .builder(kind, thrown.getMessage() + ".")
                .rawResponse(failures().rawExcerpt(thrown.excerpt()))
                .build();
    }

    @Override
    VideoFailure toFailure(UndecodableBodyException thrown) {
        return failures()
                .builder(
                        FailureKind.UPLOAD_FAILED,
                        "the response from " + failures().vendor() + " " + thrown.predicate() + ".")
                .rawResponse(failures().rawExcerpt(thrown.excerpt()))
                .build();
    }

    /**
     * Maps a failure of {@link VendorClient#send}. The kind is one of orders that are not billed, whatever the reason.
     */
    VideoFailure toFailure(DownloadException thrown) {
        return failures()
                .builder(
                        thrown.reason() == DownloadException.Reason.INTERRUPTED
                                ? FailureKind.INTERRUPTED
                                : FailureKind.UPLOAD_FAILED,
                        thrown.getMessage() + ".")
                .build();
    }

    /** Returns the failure for a status other than 2xx. The body is omitted: storage hosts quote signatures there. */
    VideoFailure storageRejected(String host, int status) {
        return failures()
                .builder(
                        FailureKind.UPLOAD_FAILED,
                        "the storage host " + host + ", to which " + failures().vendor()
                                + "'s API directs uploads, responded with HTTP " + status
                                + (status >= 300 && status < 400 ? ", a redirect, which is not followed." : "."))
                .build();
    }

    @Override
    FailureKind kindOf(int status, VendorError error) {
        Optional<FailureKind> documented = failures().kindOfCode(error);
        if (documented.isPresent()) {
            return documented.get();
        }
        return switch (status) {
            case 400, 413, 415, 422 -> FailureKind.INVALID_REQUEST;
            case 401 -> FailureKind.AUTHENTICATION;
            case 402 -> FailureKind.INSUFFICIENT_BALANCE;
            case 403 -> FailureKind.FORBIDDEN;
            case 404, 405 -> FailureKind.INCOMPATIBLE;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> FailureKind.UPLOAD_FAILED;
        };
    }

    @Override
    String adviceOn(FailureKind kind) {
        return switch (kind) {
            case INVALID_REQUEST -> "The vendor does not accept the file.";
            case AUTHENTICATION -> "Check the key: setting " + failures().vendor() + ".api-key.";
            case INCOMPATIBLE ->
                "The vendor's API is not where or what its documentation says. Check the setting "
                        + failures().urlSetting() + ".";
            default -> "";
        };
    }
}
