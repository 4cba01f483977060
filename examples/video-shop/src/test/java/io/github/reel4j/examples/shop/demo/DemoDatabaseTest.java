package io.github.reel4j.examples.shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DemoDatabaseTest {

    @TempDir(cleanup = CleanupMode.NEVER) // the server ends with this process
    private Path folder;

    @Test
    void a_server_that_runs_already_is_used() throws Exception {
        String url = DemoDatabase.start(folder.resolve("postgres"));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id int)");
        }

        String again = DemoDatabase.start(folder.resolve("postgres"));

        try (Connection connection = DriverManager.getConnection(again);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("insert into kept values (1)")).isEqualTo(1);
        }
    }
}
