package io.github.reel4j.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.testkit.simulator.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class OrderTest extends ShopTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Autowired
    OrderPlacement placement;

    @Autowired
    ShopOrderRepository orders;

    @Autowired
    OrderQueue queue;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void an_order_is_executed_and_its_video_is_served_in_parts() throws Exception {
        String number = customer.order("A heron at dawn");

        awaitState(number, "READY");
        await().atMost(TIMEOUT)
                .until(() -> customer.find(number).path("playable").asBoolean());
        HttpResponse<String> whole = customer.get("/api/orders/" + number + "/video");
        HttpResponse<String> part = customer.get("/api/orders/" + number + "/video", "Range", "bytes=4-7");
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ftyp").isEqualTo(whole.body().substring(4, 8));
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void an_order_of_another_customer_cannot_be_seen_or_taken() throws Exception {
        String number = customer.order("A secret heron");
        awaitState(number, "READY");
        ShopClient other = new ShopClient(port);

        assertThat(other.find(number).isMissingNode()).isTrue();
        assertThat(other.get("/api/orders/" + number + "/video").statusCode()).isEqualTo(404);
        HttpResponse<String> taken = other.send(
                "PUT", "/api/orders/" + number, Map.of("operation", "text-to-video", "prompt", "A secret heron"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void the_same_order_twice_is_sent_once() throws Exception {
        String number = UUID.randomUUID().toString();
        Map<String, String> form = Map.of("operation", "text-to-video", "prompt", "Twice");

        assertThat(customer.send("PUT", "/api/orders/" + number, form).statusCode())
                .isEqualTo(202);
        assertThat(customer.send("PUT", "/api/orders/" + number, form).statusCode())
                .isEqualTo(202);
        awaitState(number, "READY");
        assertThat(customer.send("PUT", "/api/orders/" + number, form).statusCode())
                .isEqualTo(202);
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void a_rollback_removes_the_order_of_the_shop_and_of_the_queue() {
        OrderKey key = OrderKey.of(UUID.randomUUID().toString());
        TextToVideoRequest request =
                TextToVideoRequest.builder().prompt("Rolled back").build();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    placement.place(new Customer("test"), key, request, "Rolled back");
                    throw new IllegalStateException("the payment fails");
                }))
                .hasMessage("the payment fails");

        assertThat(queue.find(key)).isEmpty();
        assertThat(orders.find(key, new Customer("test"))).isEmpty();
    }

    @Test
    void an_unknown_order_is_resolved_by_the_task_of_the_vendor() throws Exception {
        FAL.nextSubmit(Fault.connectionClosed());
        String number = customer.order("Lost on the way");
        awaitState(number, "UNKNOWN");
        assertThat(customer.get("/api/unknown-orders").body()).contains(number).doesNotContain("Lost on the way");
        String path = "/api/unknown-orders/" + number + "/resolution";

        HttpResponse<String> withoutTask = customer.send("POST", path, Map.of("outcome", "ACCEPTED"));
        assertThat(withoutTask.statusCode()).isEqualTo(400);
        assertThat(withoutTask.body()).contains("task id");
        String task = FAL.ledger().orders().get(0).taskId();
        HttpResponse<String> resolved =
                customer.send("POST", path, Map.of("outcome", "ACCEPTED", "vendorTaskId", task));
        assertThat(resolved.statusCode()).isEqualTo(204);
        awaitState(number, "READY");
        HttpResponse<String> twice = customer.send("POST", path, Map.of("outcome", "ACCEPTED", "vendorTaskId", task));
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void an_order_that_was_not_accepted_is_sent_again_on_request() throws Exception {
        FAL.nextSubmit(Fault.connectionClosed().beforeAccepting());
        String number = customer.order("Never arrived");
        awaitState(number, "UNKNOWN");

        customer.send(
                "POST", "/api/unknown-orders/" + number + "/resolution", Map.of("outcome", "NOT_ACCEPTED_SEND_AGAIN"));

        awaitState(number, "READY");
        assertThat(FAL.ledger().orders()).hasSize(1);
    }

    @Test
    void an_order_counts_for_the_spend_of_today() throws Exception {
        long before = ordersToday();

        awaitState(customer.order("It costs something"), "READY");

        assertThat(ordersToday()).isEqualTo(before + 1);
        assertThat(customer.getJson("/api/spend").get(0).path("amount").asString())
                .endsWith(" USD");
    }

    private long ordersToday() throws Exception {
        long orders = 0;
        for (JsonNode sum : customer.getJson("/api/spend")) {
            orders += sum.path("orders").asLong();
        }
        return orders;
    }

    private void awaitState(String number, String state) {
        await().atMost(TIMEOUT).until(() -> customer.find(number).path("state").asString(""), state::equals);
    }
}
