package io.github.reel4j.examples.shop.web;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.examples.shop.Customer;
import io.github.reel4j.examples.shop.CustomerOrders;
import io.github.reel4j.examples.shop.OrderPlacement;
import io.github.reel4j.examples.shop.OrderProgress;
import io.github.reel4j.examples.shop.ShopOrderRepository;
import io.github.reel4j.examples.shop.VideoStore;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Orders videos, and shows customers their own orders and nobody else's. */
@RestController
class OrderController {

    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");

    private final VideoClient client;
    private final OrderPlacement placement;
    private final CustomerOrders customerOrders;
    private final ShopOrderRepository orders;
    private final VideoStore videos;
    private final OrderProgressStream progress;

    OrderController(
            VideoClient client,
            OrderPlacement placement,
            CustomerOrders customerOrders,
            ShopOrderRepository orders,
            VideoStore videos,
            OrderProgressStream progress) {
        this.client = client;
        this.placement = placement;
        this.customerOrders = customerOrders;
        this.orders = orders;
        this.videos = videos;
        this.progress = progress;
    }

    /**
     * Places an order. Its number comes from the browser, so that a repeated call is the same order.
     *
     * @throws VideoException if the shop's first vendor would not take the order; nothing is enqueued then
     */
    @PutMapping("/api/orders/{number}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void place(
            @RequestAttribute(CustomerCookieFilter.CUSTOMER) Customer customer,
            @PathVariable UUID number,
            @RequestBody VideoForm form) {
        GenerationRequest request = form.toRequest();
        List<Quote> quotes = client.fallbackQuotes(request);
        if (quotes.stream().noneMatch(quote -> quote.disposition() == Quote.Disposition.ELIGIBLE)) {
            throw new VideoException(quotes.get(0).failure().orElseThrow());
        }
        placement.place(customer, key(number), request, form.description());
    }

    @GetMapping("/api/orders")
    List<OrderProgress> newest(@RequestAttribute(CustomerCookieFilter.CUSTOMER) Customer customer) {
        return customerOrders.newest(customer);
    }

    @GetMapping(path = "/api/orders/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@RequestAttribute(CustomerCookieFilter.CUSTOMER) Customer customer) {
        return progress.subscribe(customer);
    }

    /** Returns the video, or the part of it that the player requests. */
    @GetMapping("/api/orders/{number}/video")
    ResponseEntity<Resource> video(
            @RequestAttribute(CustomerCookieFilter.CUSTOMER) Customer customer, @PathVariable UUID number) {
        Path file = orders.find(key(number), customer)
                .filter(order -> order.deliveredAt().isPresent())
                .map(order -> videos.file(order.key()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok().contentType(MP4).body(new FileSystemResource(file));
    }

    /** A UUID is a safe file name. */
    private static OrderKey key(UUID number) {
        return OrderKey.of(number.toString());
    }
}
