package io.github.reel4j.queue.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.queue.model.QueuedOrderLogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the events of orders. Thread-safe. */
public final class OrderEventReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    /** Creates a store in this database. */
    public OrderEventReader(Database database) {
        this.database = database;
    }

    /** Returns the events of the order with this key, the oldest first. */
    public List<QueuedOrderLogEntry> find(String key) throws SQLException {
        return database.query("""
                select e.at, e.kind, e.attempt, e.worker, e.data
                from reel_order_event e join reel_order o on o.id = e.order_id
                where o.order_key = ? order by e.id
                """, row -> read(row, key), key);
    }

    private static QueuedOrderLogEntry read(ResultSet row, String key) throws SQLException {
        return new QueuedOrderLogEntry(
                NullableColumns.instant(row, "at").orElseThrow(),
                row.getString("kind"),
                row.getInt("attempt"),
                NullableColumns.text(row, "worker"),
                details(NullableColumns.text(row, "data"), key));
    }

    private static Map<String, String> details(Optional<String> data, String key) {
        Map<String, String> details = new TreeMap<>();
        try {
            JSON.readTree(data.orElse("{}"))
                    .properties()
                    .forEach(each -> details.put(each.getKey(), each.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the details of an event of the order '" + key
                            + "' are damaged: not JSON. Restore the column data of that event from a backup.",
                    e);
        }
        return details;
    }
}
