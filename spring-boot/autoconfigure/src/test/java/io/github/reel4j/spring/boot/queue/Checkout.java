package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records an invoice and orders its video in one transaction. */
@Service
class Checkout {

    private final JdbcTemplate rows;
    private final OrderQueue queue;

    Checkout(JdbcTemplate rows, OrderQueue queue) {
        this.rows = rows;
        this.queue = queue;
    }

    @Transactional
    public void sell(String invoice, String prompt) {
        rows.update("insert into invoice (number) values (?)", invoice);
        queue.enqueue(
                OrderKey.of(invoice),
                TextToVideoRequest.builder().prompt(prompt).build());
    }
}
