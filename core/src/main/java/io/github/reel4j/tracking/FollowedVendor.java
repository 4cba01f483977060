package io.github.reel4j.tracking;

import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.StatusTracker;

/**
 * Where a task's status is asked.
 *
 * @param lane all calls to that vendor
 */
public record FollowedVendor(StatusTracker port, Lane lane) {}
