package dev.plinth.testkit.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir
    Path folder;

    record Inner(String text, int number) {}

    record Row(
            String key,
            UUID id,
            Instant at,
            long size,
            Long limit,
            boolean flag,
            List<String> list,
            JsonNode json,
            Inner inner,
            String none) {}

    private static Row row(String key, int number) {
        return new Row(
                key,
                new UUID(1, 2),
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                1L << 40,
                7L,
                true,
                List.of("a", "b"),
                Json.object("n", "x"),
                new Inner("ü", number),
                null);
    }

    private Table<Row> open() throws IOException {
        return new Table<>(folder.resolve("rows.jsonl"), Row.class, Row::key);
    }

    @Test
    void readsTheRowsThatWereWritten() throws IOException {
        try (Table<Row> table = open()) {
            table.put(row("a", 1));
            table.put(row("b", 2));
        }

        try (Table<Row> table = open()) {
            assertThat(table.rows()).containsOnlyKeys("a", "b").containsValues(row("a", 1), row("b", 2));
        }
    }

    @Test
    void returnsTheRowThatWasReplacedOrRemoved() throws IOException {
        try (Table<Row> table = open()) {
            assertThat(table.put(row("a", 1))).isEmpty();
            assertThat(table.put(row("a", 2))).contains(row("a", 1));
            assertThat(table.remove("a")).contains(row("a", 2));
            assertThat(table.remove("a")).isEmpty();
        }

        try (Table<Row> table = open()) {
            assertThat(table.rows()).isEmpty();
        }
    }

    @Test
    void dropsALineThatIsNotComplete() throws IOException {
        try (Table<Row> table = open()) {
            table.put(row("a", 1));
        }
        Files.writeString(folder.resolve("rows.jsonl"), "{\"key\":\"b\"", StandardOpenOption.APPEND);

        try (Table<Row> table = open()) {
            assertThat(table.rows()).containsOnlyKeys("a");
            table.put(row("c", 3));
        }
        try (Table<Row> table = open()) {
            assertThat(table.rows()).containsOnlyKeys("a", "c");
        }
    }

    @Test
    void rewritesAFileOfObsoleteLines() throws IOException {
        try (Table<Row> table = open()) {
            for (int i = 0; i < 1_500; i++) {
                table.put(row("a", i));
            }
        }

        open().close();

        assertThat(folder.resolve("rows.jsonl")).content().hasLineCount(1);
        try (Table<Row> table = open()) {
            assertThat(table.get("a")).contains(row("a", 1_499));
        }
    }

    @Test
    void isEmptyAfterAClear() throws IOException {
        try (Table<Row> table = open()) {
            table.put(row("a", 1));
            table.clear();
            table.put(row("b", 2));
        }

        try (Table<Row> table = open()) {
            assertThat(table.rows()).containsOnlyKeys("b");
        }
    }
}
