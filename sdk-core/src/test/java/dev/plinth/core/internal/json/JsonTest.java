package dev.plinth.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    record Thing(
            String id,
            Optional<String> longName,
            Optional<Instant> createdAt,
            Optional<Long> size,
            List<String> tags,
            Map<String, Object> metadata,
            boolean public_,
            Optional<Secret> token,
            Map<String, Object> unknownFields) {}

    private static Thing read(String json) throws IOException {
        return Json.reader(Thing.class).read(stream(json));
    }

    @Test
    void readsARecordInSnakeCase() throws IOException {
        Thing thing = read("{\"id\":\"1\",\"long_name\":\"x\",\"created_at\":\"2026-11-21T19:13:57.114Z\",\"size\":7,"
                + "\"tags\":[\"a\"],\"metadata\":{\"k\":[1,null]},\"public\":true,\"token\":\"geheim\"}");

        assertThat(thing.longName()).contains("x");
        assertThat(thing.createdAt()).contains(Instant.parse("2026-11-21T19:13:57.114Z"));
        assertThat(thing.size()).contains(7L);
        assertThat(thing.tags()).containsExactly("a");
        assertThat(thing.public_()).isTrue();
        assertThat(thing.token().orElseThrow().reveal()).isEqualTo("geheim");
        assertThat(thing.toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\"}",
                "{\"id\":\"1\",\"long_name\":null,\"created_at\":null,\"size\":null,\"tags\":null,\"metadata\":null,\"token\":null}"
            })
    void readsWhatIsMissingAndNullAsEmpty(String json) throws IOException {
        Thing thing = read(json);

        assertThat(thing.longName()).isEmpty();
        assertThat(thing.createdAt()).isEmpty();
        assertThat(thing.size()).isEmpty();
        assertThat(thing.tags()).isEmpty();
        assertThat(thing.metadata()).isEmpty();
        assertThat(thing.token()).isEmpty();
        assertThat(thing.public_()).isFalse();
    }

    @Test
    void keepsWhatItDoesNotKnow() throws IOException {
        Thing thing = read("{\"id\":\"1\",\"new_thing\":{\"a\":[1,2]},\"other\":\"x\"}");

        assertThat(thing.unknownFields()).isEqualTo(Map.of("new_thing", Map.of("a", List.of(1, 2)), "other", "x"));
    }

    private static void refuses(JsonReader<?> reader, String json, String place) {
        assertThatThrownBy(() -> reader.read(stream(json)))
                .as(json)
                .isInstanceOf(UnexpectedBodyException.class)
                .hasMessageContaining("does not have the expected shape" + place);
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[null]", "7", "true", "\"text\"", ""})
    void refusesABodyOfAnotherShape(String json) {
        refuses(Json.reader(Thing.class), json, "");
        refuses(Json.mapReader(), json, "");
    }

    @Test
    void refusesARecordThatLacksWhatItMustHave() {
        refuses(Json.reader(Thing.class), "{}", ", at /id");
        refuses(Json.reader(Thing.class), "{\"id\":null}", ", at /id");
        refuses(Json.reader(Thing.class), "{\"id\":{\"x\":[1]}}", ", at /id");
    }

    @Test
    void refusesAListThatLacksARecord() {
        JsonReader<List<Thing>> things = Json.listReader(Thing.class);
        refuses(things, "null", "");
        refuses(things, "{}", "");
        refuses(things, "[{\"id\":\"1\"},null]", ", at /1");
        refuses(things, "[[]]", ", at /0");
        refuses(things, "[{}]", ", at /0/id");
    }

    record Things(@Required List<Thing> things, List<Thing> more) {}

    @Test
    void refusesARequiredListThatIsMissingOrLacksARecord() {
        JsonReader<Things> things = Json.reader(Things.class);
        refuses(things, "{}", ", at /things");
        refuses(things, "{\"things\":null}", ", at /things");
        refuses(things, "{\"things\":{}}", ", at /things");
        refuses(things, "{\"things\":[{\"id\":\"1\"},{}],\"more\":[]}", ", at /things/1/id");
    }

    @Test
    void leavesOutWhatIsNoRecordOfAListThatMayBeMissing() throws IOException {
        Things things =
                Json.reader(Things.class).read(stream("{\"more\":[null,{},{\"id\":\"1\"},[[]]],\"things\":[]}"));

        assertThat(things.more()).extracting(Thing::id).containsExactly("1");
    }

    @Test
    void takesAFieldOfAnotherKindForAbsentAndKeepsWhatCame() throws IOException {
        Thing thing = read("{\"id\":\"1\",\"long_name\":{\"a\":[1]},\"created_at\":\"infinity\",\"size\":\"many\","
                + "\"tags\":\"a\",\"metadata\":[2],\"public\":\"maybe\",\"token\":[3],\"more\":4}");

        assertThat(thing)
                .isEqualTo(new Thing(
                        "1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        Map.of(
                                "long_name",
                                Map.of("a", List.of(1)),
                                "created_at",
                                "infinity",
                                "size",
                                "many",
                                "tags",
                                "a",
                                "metadata",
                                List.of(2),
                                "public",
                                "maybe",
                                "more",
                                4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity",
                "-infinity",
                "10000-01-01T00:00:00Z",
                "+10000-01-01 00:00:00+00",
                "0044-03-15 00:00:00+00 BC",
                "2026",
                "2026-11-21T19:13:57.114263Z?"
            })
    void anOddTimestampIsAbsent(String text) throws IOException {
        Thing thing = read("{\"id\":\"1\",\"created_at\":\"" + text + "\"}");

        assertThat(thing.createdAt().isEmpty() || thing.unknownFields().isEmpty())
                .isTrue();
        assertThat(thing.unknownFields().containsKey("created_at"))
                .isEqualTo(thing.createdAt().isEmpty());
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    @Test
    void leavesOutWhatNestsTooDeepAndNothingElse() throws IOException {
        for (String deep : List.of(nested(300), "[".repeat(9_000) + "]".repeat(9_000))) {
            Thing thing = read("{\"id\":\"1\",\"metadata\":{\"name\":\"Ada\",\"x\":" + deep + ",\"y\":[1]},\"new\":"
                    + deep + ",\"tags\":[\"a\"]}");

            assertThat(thing.metadata()).isEqualTo(Map.of("name", "Ada", "y", List.of(1)));
            assertThat(thing.tags()).containsExactly("a");
        }
    }

    @Test
    void keepsWhatNestsAsDeepAsItMay() throws IOException {
        Object value = read("{\"id\":\"1\",\"metadata\":" + nested(200) + "}").metadata();

        for (int i = 0; i < 200; i++) {
            value = ((Map<?, ?>) value).get("a");
        }
        assertThat(value).isEqualTo(1);
    }

    @Test
    void readsNamesAndNumbersOfAnyLengthInAUsersData() throws IOException {
        Thing thing = read("{\"id\":\"1\",\"metadata\":{\"" + "k".repeat(60_000) + "\":" + "9".repeat(2_000) + "}}");

        assertThat(thing.metadata()).hasSize(1);
    }

    @Test
    void aBodyThatBreaksOffIsNoBodyOfAnotherShape() {
        for (String json : List.of("{\"id\":\"1\"", "{\"id\":\"1\",\"metadata\":{\"a\":[", "{\"id\":")) {
            assertThatThrownBy(() -> read(json)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void writesSecretsAndHidesThemWhenShown() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("email", "a@b.c");
        body.put("password", Secret.of("geheim"));

        assertThat(new String(Json.write(body), StandardCharsets.UTF_8))
                .isEqualTo("{\"email\":\"a@b.c\",\"password\":\"geheim\"}");
        assertThat(Json.show(body)).isEqualTo("{\"email\":\"a@b.c\",\"password\":\"***\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T19:13:57Z, 2026-11-21T19:13:57Z",
        "2026-11-21T19:13:57.1Z, 2026-11-21T19:13:57.100Z",
        "2026-11-21T19:13:57.114Z, 2026-11-21T19:13:57.114Z",
        "2026-11-21T19:13:57.114263Z, 2026-11-21T19:13:57.114263Z",
        "2026-11-21T19:13:57.123456789Z, 2026-11-21T19:13:57.123456789Z",
        "2026-11-21T19:13:57.114263+00:00, 2026-11-21T19:13:57.114263Z",
        "2026-11-21T21:13:57+02:00, 2026-11-21T19:13:57Z",
        "2026-11-21 19:13:57.114263+00, 2026-11-21T19:13:57.114263Z",
        "2026-11-21T19:13:57.00000001Z, 2026-11-21T19:13:57.00000001Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
    })
    void readsTimestampsInTheirForms(String text, Instant instant) {
        assertThat(parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-11-21T25:00:00Z",
                "2026-11-21Tab:00:00Z",
                "2026-11-21T19:13:57.1234567890Z",
                "2026"
            })
    void refusesWhatIsNoTimestamp(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DateTimeException.class);
    }

    /** As it stands in the parser's buffer, between other characters. */
    private static Instant parse(String text) {
        return Timestamps.parse(("9" + text + "9").toCharArray(), 1, text.length());
    }
}
