package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;

/**
 * The response that a fault replaces.
 *
 * @param genuine the normal response
 * @param taskId the id of the task that the request has ordered; empty if it has ordered none
 * @param vendor creates the vendor's documented errors
 */
record FaultedResponse(ServerResponse genuine, String taskId, VendorDialect vendor) {}
