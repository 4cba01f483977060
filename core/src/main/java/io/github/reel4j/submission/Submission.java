package io.github.reel4j.submission;

import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.VideoGenerator;

/**
 * What is to be sent, to whom, and as what it is written down.
 *
 * @param lane of all calls to the vendor
 */
public record Submission(Lane lane, VideoGenerator generator, ResolvedRequest request, OrderIntent intent) {}
